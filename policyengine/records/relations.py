"""Supersession of records: both sides have to state it."""

from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.records.directory import Directory, Entry
from policyengine.records.drift import Reason
from policyengine.records.layout import Record, read_record
from policyengine.records.record import record_key
from policyengine.records.status import status_line


class Relations(NamedTuple):
    """The names, without `.md`, of the records that a record replaces and is replaced by, and what is amiss."""

    supersedes: str
    superseded_by: str
    reasons: tuple[Reason, ...]


def relations_of(decision: Decision, records: Directory, entry: Entry) -> Relations:
    """Find the records that a decision's links lead to; a link that leads nowhere is a reason."""
    reasons = []
    supersedes = predecessor_stem(decision, records)
    if decision.supersedes and not supersedes:
        message = f"decision `{decision.key}` supersedes `{decision.supersedes}`, which has no record"
        reasons.append(Reason("superseded-missing", message))
    successor = successor_stem(records, entry) if decision.status == "superseded" else ""
    if decision.status == "superseded" and not successor:
        message = f"decision `{decision.key}` is superseded, but no record says that it supersedes `{entry.stem}`"
        reasons.append(Reason("superseder-missing", message))
    return Relations(supersedes, successor, tuple(reasons))


def predecessor_stem(decision: Decision, records: Directory) -> str:
    """Return the name, without `.md`, of the record that a decision replaces, or nothing."""
    if not decision.supersedes:
        return ""
    sibling = record_key(decision._replace(key=decision.supersedes))
    return records.stem(sibling) or records.stem(decision.supersedes)


def back_link_reasons(record: Record, text: str, records: Directory, entry: Entry) -> tuple[Reason, ...]:
    """Return where the other side of a record's relations does not say the same; proposals change no other record."""
    reasons = []
    if record.superseded_by:
        other = _other(records, record.superseded_by)
        if other is None:
            message = f"`{entry.name}` is superseded by `{record.superseded_by}`, which is not there"
            reasons.append(Reason("superseder-missing", message, status_line(text)))
        elif other.supersedes != entry.stem:
            message = f"`{record.superseded_by}.md` does not say that it supersedes `{entry.stem}`"
            reasons.append(_missing(message, records, f"{record.superseded_by}.md", 1))
    older = _other(records, record.supersedes) if record.supersedes and record.status == "accepted" else None
    if older is not None and older.superseded_by != entry.stem:
        name = f"{record.supersedes}.md"
        message = f"`{name}` does not say that it is superseded by `{entry.stem}`"
        reasons.append(_missing(message, records, name, status_line(records.text(name))))
    return tuple(reasons)


def _missing(message: str, records: Directory, name: str, line: int) -> Reason:
    return Reason("back-link-missing", message, line, records.place(name, line))


def _other(records: Directory, stem: str) -> Record | None:
    return read_record(records.text(f"{stem}.md")) if any(entry.stem == stem for entry in records.entries) else None


def successor_stem(records: Directory, entry: Entry) -> str:
    """Return the name, without `.md`, of the record that says it replaces this one, or nothing."""
    ours = (other for other in records.entries if other.key and other.name != entry.name)
    texts = ((other, records.text(other.name)) for other in ours)
    return next((other.stem for other, text in texts if read_record(text).supersedes == entry.stem), "")
