"""A cost report as text, one module per format; each is imported only when it is asked for."""

import importlib
from collections.abc import Callable

from policyengine.cost_report import CostReport

CostRenderer = Callable[[CostReport], str]
"""A pure function of a cost report; its text ends in a line feed."""


def _renderer(name: str) -> CostRenderer:
    def render(report: CostReport) -> str:
        module = importlib.import_module(f"policyengine.reporters.cost_{name}")
        text: str = getattr(module, f"render_cost_{name}")(report)
        return text

    return render


COST_REPORTERS = {name: _renderer(name) for name in ("text", "json", "csv", "markdown", "html")}
"""Every output format, by the name that `--output-format` takes."""
