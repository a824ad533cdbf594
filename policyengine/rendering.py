"""Fills in templates: the only module that knows Jinja.

A template may come from an organisation's settings, so it runs in a sandbox: it reads the values it is given, the
filters listed here and other templates of its directory, and cannot call methods of text, multiply or format itself
into more than `OUTPUT_LIMIT`. Nothing is escaped automatically: every value passes an explicit filter.
"""

import os
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.human_text import block
from policyengine.loading.discovery import display_path
from policyengine.location import Location
from policyengine.markdown import cell, code, front_matter, inline, link, prose

OUTPUT_LIMIT = 1 << 20
"""The longest text a template may make, in code points."""

TEMPLATE_LIMIT = 1 << 18
"""The longest template, in bytes."""

_OF_JINJA = ("capitalize", "default", "first", "join", "last", "length", "list", "lower", "rejectattr", "selectattr")
_OURS: dict[str, Callable[..., Any]] = {
    "block": block,
    "cell": cell,
    "code": code,
    "front_matter": front_matter,
    "inline": inline,
    "link": link,
    "prose": prose,
}


def render_template(
    directory: str, name: str, values: Mapping[str, Any], filters: Mapping[str, Callable[..., str]] | None = None
) -> str:
    """Fill in the template `name` of a directory with the values; `filters` adds to the filters every template has.

    Raises PolicyEngineError when the template is missing or wrong, reads a value that is not there, tries to leave
    the sandbox, or makes more text than `OUTPUT_LIMIT`.
    """
    environment = _environment(os.path.realpath(directory), tuple((filters or {}).items()))
    parts: list[str] = []
    size = 0
    try:
        for part in environment.get_template(name).generate(values):
            size += len(part)
            if size > OUTPUT_LIMIT:
                raise PolicyEngineError(Mistake(f"template `{name}` makes more than {OUTPUT_LIMIT:,} characters"))
            parts.append(part)
    except (TemplateError, TypeError, RecursionError) as error:
        raise PolicyEngineError(_mistake(directory, name, error)) from error
    return "".join(parts)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, and without the operators and text methods that turn a short template into a huge text."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
        """Refuse the operators above."""
        raise SecurityError(f"operator `{operator}` is not available in templates")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse every attribute of text, and what Jinja's sandbox refuses."""
        return not isinstance(obj, str | bytes) and super().is_safe_attribute(obj, attr, value)


class _DirectoryLoader(BaseLoader):
    """Reads plain files below one directory, and nothing that a name or a symbolic link leads to outside it."""

    def __init__(self, directory: str) -> None:
        self.directory = directory

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give a template's text and path."""
        path = os.path.realpath(os.path.join(self.directory, template))
        inside = path.startswith(self.directory + os.sep)
        if not inside or not os.path.isfile(path) or os.path.getsize(path) > TEMPLATE_LIMIT:
            raise TemplateNotFound(template)
        written = os.stat(path).st_mtime_ns
        with open(path, encoding="utf-8") as file:
            return file.read(), path, lambda: os.path.exists(path) and os.stat(path).st_mtime_ns == written


@lru_cache(maxsize=8)
def _environment(directory: str, filters: tuple[tuple[str, Callable[..., str]], ...]) -> Environment:
    """Make the sandbox of a directory once: compiling a template takes twenty times as long as filling it in."""
    environment = _Sandbox(
        loader=_DirectoryLoader(directory),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
    )
    ours = {name: _declared(function) for name, function in _OURS.items()}
    environment.filters = {**{name: environment.filters[name] for name in _OF_JINJA}, **ours, **dict(filters)}
    environment.globals.clear()
    return environment


def _declared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter refuse a name that nothing is known by; the message is Jinja's, which tells the name."""

    def checked(value: Any, *arguments: Any) -> Any:
        return function(str(value) if isinstance(value, StrictUndefined) else value, *arguments)

    return checked


def _mistake(directory: str, name: str, error: Exception) -> Mistake:
    if isinstance(error, TemplateNotFound):
        return Mistake(f"template `{error.name}` is not in `{os.path.basename(directory)}`, or is too large")
    file, line = name, 0
    if isinstance(error, TemplateSyntaxError):
        file, line = error.name or name, error.lineno
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(os.path.realpath(directory) + os.sep):
            file, line = os.path.relpath(frame.filename, os.path.realpath(directory)), frame.lineno or 0
    said = f"template `{name}`: {str(error).rstrip('.')}"
    if not line:
        return Mistake(said)
    path = os.path.join(directory, file)
    place = Location(display_path(path), line, 1, line, 1)
    with open(path, encoding="utf-8", errors="replace") as template:
        return Mistake(said, place, next(islice(template, line - 1, None), "").rstrip("\n"))
