"""Formats of one kind of report, one module per format; each is imported only when it is asked for."""

import importlib
from collections.abc import Callable, Iterable
from typing import Any

Renderer = Callable[[Any], str]
"""A pure function of a report; its text ends in a line feed."""


def renderers(kind: str, formats: Iterable[str]) -> dict[str, Renderer]:
    """Return the renderer of each format: `render_<kind>_<format>` of the module `<kind>/<format>` beside this one."""
    return {name: _renderer(kind, name) for name in formats}


def _renderer(kind: str, name: str) -> Renderer:
    def render(report: Any) -> str:
        module = importlib.import_module(f"policyengine.reporters.{kind}.{name}")
        text: str = getattr(module, f"render_{kind}_{name}")(report)
        return text

    return render
