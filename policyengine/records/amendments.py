"""Amendments: what is added below an accepted record when its inputs changed and its outcome did not."""

import re
from typing import NamedTuple

from policyengine.markdown import cell, inline
from policyengine.records.blocks import generated, read_blocks
from policyengine.records.marker import find_marker
from policyengine.records.sections import sealed

_ROW = re.compile(r"^\| (\d{4}-\d{2}-\d{2}) +\| `((?:facts-)?sha256:[0-9a-f]{64})` +\| (.*?) +\|$", re.MULTILINE)
_ITEM = re.compile(r"^[*+-] Amended (\d{4}-\d{2}-\d{2}): (.*) \(`((?:facts-)?sha256:[0-9a-f]{64})`\)$", re.MULTILINE)
_HEAD = "### Amendments\n\n| Date | What the rules read | What changed |\n| --- | --- | --- |\n"


class Amendment(NamedTuple):
    """A day, the digest of what the rules read from then on, and what changed, as Markdown."""

    date: str
    inputs: str
    note: str


def amendments_of(text: str) -> tuple[Amendment, ...]:
    """Return the amendments in a block, the oldest first."""
    listed = (Amendment(found[0], found[2], found[1]) for found in _ITEM.findall(text))
    return (*(Amendment(*found) for found in _ROW.findall(text)), *listed)


def with_amendment(text: str, date: str, inputs: str, note: str) -> str:
    """Add a row to the amendments of a record and leave the rest unchanged; a missing section is added."""
    marker, _ = find_marker(text.split("\n"))
    if marker and marker.layout == "madr2":
        return sealed(f"{text.rstrip()}\n* Amended {date}: {inline(note)} (`{inputs}`)\n")
    row = f"| {date} | `{inputs}` | {cell(inline(note))} |\n"
    old = read_blocks(text.split("\n")).text("amendments")
    if not old:
        return f"{text.rstrip()}\n\n{generated(_HEAD + row, 'amendments')}"
    before, _, _ = text.partition("<!-- policyengine:begin id=amendments ")
    rows = f"{old.rstrip()}\n{row}"
    return before + generated(rows, "amendments")
