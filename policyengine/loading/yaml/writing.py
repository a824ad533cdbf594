"""Add to YAML files that people wrote, and keep the rest unchanged; only this module imports ruamel."""

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from policyengine.document import Document
from policyengine.errors import PolicyEngineError
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.words.numbers import exact

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def with_item(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Return a document's text with an item added to the list at a top key, which is made where there is none.

    Not a byte else changes, unless there are items in brackets: then ruamel writes the text anew. Line ends stay what
    they are; an item's key without value is written empty. Raises PolicyEngineError for a text that cannot be
    added to.
    """
    wanted = {**document.value, key: [*(document.value.get(key) or []), dict(item)]}
    end = "\r\n" if "\r\n" in document.text else "\n"
    for adding in (_appended, _begun, _continued, _rewritten):
        text = adding(document, key, item)
        text = text.replace("\n", end) if adding is _rewritten else text.replace(_END, end)
        if text and _value(document.path, text) == wanted:
            return text
    place = document.locate_key((key,))
    raise PolicyEngineError(document.mistake(f"`{key}` cannot be added to", place, "write it by hand, in block style"))


def mapping_text(value: Mapping[str, Any], rows: str) -> str:
    """Return a mapping as YAML in block style, with each item of the list at the key `rows` on a line of its own."""
    tree = {**value, rows: [_on_one_line(item) for item in value[rows]]}
    out = io.StringIO()
    yaml = _yaml()
    yaml.Representer = _PlainNumbers
    yaml.dump(tree, out)
    return out.getvalue()


class _PlainNumbers(RoundTripRepresenter):
    """Writes floating point numbers without exponents, and no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - ruamel's signature
        """Return True: a repeated value is written out each time."""
        return True


def _represented(representer: RoundTripRepresenter, number: float) -> Any:
    kind = "int" if number.is_integer() else "float"
    return representer.represent_scalar(f"tag:yaml.org,2002:{kind}", exact(number))


_PlainNumbers.add_representer(float, _represented)


def _on_one_line(item: Mapping[str, Any]) -> CommentedMap:
    line = CommentedMap(item)
    line.fa.set_flow_style()
    return line


_END = "\x00"
"""A placeholder for line ends in added text; no document has it."""


def _appended(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Put a new list at the end of the text; empty where there is one already."""
    if key in document.value:
        return ""
    gap = "" if document.text.endswith(("\n", "\r")) else _END
    return f"{document.text}{gap}{key}:{_END}{_item_text(item, 2)}"


def _begun(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Put the first item below the key of a list that is empty; empty where it is not."""
    if document.value.get(key, ...) not in (None, []):
        return ""
    at, value = document.locate_key((key,)), document.locate_value((key,))
    lines = document.text.splitlines(keepends=True)
    line = lines[at.line - 1]
    if value.column > at.column:  # `[]` or `null` gives way
        line = line[: value.column - 1].rstrip() + line[value.end_column - 1 :]
    return _with_lines([*lines[: at.line - 1], line], item, 2, lines[at.line :])


def _continued(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Put an item below the last one of a list in block style; empty for another."""
    if not document.value.get(key):
        return ""
    at = document.locate_key((key, len(document.value[key]) - 1))
    lines = document.text.splitlines(keepends=True)
    before = lines[at.line - 1][: at.column - 1]
    if before.strip() != "-":
        return ""
    dash = before.index("-")
    last = at.line
    for number, line in enumerate(lines[at.line :], at.line + 1):
        said = line.strip()
        deeper = len(line) - len(line.lstrip(" ")) > dash
        if said and deeper:
            last = number
        elif said and not said.startswith("#"):
            break
    return _with_lines(lines[:last], item, dash, lines[last:])


def _with_lines(above: list[str], item: Mapping[str, Any], dash: int, below: list[str]) -> str:
    gap = "" if above[-1].endswith(("\n", "\r")) else _END
    return "".join((*above, gap, _item_text(item, dash), *below))


def _item_text(item: Mapping[str, Any], dash: int) -> str:
    """Write a list's item with its dash so many spaces from the left."""
    out = io.StringIO()
    _yaml().dump([_unquoted(item)], out)
    return "".join(f"{' ' * dash}{line[2:]}{_END}" for line in out.getvalue().splitlines())


def _rewritten(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Let ruamel read and write the text."""
    yaml = _yaml()
    tree = yaml.load(document.text.replace("\r\n", "\n"))
    if not isinstance(tree.get(key), list):
        tree[key] = []
    tree[key].append(_unquoted(item))
    out = io.StringIO(newline="")
    yaml.dump(tree, out)
    return out.getvalue()


def _unquoted(item: Mapping[str, Any]) -> dict[str, Any]:
    """Make days of what would be quoted for looking like one: a day is a text here. Lists stay on one line."""
    return {key: _unquoted_value(said) for key, said in item.items()}


def _unquoted_value(said: Any) -> Any:
    match said:
        case dict():
            return _unquoted(said)
        case list():
            on_one_line = CommentedSeq(map(_unquoted_value, said))
            on_one_line.fa.set_flow_style()
            return on_one_line
    return date.fromisoformat(said) if _DAY.fullmatch(str(said)) else said


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1 << 16  # longer than any line: nothing is folded
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _value(path: str, text: str) -> Any:
    try:
        return parse_mapping(path, text).value
    except PolicyEngineError:
        return None
