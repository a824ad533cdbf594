"""Amendments: what is added below an accepted record when its inputs changed and its outcome did not."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from policyengine.markdown import cell, inline
from policyengine.records.blocks import BEGIN, generated, read_blocks
from policyengine.records.marker import find_marker
from policyengine.records.sections import sealed

_ROW = re.compile(r"^\| (\d{4}-\d{2}-\d{2}) +\| `((?:facts-)?sha256:[0-9a-f]{64})` +\| (.*?) +\|$", re.MULTILINE)
_ITEM = re.compile(r"^[*+-] Amended (\d{4}-\d{2}-\d{2}): (.*) \(`((?:facts-)?sha256:[0-9a-f]{64})`\)$", re.MULTILINE)
_HEAD = "### Amendments\n\n| Date | What the rules read | What changed |\n| --- | --- | --- |\n"
_TOP = (
    re.compile("### Amendments"),
    re.compile(r"\| Date +\| What the rules read +\| What changed +\|"),
    re.compile(r"\| -+ \| -+ \| -+ \|"),
)
"""The lines above the rows, as they are written, or as a formatter aligns them."""

_END = "<!-- policyengine:end id=amendments -->"


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


def without_amendments(lines: list[str]) -> list[str]:
    """Return the lines of a record above its amendments; text of another form, or at another place, is none of these.

    `with_amendment` writes them once, at the end, with nothing between the rows.
    """
    end = next((index for index in range(len(lines), 0, -1) if lines[index - 1].strip()), 0)
    first = _block_start(lines, end) if end and lines[end - 1] == _END else _items_start(lines, end)
    return lines[:first]


def wrong_rows(
    old: tuple[Amendment, ...], new: tuple[Amendment, ...], written: tuple[str, str], latest: str
) -> Iterable[tuple[Amendment, str]]:
    """Yield the rows that were added to some, each with why nobody can have added it.

    The last one has another digest than the last of those before. `written` are the date and the digest of the record
    itself. No row is later than `latest` (`2026-11-22`), if given.
    """
    rows = [Amendment(*written, ""), *new]
    for before, row in zip(rows[len(old) :], rows[len(old) + 1 :], strict=False):
        if row.inputs == before.inputs:
            yield row, "its digest is the one before it, so nothing changed"
        elif not _is_day(row.date):
            yield row, "there is no such day"
        elif row.date < before.date:
            yield row, f"it is dated before {before.date}"
        elif latest and row.date > latest:
            yield row, f"it is dated after {latest}"
        elif row is rows[-1] and row.inputs == rows[len(old)].inputs:
            yield row, "with it, the record rests on what it rested on there"


def _block_start(lines: list[str], end: int) -> int:
    """Return the index of the marker above the rows; `end` if the lines below it have another form."""
    first = next((index for index in range(end - 1, -1, -1) if BEGIN.fullmatch(lines[index])), end)
    inner = [line for line in lines[first + 1 : end - 1] if line.strip()]
    top, rows = inner[: len(_TOP)], inner[len(_TOP) :]
    is_ours = first < end and lines[first].startswith("<!-- policyengine:begin id=amendments ")
    is_whole = len(top) == len(_TOP) and all(form.fullmatch(line) for form, line in zip(_TOP, top, strict=True))
    return first if is_ours and is_whole and rows and all(map(_ROW.fullmatch, rows)) else end


def _items_start(lines: list[str], end: int) -> int:
    """Return the index of the first of the items at the end of the links; `end` if there are none."""
    section = next((line for line in reversed(lines[:end]) if line.startswith("## ")), "")
    first = end
    while section == "## Links" and first and (not lines[first - 1].strip() or _ITEM.fullmatch(lines[first - 1])):
        first -= 1
    return first


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
