"""Faults in the contents of a record: options, consequences, waivers, citations, text left to fill in."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyengine.records.fault import Fault
from policyengine.records.layout import Record

_PLACEHOLDER = re.compile(
    r"\{(?:short title|title of|describe|decision driver|example|list everyone|proposed \||YYYY-MM-DD|justification"
    r"|argument|pointer|problem)[^{}]*\}|\[(?:short title|option \d|driver \d|e\.g\.,)[^\[\]]*\](?!\()"
    r"|\b(?:TODO|TBD|FIXME)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"`[^`]*`")
_CHOSEN = re.compile(r'Chosen option: "([^"]+)"')
_CITED = re.compile(r"\\\[(\d+)\\\]")
_SOURCE = re.compile(r"(?:^(\d+)\. |^[*+-] Source \\\[(\d+)\\\]: )", re.MULTILINE)
_BAD = re.compile(
    r"^[ \t]*[*-] Bad, because|^### Negative Consequences\n\n\* (?!No rule that [a-z ]+ found)", re.MULTILINE
)
_GOOD = re.compile(r"^[ \t]*[*-] Good, because|^### Positive Consequences", re.MULTILINE)
_WAIVERS = re.compile(r"^#{3,4} Waivers\n\n\|.*\n\|.*\n((?:\|.*\n)*)", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")
_BY, _UNTIL, _CELLS = 3, 4, 6
_BY_OF_OLD, _UNTIL_OF_OLD = 4, 5
"""Where a row of the waivers says by whom and until when; that of version 0.1.0 has more cells."""
_ENOUGH = 2


class WaiverRow(NamedTuple):
    """A row of a table of waivers, with its line."""

    rule: str
    people: str
    until: str
    line: int


def content_faults(record: Record, text: str, as_of: str) -> Iterable[Fault]:
    """Find what is wrong with the options, the outcome, the consequences and the citations."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _PLACEHOLDER.search(_CODE.sub("", line)):
            yield Fault("ADR008", f"`{found[0]}` is left to fill in", number)
    options = list(record.options) if record.key else _options(text)
    outcome = _line(text, "Chosen option:")
    if 0 < len(options) < _ENOUGH:
        yield Fault(
            "ADR009", "only one option was considered; doing nothing is one too", _line(text, "* " + options[0])
        )
    standings = dict(record.standings)
    for chosen in record.chosen if record.key else _CHOSEN.findall(text):
        if options and chosen not in options:
            yield Fault("ADR010", f'"{chosen}" is not among the options considered', outcome)
        if standings.get(chosen) == "Excluded":
            yield Fault("ADR011", f'"{chosen}" is chosen and excluded by the rules', outcome)
    if _GOOD.search(text) and not _BAD.search(text):
        yield Fault("ADR012", "no consequence is bad; what rules cannot see belongs in the notes", outcome)
    for edit in record.edits if record.key else ():
        yield Fault("ADR013", edit.message, edit.line)
    yield from _citations(record, text)
    yield from _waivers(text, as_of)


def _citations(record: Record, text: str) -> Iterable[Fault]:
    """Our own records cite by number; in others brackets may mean anything."""
    if not record.key:
        return
    listing = record.blocks.text("information") + record.blocks.text("outcome")
    known = {first or second for first, second in _SOURCE.findall(listing)}
    for number, line in enumerate(text.split("\n"), 1):
        for cited in _CITED.findall(line):
            if cited not in known:
                yield Fault("ADR018", f"source {cited} is not listed", number)


def _waivers(text: str, as_of: str) -> Iterable[Fault]:
    for row in waiver_rows(text):
        if "approved by" not in row.people:
            yield Fault("ADR016", f"nobody approved the waiver of {row.rule}", row.line)
        if as_of and re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.until) and row.until < as_of:
            yield Fault("ADR016", f"the waiver of {row.rule} ended on {row.until}", row.line)


def waiver_rows(text: str) -> Iterator[WaiverRow]:
    """Yield the rows of the tables of waivers in a record; the rule is in backticks, as in the text."""
    for table in _WAIVERS.finditer(text):
        first = text.count("\n", 0, table.start(1)) + 1
        for line, row in enumerate(table[1].splitlines(), first):
            cells = [part.strip() for part in _CELL.split(row)]
            if len(cells) >= _CELLS:
                by, end = (_BY, _UNTIL) if len(cells) == _CELLS else (_BY_OF_OLD, _UNTIL_OF_OLD)
                yield WaiverRow(cells[1], cells[by], cells[end].replace("\\", ""), line)


def _options(text: str) -> list[str]:
    _, _, rest = text.partition("# Considered Options\n")
    section = re.split(r"^#{1,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return [line[2:] for line in section.split("\n") if line.startswith(("* ", "- "))]


def _line(text: str, start: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start)), 1)
