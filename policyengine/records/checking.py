"""Compare records with their decisions, and check the directory as a whole. Nothing is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.errors import Mistake
from policyengine.records.anew import reasons_amended, reasons_anew
from policyengine.records.before import Before
from policyengine.records.belonging import belonging_reasons
from policyengine.records.comparison import Comparison, compare_record, refuse_unwritable
from policyengine.records.decided import altered_sidecars
from policyengine.records.directory import Directory, Entry, read_directory
from policyengine.records.drift import FINAL, RETIRED, Reason
from policyengine.records.due import due_reasons
from policyengine.records.hints import AMENDED, HINTS, for_profile, hint_for
from policyengine.records.index import INDEX, index_reasons
from policyengine.records.layout import read_record
from policyengine.records.layouts import DEFAULT
from policyengine.records.left_behind import hint_for_missing
from policyengine.records.lint.changes import renamed_since
from policyengine.records.picture_files import picture_reasons
from policyengine.records.record import record_key
from policyengine.records.relations import back_link_reasons
from policyengine.severity import Severity


class Freshness(StrEnum):
    """Whether a record is still true."""

    FRESH = "fresh"
    STALE = "stale"
    MISSING = "missing"
    ORPHAN = "orphan"


class Finding(NamedTuple):
    """One way in which a record is out of date: a code of `drift.CODES`, its severity, and its place."""

    code: str
    severity: Severity
    mistake: Mistake


class Checked(NamedTuple):
    """A record's path (empty when missing), whether it is still true, how that was found out, and what is not.

    A record with warnings and notes only is fresh.
    """

    path: str
    state: Freshness
    compared: str
    findings: tuple[Finding, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the words of the findings, for programs."""
        return tuple(finding.code for finding in self.findings)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """Return the findings for people."""
        return tuple(finding.mistake for finding in self.findings)


class _Way(NamedTuple):
    """How each record is checked: beside which others, how it would be written, as of which day, seen from where.

    `before` are the records of a revision, and `altered` are faults of the files beside those that are final.
    `amendments` are the numbers of amendments there, by the key of the record.
    """

    records: Directory
    template_dir: str
    layout: str
    as_of: str
    beside: str
    altered: dict[str, Reason]
    before: Before | None
    amendments: Mapping[str, int]

    def is_new(self, now: Comparison) -> bool:
        """Return whether a record is accepted here, and not final in the revision."""
        final = self.before.final if self.before else None
        return final is not None and now.status == "accepted" and now.record.key not in final

    def is_amended(self, now: Comparison) -> bool:
        """Return whether a record has amendments that it does not have in the revision, wherever it lies there.

        That includes those that are retired here, as their files follow.
        """
        if self.before is None or now.status not in FINAL:
            return False
        number, key = len(now.record.amendments), now.record.key
        return number > self.amendments.get(key, (self.before.final or {}).get(key, number))


def check_records(  # noqa: PLR0913 - what to check, where, how it is written, and further inputs
    decisions: Sequence[Decision],
    directory: str,
    template_dir: str,
    layout: str = "",
    *,
    as_of: str = "",
    known: Collection[str] = (),
    beside: str = "",
    before: Before | None = None,
    former: Sequence[Decision] = (),
) -> tuple[Checked, ...]:
    """Check the records of decisions, then the directory: numbers, index, and records whose decision is gone.

    A draft or proposal has to be exactly the text that would be written, in `layout`, or without one in the layout it
    has; a final record is compared by digest and
    outcome; a retired one need not agree with today. `as_of` (`2026-11-22`) is the day for waivers and reviews. A
    record is an orphan when its project is one of the decisions' and its key is neither theirs nor in `known`
    (`project/decision`), unless it is retired. `beside` is the profiles' directory, as seen from which decisions name
    their files. The files beside records that are final in `before` have to be as they are there, and records that are
    accepted since have to be what would be written. `former` are
    decisions under an earlier name of their project, whose records are checked as well. Raises PolicyEngineError for a
    template in disorder.
    """
    records = read_directory(directory)
    way = _Way(records, template_dir, layout, as_of, beside, _altered(records, before), before, _amendments(before))
    checked = [_checked(decision, way) for decision in (*decisions, *former)]
    projects = {decision.project for decision in decisions}
    keys = {record_key(decision) for decision in decisions} | set(known)
    checked += _orphans(records, projects, keys)
    disorder = [Finding(code, Severity.ERROR, mistake) for code, mistake in records.disorder]
    if disorder:
        checked.append(Checked(records.path, Freshness.STALE, "compared with one another", tuple(disorder)))
    elif reasons := index_reasons(records, before) if records.entries else ():
        place = records.place(INDEX, reasons[0].line)
        hint = "run `policyengine record PROFILE` to write it anew"
        mistake = Mistake(reasons[0].message, place, hint=for_profile(hint, decisions[0]) if decisions else hint)
        found = Finding(reasons[0].code, Severity.ERROR, mistake)
        checked.append(Checked(place.path, Freshness.STALE, "compared with the records", (found,)))
    return tuple(checked)


def _checked(decision: Decision, way: _Way) -> Checked:
    records = way.records
    entry = records.find(record_key(decision))
    if entry is None:
        refuse_unwritable(decision, records, way.template_dir, way.layout or DEFAULT)
        hint = for_profile(hint_for_missing(record_key(decision), records.path), decision)
        mistake = Mistake(f"decision `{decision.key}` has no record in `{records.path}`", hint=hint)
        return Checked("", Freshness.MISSING, "not compared", (Finding("unrecorded", Severity.ERROR, mistake),))
    now = compare_record(decision, records, entry, way.template_dir, way.layout)
    reasons = _reasons(decision, entry, now, way)
    compared = "compared by digest and outcome" if now.final else "compared by text"
    hint = hint_for(decision, records, now, list(now.reasons), is_new=way.is_new(now))
    own, hints = set(now.reasons), HINTS | ({"text-changed": AMENDED} if way.is_amended(now) else {})
    findings = tuple(
        Finding(
            reason.code,
            reason.severity,
            now.mistake(records, reason, hint if reason in own else for_profile(hints[reason.code], decision)),
        )
        for reason in reasons
    )
    stale = any(finding.severity == Severity.ERROR for finding in findings)
    return Checked(now.path, Freshness.STALE if stale else Freshness.FRESH, compared, findings)


def _reasons(decision: Decision, entry: Entry, now: Comparison, way: _Way) -> list[Reason]:
    records = way.records
    reasons = [*now.reasons, *now.relations.reasons, *back_link_reasons(now.record, now.old_text, records, entry)]
    if now.status not in RETIRED:
        reasons += due_reasons(decision, way.as_of, way.beside)
    # A proposal that will be rewritten, or a text edited by hand: the files beside it are not compared.
    stale = now.loud
    edited = any(reason.code == "hand-edited" for reason in now.reasons)
    if not stale or (now.final and not edited):
        reasons += belonging_reasons(decision, records, entry, now.old_text)
    if now.final or not stale:
        reasons += picture_reasons(now.old_text, records.path)
    reasons += [way.altered[entry.name]] if entry.name in way.altered else []
    if way.before is not None and way.is_new(now):
        reasons += reasons_anew(decision, records, now, way.template_dir, way.before.ref)
    elif way.before is not None and way.is_amended(now):
        reasons += reasons_amended(decision, records, now, way.before.ref)
    return list({(reason.code, reason.location, reason.message): reason for reason in reasons}.values())


def _amendments(before: Before | None) -> dict[str, int]:
    """Return how many amendments the records of a revision have, by key."""
    known = [read_record(text) for text in before.texts.values()] if before else []
    return {record.key: len(record.amendments) for record in sorted(known, key=lambda one: len(one.amendments))}


def _altered(records: Directory, before: Before | None) -> dict[str, Reason]:
    """Return what is wrong with the files beside records that were final in a revision, by record."""
    if before is None:
        return {}
    texts = {entry.name: records.text(entry.name) for entry in records.entries if entry.key}
    found = altered_sidecars(before, records, texts, renamed_since(before, texts))
    return {one.record: Reason("sidecar-altered", one.message, 1, records.place(one.sidecar)) for one in found}


def _orphans(records: Directory, projects: Collection[str], keys: Collection[str]) -> Iterable[Checked]:
    for entry in records.entries:
        project = entry.key.rpartition("/")[0]
        if not entry.key or entry.key in keys or project not in projects:
            continue
        record = read_record(records.text(entry.name))
        if record.status in RETIRED:
            continue
        place = records.place(entry.name)
        way = "declare one that supersedes it" if record.status in FINAL else "remove the file"
        hint = f"declare the decision again, or {way}"
        mistake = Mistake(
            f"decision `{entry.key}` is gone; its record is {record.status or 'without a status'}", place, hint=hint
        )
        yield Checked(place.path, Freshness.ORPHAN, "not compared", (Finding("orphan", Severity.ERROR, mistake),))
