"""Finds what is wrong with the records of a directory by their text alone, whoever wrote them."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.records.directory import Directory, Entry, read_directory
from policyengine.records.fault import Fault
from policyengine.records.index import index_reasons
from policyengine.records.layout import Record, read_record
from policyengine.records.lint_content import content_faults
from policyengine.records.lint_form import form_faults
from policyengine.records.lint_relations import relation_faults
from policyengine.records.naming import RECORD_NAME
from policyengine.rule import Severity

CODES = {
    "ADR001": "files are named 0007-words-with-dashes.md",
    "ADR002": "no two records have the same number",
    "ADR003": "number in the header and in the file's name are the same",
    "ADR004": "the headings that the layout requires are there",
    "ADR005": "the status is one that readers know",
    "ADR006": "front matter, list below the title and index say the same",
    "ADR007": "records that replace one another say so on both sides",
    "ADR008": "no text of a template is left to fill in",
    "ADR009": "at least two options were considered",
    "ADR010": "the option chosen is one of those considered",
    "ADR011": "the option chosen is not refused by the rules",
    "ADR012": "at least one consequence is bad",
    "ADR013": "generated blocks are as they were generated",
    "ADR016": "waivers have an approver and have not ended",
    "ADR018": "each citation leads to a source",
    "ADR019": "nothing in the layout leads a reader astray",
}
"""What each code asks for. ADR014 needs the text before, ADR015 and ADR017 the profile: those `record --check` asks."""

_NOTES = ("ADR009", "ADR012")
_ELSEWHERE = ("index.md", "readme.md", "template.md", "backlog.md", "adr-template.md")


class Lint(NamedTuple):
    """One thing wrong: its code, how loud it is, and where."""

    code: str
    severity: Severity
    mistake: Mistake


def lint_records(directory: str, as_of: str = "") -> tuple[Lint, ...]:
    """Check the Markdown files of a directory of records, sorted by file, line and code.

    `as_of` (`2026-11-22`) is the day by which waivers may have ended; without one they are not asked. Files that cannot
    be read are faults too; nothing is raised but for a directory that cannot be listed.
    """
    records = read_directory(directory)
    texts: dict[str, str] = {}
    found: list[tuple[str, Fault]] = []
    for entry in records.entries:
        if entry.name.lower() in _ELSEWHERE:
            continue
        if not RECORD_NAME.fullmatch(entry.name) or entry.name != entry.name.lower() or "_" in entry.name:
            found.append(
                (entry.name, Fault("ADR001", "readers of records list only names like `0007-serve-the-chatbot.md`"))
            )
        try:
            texts[entry.name] = records.text(entry.name)
        except PolicyEngineError as error:
            found.append((entry.name, Fault("ADR001", error.mistakes[0].message)))
    parsed = {name: read_record(text) for name, text in texts.items()}
    for entry in records.entries:
        if entry.name in parsed:
            faults = _faults(entry, parsed, texts[entry.name], as_of)
            found += [(entry.name, fault) for fault in faults]
    found += [(name, fault) for name, fault in _between(records)]
    lints = [_lint(records, texts, name, fault) for name, fault in dict.fromkeys(found)]
    return tuple(sorted(lints, key=_order))


def _faults(entry: Entry, records: dict[str, Record], text: str, as_of: str) -> Iterable[Fault]:
    record = records[entry.name]
    yield from form_faults(entry, record, text)
    yield from content_faults(record, text, as_of)
    yield from relation_faults(entry, record, text, records)


def _between(records: Directory) -> Iterable[tuple[str, Fault]]:
    for disorder in records.disorder:
        code = {"number-duplicate": "ADR002", "number-mismatch": "ADR003", "key-duplicate": "ADR002"}[disorder.code]
        path = disorder.mistake.location.path if disorder.mistake.location else ""
        yield path.rpartition("/")[2], Fault(code, disorder.mistake.message)
    if not records.disorder and records.entries:
        for reason in index_reasons(records):
            if reason.code == "index-changed":
                yield "index.md", Fault("ADR006", reason.message, reason.line)


def _lint(records: Directory, texts: dict[str, str], name: str, fault: Fault) -> Lint:
    lines = texts.get(name, "").split("\n")
    source = lines[fault.line - 1] if fault.line <= len(lines) else ""
    severity = Severity.NOTE if fault.code in _NOTES else Severity.ERROR
    return Lint(fault.code, severity, Mistake(fault.message, records.place(name, fault.line), source))


def _order(lint: Lint) -> tuple[str, int, str, str]:
    place = lint.mistake.location
    return (place.path if place else "", place.line if place else 0, lint.code, lint.mistake.message)
