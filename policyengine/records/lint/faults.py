"""Find faults in the records of a directory by their text alone, whatever program or person wrote them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.errors import MOST_MISTAKES, Mistake, PolicyEngineError
from policyengine.records.before import Before
from policyengine.records.decided import altered_sidecars
from policyengine.records.directory import Directory, Entry, read_directory
from policyengine.records.drift import RETIRED
from policyengine.records.fault import Fault
from policyengine.records.index import index_reasons
from policyengine.records.layout import Record, read_record
from policyengine.records.lint.changes import faults_since, renamed_since
from policyengine.records.lint.content import content_faults
from policyengine.records.lint.form import form_faults
from policyengine.records.lint.sidecars import rests_on_other, sidecar_faults
from policyengine.records.lint.states import states_of
from policyengine.records.naming import RECORD_NAME
from policyengine.records.picture_files import picture_reasons, stray_pictures
from policyengine.records.record import record_key
from policyengine.severity import Severity
from policyengine.words.numbers import full

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
    "ADR014": "what people have decided is as it was in the revision compared with",
    "ADR015": "what the rules read is as it was when the record was written or last amended",
    "ADR016": "waivers have an approver and have not ended",
    "ADR017": "no review is overdue",
    "ADR018": "each citation leads to a source",
    "ADR019": "nothing in the layout leads a reader astray",
    "ADR020": "the pictures that a record shows are there, as they were drawn for it",
    "ADR021": "no picture is left over",
    "ADR022": "the JSON file beside a record is the one that `record` wrote for it",
}
"""What each code requires; ADR014 needs a revision to compare with, and ADR015 decisions."""

_HELP = {
    "ADR001": "rename the file, and the links to it",
    "ADR002": "give the younger one another number: `policyengine records renumber DIRECTORY FILE`",
    "ADR003": "let the file's name and the header say the same number",
    "ADR004": "add the heading, or bring the record into another layout",
    "ADR005": "the states are draft, proposed, accepted, rejected, deprecated and superseded",
    "ADR006": "let all places say the same; `policyengine record PROFILE` writes the index",
    "ADR007": "let each of the two records name the other",
    "ADR008": "say what is meant, or take it out",
    "ADR009": "describe other options",
    "ADR010": "write the option's title in both places, letter by letter",
    "ADR011": "choose another option, or have the rule waived",
    "ADR012": "say what the choice costs",
    "ADR013": "restore it; words of your own go into `context` or `notes` of the decision",
    "ADR014": "restore the text, and write a new record that supersedes this one",
    "ADR015": "`policyengine record --check PROFILE` says what to do",
    "ADR016": "have it renewed by its approver, or let the rule decide",
    "ADR017": "look at the choice again, and set a new `review_by`",
    "ADR018": "list the source, or take the number out",
    "ADR020": "restore the file; `policyengine record PROFILE` draws the pictures of a proposal again",
    "ADR021": "remove the file: no record shows it",
    "ADR022": "restore the file; `policyengine record PROFILE` writes that of a proposal again",
}
_LOUDNESS = {"ADR009": Severity.NOTE, "ADR012": Severity.NOTE, "ADR017": Severity.WARNING, "ADR021": Severity.WARNING}
_ELSEWHERE = ("index.md", "readme.md", "template.md", "backlog.md", "adr-template.md")


_NAMES = "readers of records list only names like `0007-serve-the-chatbot.md`"


class Lint(NamedTuple):
    """One fault: its code, severity and place."""

    code: str
    severity: Severity
    mistake: Mistake


def lint_records(
    directory: str, as_of: str = "", *, before: Before | None = None, decisions: Iterable[Decision] = ()
) -> tuple[Lint, ...]:
    """Check the Markdown files of a directory of records, sorted by file, line and code.

    `as_of` (`2026-11-22`) is the day for waivers, reviews and amendments; without one their dates are not compared.
    Records decided in `before` have to be as they were there; records of `decisions` have to rest on their
    inputs. Files that cannot be read are faults too; nothing is raised but for a directory that cannot be listed.
    """
    records = read_directory(directory)
    decided = {record_key(one): one for one in decisions}
    texts: dict[str, str] = {}
    found: list[tuple[str, Fault]] = []
    for entry in records.entries:
        if entry.name.lower() in _ELSEWHERE:
            continue
        if not RECORD_NAME.fullmatch(entry.name) or entry.name != entry.name.lower() or "_" in entry.name:
            found.append((entry.name, Fault("ADR001", _NAMES)))
        try:
            texts[entry.name] = records.text(entry.name)
        except PolicyEngineError as error:
            found.append((entry.name, Fault("ADR001", error.mistakes[0].message)))
    parsed = {name: read_record(text) for name, text in texts.items()}
    for entry in records.entries:
        if entry.name in parsed:
            faults = [*_faults(entry, parsed, texts[entry.name], as_of)]
            outdated = rests_on_other(parsed[entry.name], entry, records, decided)
            faults += age_faults(parsed[entry.name], texts[entry.name], as_of, rests_on_other=outdated)
            faults += [
                Fault("ADR020", one.message, one.line) for one in picture_reasons(texts[entry.name], records.path)
            ]
            found += [(entry.name, fault) for fault in faults]
            found += sidecar_faults(entry, parsed[entry.name], texts[entry.name], records)
    found += _between(records, before)
    found += [
        (name, Fault("ADR021", "no record shows this picture")) for name in stray_pictures(directory, texts.values())
    ]
    found += _since(before, records, texts, as_of) if before else ()
    lints = _lints(records, texts, _first(dict.fromkeys(found)))
    return tuple(sorted(lints, key=_order))


def _faults(entry: Entry, records: dict[str, Record], text: str, as_of: str) -> Iterable[Fault]:
    record = records[entry.name]
    yield from form_faults(entry, record, text)
    yield from content_faults(record, text, as_of)
    yield from relation_faults(entry, record, text, records)


def _between(records: Directory, before: Before | None) -> Iterable[tuple[str, Fault]]:
    for disorder in records.disorder:
        code = {"number-duplicate": "ADR002", "number-mismatch": "ADR003", "key-duplicate": "ADR002"}[disorder.code]
        path = disorder.mistake.location.path if disorder.mistake.location else ""
        yield path.rpartition("/")[2], Fault(code, disorder.mistake.message)
    if not records.disorder and records.entries:
        for reason in index_reasons(records, before):
            if reason.code == "index-changed":
                yield "index.md", Fault("ADR006", reason.message, reason.line)


def _since(before: Before, records: Directory, texts: dict[str, str], latest: str) -> Iterable[tuple[str, Fault]]:
    yield from faults_since(before, texts, latest)
    for one in altered_sidecars(before, records, texts, renamed_since(before, texts)):
        yield one.sidecar, Fault("ADR014", one.message)


def _first(found: Iterable[tuple[str, Fault]]) -> Iterator[tuple[str, Fault]]:
    """Yield the first faults of each code in each file, and how many more there are."""
    counts: Counter[tuple[str, str]] = Counter()
    for name, fault in found:
        counts[name, fault.code] += 1
        if counts[name, fault.code] <= MOST_MISTAKES:
            yield name, fault
    for (name, code), count in counts.items():
        if count > MOST_MISTAKES:
            yield name, Fault(code, f"{full(count - MOST_MISTAKES)} more of this kind in this file")


def _lints(records: Directory, texts: dict[str, str], found: Iterable[tuple[str, Fault]]) -> Iterator[Lint]:
    lines = {name: text.split("\n") for name, text in texts.items()}
    yield from (_lint(records, lines.get(name, []), name, fault) for name, fault in found)


def _lint(records: Directory, lines: list[str], name: str, fault: Fault) -> Lint:
    source = lines[fault.line - 1] if fault.line <= len(lines) else ""
    mistake = Mistake(fault.message, records.place(name, fault.line, fault.column), source, _HELP.get(fault.code, ""))
    return Lint(fault.code, _LOUDNESS.get(fault.code, Severity.ERROR), mistake)


def _order(lint: Lint) -> tuple[str, int, str, str]:
    place = lint.mistake.location
    return (place.path if place else "", place.line if place else 0, lint.code, lint.mistake.message)


_REVIEW = re.compile(
    r"(?:Review by |[*+-] The choice for .* is to be reviewed by |review-by: *[\"']?)(\d{4}-\d{2}-\d{2})\b.*"
)


def age_faults(record: Record, text: str, as_of: str, *, rests_on_other: bool) -> Iterable[Fault]:
    """Find what has become outdated; a retired record need not agree with today.

    `as_of` (`2026-11-22`) is the day for reviews; without one no review is due. `rests_on_other` says that outcomes, or
    facts that decided them, have changed.
    """
    if record.status in RETIRED:
        return
    lines = text.split("\n")
    if rests_on_other:
        starts = ("x-policyengine-inputs:", "<!-- policyengine:record ")
        told = next((number for number, line in enumerate(lines, 1) if line.startswith(starts)), 1)
        yield Fault("ADR015", "what it rests on has changed since: outcomes, or facts that decided them", told)
    for number, line in enumerate(lines, 1):
        found = _REVIEW.fullmatch(line)
        if found and found[1] < as_of:
            yield Fault("ADR017", f"the choice was to be reviewed by {found[1]}", number)


def relation_faults(entry: Entry, record: Record, text: str, records: dict[str, Record]) -> Iterable[Fault]:
    """Find links to records that are not there, not accepted, or do not know of it; `records` are by file name."""
    line = states_of(record, text).line
    if record.status == "superseded" and not record.superseded_by:
        yield Fault("ADR007", "the record is superseded, and no link says by which", line)
    newer = records.get(f"{record.superseded_by}.md")
    if record.superseded_by and newer is None:
        yield Fault("ADR007", f"`{record.superseded_by}` is not there", line)
    if newer and newer.supersedes != entry.stem:
        yield Fault("ADR007", f"`{record.superseded_by}` does not say that it supersedes this record", line)
    if newer and newer.status not in ("accepted", "deprecated", "superseded"):
        yield Fault("ADR007", f"`{record.superseded_by}` is {newer.status or 'without a status'}, not accepted", line)
    older = records.get(f"{record.supersedes}.md")
    if record.supersedes and older is None:
        yield Fault("ADR007", f"it supersedes `{record.supersedes}`, which is not there", line)
    if older and record.status == "accepted" and older.superseded_by != entry.stem:
        yield Fault("ADR007", f"`{record.supersedes}` does not say that this record supersedes it", line)
