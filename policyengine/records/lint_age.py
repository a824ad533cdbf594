"""Whether time has passed a record by: what its rules read has changed, or its day of review is over."""

import re
from collections.abc import Iterable, Mapping

from policyengine.decision import Decision
from policyengine.records.beside import read_sidecar
from policyengine.records.directory import Directory, Entry
from policyengine.records.drift import RETIRED, moved_since
from policyengine.records.fault import Fault
from policyengine.records.judged import inputs_of
from policyengine.records.layout import Record
from policyengine.records.older import compared_by_content

_REVIEW = re.compile(r"(?:\* The choice for .* is to be reviewed by |review-by: *[\"']?)(\d{4}-\d{2}-\d{2})\b.*")


def age_faults(record: Record, text: str, as_of: str, *, rests_on_other: bool) -> Iterable[Fault]:
    """Find what is no longer so; a retired record need not agree with today.

    `as_of` (`2026-11-22`) is the day to ask; without one no review is due. `rests_on_other` says that outcomes, or
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


def rests_on_other(record: Record, entry: Entry, records: Directory, decided: Mapping[str, Decision]) -> bool:
    """Return whether what a record rests on has changed since, as far as a decision of today tells."""
    decision = decided.get(record.key)
    if decision is None or record.status in RETIRED:
        return False
    rests = compared_by_content(record, read_sidecar(records, entry.name), decision)
    return bool(moved_since(record, inputs_of(decision), decision, rests))
