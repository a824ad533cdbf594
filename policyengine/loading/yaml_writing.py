"""Adds to YAML files that people wrote, and keeps their comments; alone knows ruamel."""

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ruamel.yaml import YAML

from policyengine.document import Document
from policyengine.errors import PolicyEngineError
from policyengine.loading.yaml import parse_mapping

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def with_item(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Give a document's text with an item added to the list at a top key, which is made where there is none.

    Where the list is new, or in ruamel's own style, not a byte else changes; an item without value is written empty.
    Raises PolicyEngineError for a text that cannot be added to.
    """
    wanted = {**document.value, key: [*(document.value.get(key) or []), dict(item)]}
    for text in (_appended(document, key, item), _rewritten(document, key, item)):
        if text and _value(document.path, text) == wanted:
            return text
    place = document.locate_key((key,))
    raise PolicyEngineError(document.mistake(f"`{key}` cannot be added to", place, "write it by hand, in block style"))


def _appended(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Put a new list at the end of the text; empty where there is one already."""
    if key in document.value:
        return ""
    out = io.StringIO()
    _yaml().dump({key: [_unquoted(item)]}, out)
    end = "\r\n" if "\r\n" in document.text else "\n"
    gap = "" if document.text.endswith("\n") else end
    return f"{document.text}{gap}{out.getvalue().replace(chr(10), end)}"


def _rewritten(document: Document, key: str, item: Mapping[str, Any]) -> str:
    """Let ruamel read and write the text."""
    yaml = _yaml()
    tree = yaml.load(document.text)
    if not isinstance(tree.get(key), list):
        tree[key] = []
    if hasattr(tree[key], "fa") and not tree[key]:
        tree[key].fa.set_block_style()
    tree[key].append(_unquoted(item))
    out = io.StringIO(newline="")
    yaml.dump(tree, out)
    return out.getvalue()


def _unquoted(item: Mapping[str, Any]) -> dict[str, Any]:
    """Make days of what would be quoted for looking like one: a day is a text here."""
    return {key: date.fromisoformat(said) if _DAY.fullmatch(str(said)) else said for key, said in item.items()}


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
