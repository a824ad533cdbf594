"""Faults in the form of a record: its header, its headings, and traps that other readers fall into."""

import re
from collections.abc import Iterable

from policyengine.records.directory import Entry
from policyengine.records.fault import Fault
from policyengine.records.layout import Record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.lint.states import line_of, states_of
from policyengine.records.status import STATES

_LINK = re.compile(r"\[[^\[\]]*\]\([^()]*\)")
_QUOTED = re.compile(r"(?:status|date): *[\"']")


def form_faults(entry: Entry, record: Record, text: str) -> Iterable[Fault]:
    """Find what is wrong with header, headings and layout."""
    lines = text.split("\n")
    states = states_of(record, text)
    yield from _number(entry, record, lines)
    headings = [heading for level, heading in record.headings if level == 2]  # noqa: PLR2004 - sections are headed `##`
    for heading in LAYOUTS[states.layout].headings:
        if heading not in headings:
            yield Fault("ADR004", f"there is no heading `## {heading}`")
    if not states.words:
        yield Fault("ADR005", "the record has no status")
    for word in states.words:
        if word not in STATES:
            yield Fault("ADR005", f"readers do not know the status `{word}`", states.line)
    if len(set(states.words)) > 1:
        yield Fault("ADR006", f"the record says `{states.words[0]}` and `{states.words[1]}`", states.line)
    dates = [str(date) for date in (record.front.get("date"), record.metadata.get("Date")) if date]
    if len(set(dates)) > 1:
        yield Fault("ADR006", f"the record says `{dates[0]}` and `{dates[1]}` of its date", line_of(lines, "* Date"))
    yield from _front_traps(lines)
    yield from _link_traps(lines)


def _number(entry: Entry, record: Record, lines: list[str]) -> Iterable[Fault]:
    titled = re.match(r"# (\d+)\. ", lines[0])
    told = int(titled[1]) if titled else record.front.get("number")
    if told is not None and entry.number and told != entry.number:
        yield Fault(
            "ADR003",
            f"the header says number {told}, the file's name says {entry.number}",
            line_of(lines, "number:") or 1,
        )


def _front_traps(lines: list[str]) -> Iterable[Fault]:
    if lines[0].startswith("<!--"):
        yield Fault("ADR019", "a comment before the front matter hides it from every reader")
    if lines[0] != "---" or "---" not in lines[1:]:
        return
    end = lines.index("---", 1)
    if lines[end - 1].strip():
        yield Fault(
            "ADR019", "without a blank line before the closing `---`, log4brains takes the record for accepted", end + 1
        )
    if end + 1 < len(lines) and not lines[end + 1].strip():
        yield Fault("ADR019", "after the closing `---`, a blank line leaves adr-log without a title", end + 2)
    for number, line in enumerate(lines[1:end], 2):
        if line.startswith("#"):
            yield Fault("ADR019", "log4brains and adr-viewer take a comment in front matter for the title", number)
        if re.match(r"\s*- ", line):
            yield Fault(
                "ADR019", "log4brains takes a list in front matter for the metadata; write it in brackets", number
            )
        if _QUOTED.match(line):
            yield Fault("ADR019", "Structurizr keeps the quotes of a status and stops at those of a date", number)


def _link_traps(lines: list[str]) -> Iterable[Fault]:
    for number, line in enumerate(lines, 1):
        if sum(".md)" in link for link in _LINK.findall(line)) > 1:
            yield Fault("ADR019", "of two links to records on a line, Structurizr sees only the last", number)
        if line.startswith("* Status:") and "<!--" in line:
            yield Fault("ADR019", "with a comment beside the status, log4brains takes the record for a draft", number)
