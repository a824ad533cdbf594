"""A decision beside the file that records it."""

import os
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.errors import Mistake, PolicyEngineError
from policyengine.records.directory import Directory, Entry, read_text
from policyengine.records.drift import Reason, reasons_of
from policyengine.records.layout import read_record
from policyengine.records.record import record_key, record_text


class Comparison(NamedTuple):
    """The text on disk and the text the decision gives, the state on disk, and how they differ."""

    entry: Entry
    path: str
    old_text: str
    new_text: str
    status: str
    reasons: tuple[Reason, ...]

    def mistake(self, records: Directory, reason: Reason, hint: str = "") -> Mistake:
        """Tell a reason at its line of the file."""
        line = self.old_text.split("\n")[reason.line - 1]
        return Mistake(reason.message, records.place(self.entry.name, reason.line), line, hint)


def compare_record(decision: Decision, records: Directory, entry: Entry, template_dir: str) -> Comparison:
    """Read a decision's file and say how it differs from the decision."""
    old_text = read_text(os.path.join(records.path, entry.name))
    new_text = text_for(decision, records, entry, template_dir)
    old, new = read_record(old_text), read_record(new_text)
    reasons = reasons_of(old, old_text, new, new_text, decision)
    return Comparison(entry, records.place(entry.name).path, old_text, new_text, old.status, reasons)


def text_for(decision: Decision, records: Directory, entry: Entry, template_dir: str) -> str:
    """Give a decision's text under the number of its file, with links to the records it replaces or that replace it.

    Raises PolicyEngineError when such a record is not in the directory.
    """
    mistakes = []
    supersedes = _stem(decision, records)
    if decision.supersedes and not supersedes:
        mistakes.append(f"decision `{decision.key}` supersedes `{decision.supersedes}`, which has no record")
    successor = _successor(records, entry) if decision.status == "superseded" else ""
    if decision.status == "superseded" and not successor:
        mistakes.append(
            f"decision `{decision.key}` is superseded, but no record says that it supersedes `{entry.stem}`"
        )
    if mistakes:
        place = records.place(entry.name)
        raise PolicyEngineError(*(Mistake(message, place, hint="write that record first") for message in mistakes))
    return record_text(decision, entry.number, template_dir, supersedes=supersedes, superseded_by=successor)


def _stem(decision: Decision, records: Directory) -> str:
    if not decision.supersedes:
        return ""
    sibling = record_key(decision._replace(key=decision.supersedes))
    return records.stem(sibling) or records.stem(decision.supersedes)


def _successor(records: Directory, entry: Entry) -> str:
    ours = (other for other in records.entries if other.key and other.name != entry.name)
    texts = ((other, read_text(os.path.join(records.path, other.name))) for other in ours)
    return next((other.stem for other, text in texts if read_record(text).supersedes == entry.stem), "")
