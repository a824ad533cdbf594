"""Find the place of the node at a route. Loaded only when a place is needed."""

import re
from typing import Any

from policyengine.document import Document
from policyengine.errors import IS_MEANT, Mistake
from policyengine.loading.yaml.data import IN_BRACES, MAX_PROBLEMS, NO_KEY, NOT_TEXT, TWICE, Problems
from policyengine.loading.yaml.values import REFUSED
from policyengine.location import Location, Route

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML parsers count as the end of a line."""

_COMMENT = re.compile(r"(?:^|\s)#.*")


def value_at(path: str, text: str, root: Any, route: Route) -> Location:
    """Return the span of the value at a route; where nothing is written, of the nearest key above it."""
    key, node, steps = descend(root, route)
    if steps < len(route):
        return key_at(path, text, root, route[:steps])
    if key is not None and node.start_mark.index == node.end_mark.index:  # `key:` with nothing after it
        return _span(path, key.start_mark, key.end_mark)
    return _node_span(path, text, node)


def key_at(path: str, text: str, root: Any, route: Route) -> Location:
    """Return the span of the key at a route; for an item of a list its first line, for the top the first key."""
    key, node, steps = descend(root, route)
    if key is not None:
        return _span(path, key.start_mark, key.end_mark)
    if steps == 0 and root.id == "mapping" and root.value:
        first = root.value[0][0]
        return _span(path, first.start_mark, first.end_mark)
    return first_line_of(path, text, node)


def first_line_of(path: str, text: str, node: Any) -> Location:
    """Return the span of a node, up to the end of its first line."""
    span = _node_span(path, text, node)
    if span.line == span.end_line:
        return span
    found = BREAK.search(text, node.start_mark.index)
    length = len(text[node.start_mark.index : found.start() if found else len(text)].rstrip())
    return Location(path, span.line, span.column, span.line, span.column + length)


def descend(root: Any, route: Route) -> tuple[Any, Any, int]:
    """Follow a route as far as it leads: the last key (None for an item or the top), its node, and the steps taken."""
    key, node = None, root
    for taken, step in enumerate(route):
        found = _child(node, step)
        if found is None:
            return key, node, taken
        key, node = found
    return key, node, len(route)


def _child(node: Any, step: str | int) -> tuple[Any, Any] | None:
    if node.id == "mapping":
        return _pairs(node).get(step)
    if node.id == "sequence" and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None


def _pairs(node: Any) -> dict[Any, tuple[Any, Any]]:
    """Return the pairs of a mapping by key, the first of each; made once for a node, which may have thousands."""
    if "pairs" not in node.__dict__:
        node.pairs = {key.value: (key, value) for key, value in reversed(node.value) if key.id == "scalar"}
    found: dict[Any, tuple[Any, Any]] = node.pairs
    return found


def _span(path: str, start: Any, end: Any) -> Location:
    return Location(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _node_span(path: str, text: str, node: Any) -> Location:
    """Return the span of a node. The parsers end a block at the next token; here it ends with its last content."""
    start = node.start_mark
    trimmed = node.style in ("|", ">") if node.id == "scalar" else not node.flow_style
    if not trimmed:
        return _span(path, start, node.end_mark)
    end = _content_end(text, node)
    breaks = list(BREAK.finditer(text, start.index, end))
    line = start.line + len(breaks)
    column = end - breaks[-1].end() if breaks else start.column + end - start.index
    return Location(path, start.line + 1, start.column + 1, line + 1, column + 1)


def _content_end(text: str, node: Any) -> int:
    """Return the offset after the last content of a node."""
    last, after = node, node.start_mark.index
    while last.id != "scalar" and not last.flow_style and last.value:
        key, child = last.value[-1] if last.id == "mapping" else (None, last.value[-1])
        after = max(after, (key or child).start_mark.index)
        if child.start_mark.index < after:  # an alias: its node is somewhere above
            return _without_trailing(text, after, node.end_mark.index)
        last = child
    if last.id == "scalar" and last.style in ("|", ">"):
        return len(text[: last.end_mark.index].rstrip())
    return int(last.end_mark.index)


def _without_trailing(text: str, start: int, end: int) -> int:
    """Return the offset where the blank lines and comments begin that end at `end`."""
    lines = text[start:end].splitlines(keepends=True)
    while lines and not _COMMENT.sub("", lines[-1]).strip():
        lines.pop()
    kept = sum(map(len, lines[:-1]))
    return start + kept + len(_COMMENT.sub("", lines[-1]).rstrip()) if lines else start


def is_clear(problems: Problems) -> bool:
    """Return whether other mistakes can be found in a text in spite of these problems."""
    messages = [message for _, message, _ in problems.values()]
    return all(text.endswith((IN_BRACES, NOT_TEXT, NO_KEY, *REFUSED)) or text.startswith(TWICE) for text in messages)


def mistakes_of(document: Document, problems: Problems) -> list[Mistake]:
    """Make the mistakes of a document from its problems, in the order of the text."""
    mistakes = [
        document.mistake(message, first_line_of(document.path, document.text, node), hint)
        for _, (node, message, hint) in sorted(problems.items())[:MAX_PROBLEMS]
    ]
    if len(problems) > MAX_PROBLEMS:
        mistakes.append(Mistake(f"more than {MAX_PROBLEMS} mistakes in `{document.path}`", hint=IS_MEANT))
    return mistakes
