"""Compare a decision with the file that records it."""

from collections.abc import Iterator
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.errors import Mistake, PolicyEngineError
from policyengine.records.beside import read_sidecar
from policyengine.records.directory import Directory, Entry
from policyengine.records.drift import FINAL, RETIRED, Reason, moved_since, reasons_of
from policyengine.records.freshness import rests_on
from policyengine.records.layout import Record, read_record
from policyengine.records.layouts import DEFAULT
from policyengine.records.naming import record_name
from policyengine.records.older import compared_by_content, older_reasons
from policyengine.records.ours import refuse_unreadable
from policyengine.records.pictures import pictures_of
from policyengine.records.reading import loaded
from policyengine.records.record import record_key, record_text
from policyengine.records.relations import Relations, relations_of
from policyengine.severity import Severity


class Comparison(NamedTuple):
    """The text on disk and the text the decision gives, the record on disk, and how they differ."""

    entry: Entry
    path: str
    old_text: str
    new_text: str
    record: Record
    relations: Relations
    reasons: tuple[Reason, ...]

    @property
    def status(self) -> str:
        """Return the state on disk."""
        return self.record.status

    @property
    def final(self) -> bool:
        """Return whether the record on disk is never rewritten."""
        return self.status in FINAL

    @property
    def loud(self) -> bool:
        """Return whether a reason is an error."""
        return any(reason.severity is Severity.ERROR for reason in self.reasons)

    def mistake(self, records: Directory, reason: Reason, hint: str = "") -> Mistake:
        """Return a reason at its place."""
        if reason.location is not None:
            return Mistake(reason.message, reason.location, "", hint)
        line = self.old_text.split("\n")[reason.line - 1]
        return Mistake(reason.message, records.place(self.entry.name, reason.line), line, hint)


def compare_record(
    decision: Decision, records: Directory, entry: Entry, template_dir: str, layout: str = ""
) -> Comparison:
    """Compare a decision's file with the decision; a final record keeps the layout it has, as others do without one.

    A draft or proposal that another version or another set of rules wrote is compared by content as a final one is.
    """
    old_text = records.text(entry.name)
    old = read_record(old_text)
    relations = relations_of(decision, records, entry)
    final = old.status in FINAL
    sidecar = read_sidecar(records, entry.name)
    rests = compared_by_content(old, sidecar, decision)
    then = rests.then if rests else decision  # an older record says nothing of rules that were added since
    layout = old.layout if final or not layout else layout
    new_text = text_by(then, entry, relations, template_dir, layout)
    moved = moved_since(old, read_record(new_text).inputs, decision, rests)
    if moved and rests is None and (named := rests_on(old, sidecar, decision)):
        moved = named.changes or ("the conditions of rules, or where they apply",)
    reasons = reasons_of(old, old_text, read_record(new_text), new_text, decision, rests, moved)
    if rests and not final:
        new_text = text_by(decision, entry, relations, template_dir, layout)
        if not any(reason.severity is Severity.ERROR for reason in reasons):
            older = older_reasons(old, old_text, read_record(new_text), new_text, sidecar, decision)
            reasons = (*older, *(reason for reason in reasons if reason.code in ("rules-added", "exception-added")))
    if old.status in FINAL and old.status not in RETIRED:
        reasons = (*reasons, *_because_reasons(sidecar, old_text, decision), *_people_reasons(sidecar, old, decision))
    return Comparison(entry, records.place(entry.name).path, old_text, new_text, old, relations, reasons)


def _because_reasons(sidecar: str, text: str, decision: Decision) -> Iterator[Reason]:
    """Yield that the reason of an accepted record differs from the profile's; version 0.1.0 recorded none."""
    then = loaded(sidecar).get("because")
    if isinstance(then, str) and then.split() != decision.because.split():
        lines = enumerate(text.split("\n"), 1)
        line = next((number for number, line in lines if line.startswith(("**Because**", "This is because"))), 1)
        yield Reason("header-mismatch", "the record and the profile differ in `because`", line)


def _people_reasons(sidecar: str, record: Record, decision: Decision) -> Iterator[Reason]:
    """Yield the people that an accepted record differs in, if its text has no header that names them."""
    data = loaded(sidecar)
    for key, name in (("makers", "decision-makers"), ("consulted", "consulted"), ("informed", "informed")):
        then = data.get(key)
        in_text = name in record.front or (key == "makers" and "Deciders" in record.metadata)
        if not in_text and isinstance(then, list) and then != list(getattr(decision, key)):
            yield Reason("header-mismatch", f"the record and the profile differ in `{name}`", 1)


def text_for(decision: Decision, records: Directory, entry: Entry, template_dir: str, layout: str = DEFAULT) -> str:
    """Return a decision's text under the number of its file, with links to the records it replaces or that replace it.

    Raises PolicyEngineError when such a record is not in the directory.
    """
    relations = relations_of(decision, records, entry)
    check_relations(relations, records, entry)
    return text_by(decision, entry, relations, template_dir, layout)


def refuse_unwritable(decision: Decision, records: Directory, template_dir: str, layout: str) -> None:
    """Raise PolicyEngineError where no record of a decision could be written, as writing it would."""
    refuse_unreadable(records, decision.title or decision.key)
    number = records.next_number
    entry = Entry(record_name(number, decision.title or decision.key), number, record_key(decision))
    text_by(decision, entry, relations_of(decision, records, entry), template_dir, layout)


def check_relations(relations: Relations, records: Directory, entry: Entry) -> None:
    """Raise PolicyEngineError when a record that a link leads to is not in the directory."""
    if relations.reasons:
        place = records.place(entry.name)
        hint = "write that record first"
        raise PolicyEngineError(*(Mistake(reason.message, place, hint=hint) for reason in relations.reasons))


def text_by(decision: Decision, entry: Entry, relations: Relations, template_dir: str, layout: str) -> str:
    """Return a decision's text under the number of its file, with the links that are given."""
    links = {"supersedes": relations.supersedes, "superseded_by": relations.superseded_by}
    pictures = pictures_of(decision, entry.stem)
    return record_text(decision, entry.number, template_dir, layout, **links, pictures=pictures)
