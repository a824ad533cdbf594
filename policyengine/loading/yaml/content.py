"""Find the place of a character of a scalar's value in its file, for carets inside a condition."""

import re
from typing import Any

from policyengine.loading.yaml.places import BREAK, descend, value_at
from policyengine.location import Location, Route

_PROPERTIES = re.compile(r"(?:&\S+\s+)?")
_VALUE_BREAK = re.compile("[\n\u2028\u2029]")
_FOLD = re.compile("[ \t]*(?:\r\n|[\n\r\x85\u2028\u2029])[ \t\r\n\x85\u2028\u2029]*")


def content_at(path: str, text: str, root: Any, route: Route, offset: int) -> Location:
    """Return the place, one column wide, of the character at `offset` (from 0) of the text at a route.

    Exact for plain scalars, for `|`, and for quoted ones written as they are; else the start of the value.
    """
    _, node, steps = descend(root, route)
    if steps < len(route) or node.id != "scalar" or node.start_mark.index == node.end_mark.index:
        return value_at(path, text, root, route)
    properties = _PROPERTIES.match(text, node.start_mark.index)
    start = properties.end() if properties else node.start_mark.index
    offset = max(0, min(offset, len(node.value)))
    if not node.style:
        index = _plain_index(text, start, node.end_mark.index, offset)
    elif node.style == "|":
        index = _literal_index(text, start, node.value, offset)
    else:
        as_written = text[start + 1 : node.end_mark.index - 1] == node.value
        index = start + 1 + offset if as_written else start
    before = list(BREAK.finditer(text, 0, index))
    line, column = len(before) + 1, index - (before[-1].end() if before else 0) + 1
    return Location(path, line, column, line, column + 1)


def _plain_index(text: str, start: int, end: int, offset: int) -> int:
    """Walk over the folds of a plain scalar: one line break is a space, n + 1 of them are n line breaks."""
    at = 0
    for fold in _FOLD.finditer(text, start, end):
        if offset < at + fold.start() - start:
            break
        at += fold.start() - start
        width = max(1, len(BREAK.findall(fold[0])) - 1)
        if offset < at + width:
            return fold.start()
        at += width
        start = fold.end()
    return start + offset - at


def _literal_index(text: str, start: int, value: str, offset: int) -> int:
    """Count the lines of a `|` scalar: its value has the lines of its source, less the indentation."""
    lines = _VALUE_BREAK.split(value)
    indent: int | None = None
    position, wanted = 0, (0, 0)
    starts = [found.end() for found in BREAK.finditer(text, start)][: len(lines)]
    for number, line in enumerate(lines):
        if position <= offset <= position + len(line):
            wanted = number, offset - position
        if line.strip() and indent is None and number < len(starts):
            found = BREAK.search(text, starts[number])
            indent = (found.start() if found else len(text)) - starts[number] - len(line)
        position += len(line) + 1
    number, column = wanted
    if number >= len(starts):
        return start
    return min(starts[number] + (indent or 0) + column, len(text))
