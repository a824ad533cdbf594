"""JSON of every format for programs: the layout, the version of this tool, and the content."""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any

from policyengine import __version__
from policyengine.wire.escaping import escape_json


def json_text(layout: str, fields: Mapping[str, Any]) -> str:
    """Print fields after the layout's name and the tool, indented by two, ending in a line feed; safe to print."""
    data = {"format": layout, "tool": {"name": "policyengine", "version": __version__}, **fields}
    return escape_json(_Writer().text(data, "\n")) + "\n"


class _Writer:
    """Writes the same text as `json.dumps` with an indent, in a fifth of the time.

    A tuple that occurs in several places is written once for each depth.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[int, str], str] = {}

    def text(self, value: Any, end: str) -> str:
        """Return a value as JSON; `end` is a line feed and the indent of the line on which it starts."""
        if isinstance(value, str):
            return encode_basestring(value)
        if value.__class__ is int:
            return repr(value)
        if value is None:
            return "null"
        if isinstance(value, dict):
            return self._block("{", [f"{_key(key)}: {self.text(item, end + '  ')}" for key, item in value.items()], end)
        if isinstance(value, tuple):
            written = self._written.get((id(value), end))
            if written is None:
                written = self._written[id(value), end] = self._list(value, end)
            return written
        return self._list(value, end) if isinstance(value, list) else json.dumps(value, allow_nan=False)

    def _list(self, value: list[Any] | tuple[Any, ...], end: str) -> str:
        return self._block("[", [self.text(item, end + "  ") for item in value], end)

    @staticmethod
    def _block(bracket: str, parts: list[str], end: str) -> str:
        closing = "}" if bracket == "{" else "]"
        if not parts:
            return bracket + closing
        inner = f"{end}  "
        return f"{bracket}{inner}{f',{inner}'.join(parts)}{end}{closing}"


def _key(key: Any) -> str:
    return encode_basestring(key if isinstance(key, str) else json.dumps(key))
