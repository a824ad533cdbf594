"""Renders text from a template and values.

A template may come from an organisation's settings, so it runs in a sandbox: it reads the given values, the filters
listed here and other templates in its directory. It cannot call methods of text, and all of its work is counted and
limited. Nothing is escaped automatically: every value passes an explicit filter.
"""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import lru_cache, wraps
from typing import Any, cast

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound

from policyengine.errors import Mistake, PolicyEngineError, SizeError
from policyengine.human_text import block
from policyengine.loading.files import read_text
from policyengine.loading.paths import display_path
from policyengine.markdown import cell, code, front_matter, inline, link, prose
from policyengine.rendering.bounds import TEMPLATE_LIMIT, BoundError, check_length
from policyengine.rendering.mistakes import template_mistake
from policyengine.rendering.sandbox import Sandbox
from policyengine.resources import TEMPLATES

_FILTERS: dict[str, Callable[..., Any]] = {
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
    """Render the template `name` of a directory with the values; `filters` adds to the filters of every template.

    Raises PolicyEngineError if the template is missing or invalid, reads a missing value, tries to leave the sandbox,
    or exceeds its limits: SizeError if the template is a shipped one. Any other error in a shipped template is a bug
    and is not caught.
    """
    environment = _environment(os.path.realpath(directory), tuple((filters or {}).items()))
    environment.budget.reset()
    try:
        parts = cast("Generator[str, None, None]", environment.get_template(name).generate(values))
        return "".join(_bounded(parts))
    except PolicyEngineError:
        raise
    except Exception as error:
        if os.path.realpath(directory) == os.path.realpath(TEMPLATES):
            if isinstance(error, BoundError):
                raise SizeError(Mistake(str(error), hint="split the profile")) from error
            raise
        raise PolicyEngineError(template_mistake(directory, name, error)) from error


def _bounded(parts: Generator[str, None, None]) -> Iterator[str]:
    """Yield the output of a template; errors are raised at their position in the output."""
    size = 0
    for part in parts:
        size += len(part)
        try:
            check_length(size)
            part.encode()
        except (BoundError, UnicodeEncodeError) as error:
            parts.throw(error)
        yield part


class _DirectoryLoader(BaseLoader):
    """Reads plain files below one directory, and nothing outside it, whether by name or symbolic link."""

    def __init__(self, directory: str) -> None:
        self.directory = directory

    def get_source(self, _environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text and path."""
        if "\0" in template:  # each version of Python has a different message for it
            raise TemplateNotFound(template)
        path = os.path.realpath(os.path.join(self.directory, template))
        if not path.startswith(self.directory + os.sep) or not os.path.exists(path):
            raise TemplateNotFound(template)
        written = os.stat(path).st_mtime_ns
        text = read_text(path, TEMPLATE_LIMIT, display_path(path))
        return text, path, lambda: os.path.exists(path) and os.stat(path).st_mtime_ns == written


@lru_cache(maxsize=8)
def _environment(directory: str, filters: tuple[tuple[str, Callable[..., str]], ...]) -> Sandbox:
    """Create the sandbox of a directory once: compiling a template takes twenty times as long as rendering it."""
    return Sandbox(
        {**{name: _declared(function) for name, function in _FILTERS.items()}, **dict(filters)},
        loader=_DirectoryLoader(directory),
        undefined=StrictUndefined,
        autoescape=False,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
    )


def _declared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter reject an unknown name; the message is Jinja's, which includes the name."""

    @wraps(function)
    def checked(value: Any, *arguments: Any) -> Any:
        return function(str(value) if isinstance(value, StrictUndefined) else value, *arguments)

    return checked
