"""Whether a record on disk still says what its decision says."""

from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.records.layout import Record

FINAL = ("accepted", "rejected", "deprecated", "superseded")
"""States in which a record is never rewritten."""

_RETIRED = ("rejected", "deprecated", "superseded")


class Reason(NamedTuple):
    """One way in which a record is out of date, and at which of its lines (from 1).

    `code` is `hand-edited`, `status-mismatch`, `header-mismatch`, `inputs-changed`, `outcome-changed` or
    `text-changed`.
    """

    code: str
    message: str
    line: int = 1


def reasons_of(old: Record, old_text: str, new: Record, new_text: str, decision: Decision) -> tuple[Reason, ...]:
    """Say how a record differs from the text its decision would give today; nothing when it is fresh.

    A draft or proposal is compared to the byte. A final record is compared by digest and outcome; one that is retired
    is only asked whether a hand changed it, for it need not agree with today.
    """
    if old_text == new_text:
        return ()
    reasons = [Reason("hand-edited", edit.message, edit.line) for edit in old.edits]
    if old.status != decision.status:
        message = f"the record says `{old.status or 'nothing'}`, the profile says `{decision.status}`"
        reasons.append(Reason("status-mismatch", message, _line(old_text, "status:")))
    if old.status in _RETIRED:
        return tuple(reasons)
    if old.status in FINAL:
        reasons += _header(old, new, old_text)
    if old.inputs != new.inputs:
        message = "what the rules read has changed: facts, conditions or parameters"
        reasons.append(Reason("inputs-changed", message, _line(old_text, "x-policyengine-inputs:")))
    if old.outcome != new.outcome:
        message = "another option is chosen, or the options stand otherwise"
        reasons.append(Reason("outcome-changed", message, _line(old_text, "## Decision Outcome")))
    if not reasons and old.status not in FINAL:
        reasons.append(Reason("text-changed", "the text differs from here on", _first_difference(old_text, new_text)))
    return tuple(reasons)


def _header(old: Record, new: Record, text: str) -> list[Reason]:
    names = ("date", "decision-makers", "consulted", "informed", "tags", "x-policyengine-key")
    changed = [
        Reason("header-mismatch", f"the record and the profile differ in `{name}`", _line(text, f"{name}:"))
        for name in names
        if old.front.get(name) != new.front.get(name)
    ]
    if old.title != new.title:
        changed.append(Reason("header-mismatch", "the record and the profile differ in the title", _line(text, "# ")))
    return changed


def _line(text: str, start: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start)), 1)


def _first_difference(old: str, new: str) -> int:
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    shorter = min(old.count("\n"), new.count("\n")) + 1
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), shorter)
