"""The comment with the metadata of a record that has no front matter."""

import json
import re
from typing import NamedTuple

_TEXT = r'"(?:[^"\\]|\\.)*"'
_MARKER = re.compile(
    rf"<!-- policyengine:record layout=(nygard|madr2) number=(\d{{1,4}}) key=({_TEXT}) inputs=({_TEXT})"
    r'(?: sections="([a-z0-9:. -]*)")? -->'
)
START = "<!-- policyengine:record "


class Marker(NamedTuple):
    """The layout of a record, its number, its decision and what the rules read; digests of its sections by name."""

    layout: str
    number: int
    key: str
    inputs: str
    sections: dict[str, str]

    def line(self) -> str:
        """Write the comment; nothing in it can end it early."""
        digests = " ".join(f"{name}:{digest}" for name, digest in self.sections.items())
        sealed = f' sections="{digests}"' if self.sections else ""
        identity = f"number={self.number} key={_quoted(self.key)} inputs={_quoted(self.inputs)}"
        return f"{START}layout={self.layout} {identity}{sealed} -->"


def find_marker(lines: list[str]) -> tuple[Marker | None, int]:
    """Return the first such comment and the index of its line, from 0."""
    for index, line in enumerate(lines):
        if found := _MARKER.fullmatch(line):
            pairs = (part.partition(":") for part in (found[5] or "").split())
            sections = {name: digest for name, _, digest in pairs}
            return Marker(found[1], int(found[2]), _text(found[3]), _text(found[4]), sections), index
    return None, 0


def _text(quoted: str) -> str:
    try:
        return str(json.loads(quoted))
    except ValueError:
        return quoted


def _quoted(text: str) -> str:
    return json.dumps(text).replace("--", "-\\u002d").replace(">", "\\u003e").replace("<", "\\u003c")
