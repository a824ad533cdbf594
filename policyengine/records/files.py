"""The life of a record's file: written while it is proposed, never again once people have decided."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.errors import Mistake
from policyengine.records.amendments import with_amendment
from policyengine.records.belonging import belongs, changed_facts, follow, sidecar_after, with_costs_of
from policyengine.records.beside import read_sidecar
from policyengine.records.comparison import Comparison, check_relations, compare_record, text_for
from policyengine.records.directory import Directory, Entry, orderly_directory
from policyengine.records.drift import FINAL, RETIRED, Reason, retires
from policyengine.records.hints import hint_for
from policyengine.records.index import INDEX, index_text
from policyengine.records.judged import inputs_of
from policyengine.records.layout import read_record
from policyengine.records.layouts import DEFAULT
from policyengine.records.naming import record_name, sidecar_name
from policyengine.records.ours import refuse_unreadable
from policyengine.records.picture_files import pictures_gone, pictures_to_write, read_picture
from policyengine.records.pictures import pictures_of
from policyengine.records.record import record_key
from policyengine.records.relations import predecessor_stem
from policyengine.records.replacing import replace_files
from policyengine.records.sidecar import sidecar_text
from policyengine.records.status import with_status
from policyengine.severity import Severity


class Writing(StrEnum):
    """The result of writing a record."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    AMENDED = "amended"
    LEFT_OUT = "left out"
    REFUSED = "refused"


class _Draft(NamedTuple):
    """A record as it is to be written: its file, its text, the outcome, and the present text of the file."""

    entry: Entry
    text: str
    outcome: Writing
    old_text: str = ""

    @property
    def was_final(self) -> bool:
        """Return whether the present text is of a final decision."""
        return bool(self.old_text) and read_record(self.old_text).status in FINAL


class Written(NamedTuple):
    """A record's path, the result of writing it, the reason for a refusal, and every file that was written, by name."""

    path: str
    outcome: Writing
    mistakes: tuple[Mistake, ...] = ()
    files: tuple[str, ...] = ()


def write_record(
    decision: Decision, directory: str, template_dir: str, layout: str = "", *, overwrite: bool = False
) -> Written:
    """Write a decision's record into a directory, made if need be, with the files beside it and the index.

    Without a `layout` it keeps the one that it has; a new one gets the default.

    Project and key say which file is its record, so a record keeps its name and number when the title changes. A
    draft or proposal is written anew; where a hand changed it, only with `overwrite`. Of a final record only the status
    is ever written, and only to retire it; an accepted record that supersedes another retires that one. A picture is
    written where the text shows that very one, so those of a final record stay what people saw. A decision becomes
    accepted only with a reason. Raises
    PolicyEngineError for a directory or a template in disorder.
    """
    records = orderly_directory(directory)
    entry = records.find(record_key(decision))
    if lacking := _unreasoned(decision, read_record(records.text(entry.name)).status if entry else ""):
        path = records.place(entry.name).path if entry else records.path
        return Written(path, Writing.REFUSED, lacking)
    if entry is None:
        refuse_unreadable(records, decision.title or decision.key)
        name = record_name(records.next_number, decision.title or decision.key)
        entry = Entry(name, records.next_number, record_key(decision))
        text = text_for(decision, records, entry, template_dir, layout or DEFAULT)
        return _put(decision, records, _Draft(entry, text, Writing.WRITTEN))
    now = compare_record(decision, records, entry, template_dir, layout)
    check_relations(now.relations, records, entry)
    loud = [reason for reason in now.reasons if reason.severity == Severity.ERROR]
    is_same = now.old_text == now.new_text or now.record.says_the_same_as(read_record(now.new_text))
    if is_same or (now.final and not loud):
        return _put(decision, records, _Draft(entry, now.old_text, Writing.UNCHANGED, now.old_text))
    edited = any(reason.code == "hand-edited" for reason in loud) and (now.final or not overwrite)
    if edited or (now.final and not retires(now.status, decision.status)):
        return Written(now.path, Writing.REFUSED, _refusal(decision, records, now, loud))
    if now.final:
        text = with_status(now.old_text, decision.status, now.relations.superseded_by)
        return _put(decision, records, _Draft(entry, text, Writing.WRITTEN, now.old_text))
    return _put(decision, records, _Draft(entry, now.new_text, Writing.WRITTEN, now.old_text))


def _unreasoned(decision: Decision, status: str) -> tuple[Mistake, ...]:
    """Return why a decision cannot become accepted: its reason is missing; `status` is that of its record, or empty.

    A record that is final already stays as it is: version 0.1.0 did not know the key.
    """
    if decision.status != "accepted" or decision.because.strip() or status in FINAL:
        return ()
    message = f"decision `{decision.key}` is accepted without a reason"
    hint = "add `because: …` to the decision: why this option, in a sentence or two, with the figures that decided"
    return (Mistake(message, decision.place, "", hint),)


def amend_records(
    decisions: Sequence[Decision], directory: str, template_dir: str, day: str, note: str = ""
) -> tuple[Written, ...]:
    """Amend the records of several decisions, or none: where one is refused, nothing is written.

    Records that are not accepted are left out, unless that leaves none. Raises PolicyEngineError as for one.
    """
    records = orderly_directory(directory)
    accepted = [one for one in decisions if _status_of(one, records) == "accepted"] or decisions
    drafts = {one.key: _amended(one, records, template_dir, day, note) for one in decisions}
    refused = [draft for one in accepted if isinstance(draft := drafts[one.key], Written)]
    if refused:
        return tuple(refused)
    others = {key: draft for key, draft in drafts.items() if isinstance(draft, Written)}
    left_out = {
        key: draft._replace(outcome=Writing.LEFT_OUT, path=draft.path or records.path) for key, draft in others.items()
    }
    return tuple(left_out.get(one.key) or amend_record(one, directory, template_dir, day, note) for one in decisions)


def _status_of(decision: Decision, records: Directory) -> str:
    """Return the status of a decision's record, or of the decision while it has none."""
    entry = records.find(record_key(decision))
    return read_record(records.text(entry.name)).status if entry else decision.status


def amend_record(decision: Decision, directory: str, template_dir: str, day: str, note: str = "") -> Written:
    """Add a dated row to an accepted record whose inputs changed and whose outcome did not; its body stays.

    `note` says what changed; without one the facts that changed are named. Anything else that is out of date is a
    reason to refuse. Raises PolicyEngineError for a directory or a template in disorder.
    """
    records = orderly_directory(directory)
    draft = _amended(decision, records, template_dir, day, note)
    return draft if isinstance(draft, Written) else _put(decision, records, draft)


def _amended(decision: Decision, records: Directory, template_dir: str, day: str, note: str) -> _Draft | Written:
    """Return a record with another row, the record as it is where nothing changed, or why it is refused."""
    entry = records.find(record_key(decision))
    if entry is None:
        return Written("", Writing.REFUSED, (Mistake(f"decision `{decision.key}` has no record in `{records.path}`"),))
    now = compare_record(decision, records, entry, template_dir)
    check_relations(now.relations, records, entry)
    loud = [reason for reason in now.reasons if reason.severity == Severity.ERROR]
    if now.status == "accepted" and not loud:
        return _Draft(entry, now.old_text, Writing.UNCHANGED, now.old_text)
    if now.status != "accepted":
        message = f"`{entry.name}` is {now.status}; only accepted records are amended"
        return Written(now.path, Writing.REFUSED, (Mistake(message, records.place(entry.name)),))
    if any(reason.code != "inputs-changed" for reason in loud):
        return Written(now.path, Writing.REFUSED, _refusal(decision, records, now, loud))
    if day < (last := now.record.last_day):
        message = f"`{entry.name}` is of {last}, and nothing amends it as of {day}"
        hint = "leave --as-of out, or name a later day"
        return Written(now.path, Writing.REFUSED, (Mistake(message, records.place(entry.name), hint=hint),))
    facts = changed_facts(read_sidecar(records, entry.name), sidecar_text(decision, entry.name, now.new_text))
    told = note or (f"{', '.join(facts)} changed; the outcome did not" if facts else "the outcome did not change")
    text = with_amendment(now.old_text, day, inputs_of(decision), told)
    return _Draft(entry, text, Writing.AMENDED, now.old_text)


def _put(decision: Decision, records: Directory, draft: _Draft) -> Written:
    """Write a record's text and all that goes with it, where it differs from the present files."""
    entry = draft.entry
    texts = {entry.name: draft.text, **_older_side(decision, records, entry), **_sidecar(decision, records, draft)}
    texts |= pictures_to_write(pictures_of(decision, entry.stem), draft.text)
    index = index_text(records, texts)
    if index is not None:
        texts[INDEX] = index
    changed = {name: new for name, new in texts.items() if _current(records, name) != new}
    replace_files(records.path, changed, pictures_gone(draft.old_text, draft.text, entry.stem, records.path))
    return Written(records.place(entry.name).path, draft.outcome, (), tuple(sorted(changed)))


def _sidecar(decision: Decision, records: Directory, draft: _Draft) -> dict[str, str]:
    """Return the JSON file beside a record, by name; that of a final record stays as long as it belongs to the text.

    So rules that were added since, or prices of today, never become what people accepted.
    """
    name = draft.entry.name
    old = read_sidecar(records, name)
    if decision.status in RETIRED and old:
        return {sidecar_name(name): follow(old, name, draft.text)}
    if decision.status in RETIRED and draft.outcome is Writing.UNCHANGED:
        return {}
    if draft.was_final and draft.outcome is not Writing.AMENDED and belongs(old, draft.entry, draft.old_text):
        return {sidecar_name(name): follow(old, name, draft.text)}
    text = sidecar_text(decision, name, draft.text)
    if draft.was_final and draft.outcome is not Writing.AMENDED:
        text = sidecar_after(text, lambda data: data.update(inputs=read_record(draft.text).inputs))
    return {sidecar_name(name): with_costs_of(text, old) if draft.was_final else text}


def _older_side(decision: Decision, records: Directory, entry: Entry) -> dict[str, str]:
    """Retire the record that an accepted one replaces; a proposal leaves it alone."""
    stem = predecessor_stem(decision, records)
    if decision.status != "accepted" or not stem:
        return {}
    old = records.text(f"{stem}.md")
    if not retires(read_record(old).status, "superseded"):
        return {}
    text = with_status(old, "superseded", entry.stem)
    sidecar = read_sidecar(records, f"{stem}.md")
    followed = {sidecar_name(f"{stem}.md"): follow(sidecar, f"{stem}.md", text)} if sidecar else {}
    return {f"{stem}.md": text, **followed}


def _current(records: Directory, name: str) -> str | None:
    if name.endswith(".json"):
        return read_sidecar(records, f"{name.removesuffix('.decision.json')}.md") or None
    if name.endswith(".svg"):
        return read_picture(records.path, name) or None
    known = name == INDEX or any(entry.name == name for entry in records.entries)
    try:
        return records.text(name) if known else None
    except FileNotFoundError:
        return None


def _refusal(decision: Decision, records: Directory, now: Comparison, reasons: list[Reason]) -> tuple[Mistake, ...]:
    edited = [reason for reason in reasons if reason.code == "hand-edited"]
    about = f"`{now.entry.name}` is {now.status} and never rewritten: " if now.final else ""
    hint = hint_for(decision, records, now, reasons)
    return tuple(
        now.mistake(records, reason._replace(message=f"{about}{reason.message}"), hint) for reason in edited or reasons
    )
