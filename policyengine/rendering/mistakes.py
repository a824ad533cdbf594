"""Converts errors in a template to mistakes with their lines."""

import os.path
import sys
import traceback
from itertools import islice
from types import TracebackType
from typing import Any

from jinja2 import TemplateNotFound, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.lexer import TokenStream

from policyengine.errors import Mistake
from policyengine.loading.paths import display_path
from policyengine.location import Location
from policyengine.rendering.bounds import BoundError
from policyengine.words.numbers import full

_PLAIN = {
    MemoryError: "it takes too much memory",
    RecursionError: "it recurses too deep",
    SyntaxError: "it cannot be compiled",
    UnicodeEncodeError: "it makes a character that UTF-8 cannot encode",
}
"""Messages for errors whose own text is about Python."""


def template_mistake(directory: str, name: str, error: Exception) -> Mistake:
    """Return the mistake for an error that stopped the template `name` of a directory, or one that it uses."""
    root = os.path.realpath(directory)
    file, line = _place(root, name, error)
    file = os.path.relpath(file, root) if os.path.isabs(file) else file
    said = f"template `{file or name}`: {_words(root, error)}"
    hint = "shorten its loops and texts, or make several records" if isinstance(error, BoundError) else ""
    if not line:
        return Mistake(said, hint=hint)
    path = os.path.join(directory, file)
    return Mistake(said, Location(display_path(path), line, 1, line, 1), _source(path, line), hint)


def _words(root: str, error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"template `{error.name}` is not in `{os.path.basename(root)}`"
    plain = next((words for kind, words in _PLAIN.items() if isinstance(error, kind)), "")
    said = plain or str(error).rstrip(".")
    if isinstance(error, ValueError) and "integer string conversion" in said:
        return f"a number has more than {full(sys.get_int_max_str_digits())} digits"
    return said if plain or isinstance(error, TemplateError | TypeError) else f"{said} (`{type(error).__name__}`)"


def _place(root: str, name: str, error: Exception) -> tuple[str, int]:
    """Return the template and line of an error; line 0 if it has none."""
    if isinstance(error, TemplateSyntaxError):
        return error.name or name, error.lineno
    file, line = "", 0
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(root + os.sep):
            file, line = frame.filename, frame.lineno or 1
    read, at = _being_read(error.__traceback__)
    return (read, at) if read else (file, line)


def _being_read(trace: TracebackType | None) -> tuple[str, int]:
    """Return the file and line that Jinja was reading when an error stopped it, from its stack frames."""
    file, line = "", 1
    for frame, _ in traceback.walk_tb(trace):
        seen = frame.f_locals
        if frame.f_code.co_name == "compile" and "jinja2" in frame.f_code.co_filename:
            file, line = str(seen.get("filename") or ""), 1
        elif file:
            line = _line_in(seen) or line
    return file, line


def _line_in(seen: dict[str, Any]) -> int:
    node, stream, number = seen.get("node"), getattr(seen.get("self"), "stream", None), seen.get("lineno")
    if isinstance(node, nodes.Node):
        return int(node.lineno or 0)
    if isinstance(stream, TokenStream):
        return stream.current.lineno
    return number if isinstance(number, int) else 0


def _source(path: str, line: int) -> str:
    with open(path, encoding="utf-8", errors="replace") as template:
        return next(islice(template, line - 1, None), "").rstrip("\n")
