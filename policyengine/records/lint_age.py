"""Whether time has passed a record by: what its rules read has changed, or its day of review is over."""

import re
from collections.abc import Iterable, Mapping

from policyengine.records.drift import RETIRED
from policyengine.records.fault import Fault
from policyengine.records.layout import Record

_REVIEW = re.compile(r"(?:\* The choice for .* is to be reviewed by |review-by: *[\"']?)(\d{4}-\d{2}-\d{2})\b.*")


def age_faults(record: Record, text: str, as_of: str, inputs: Mapping[str, str]) -> Iterable[Fault]:
    """Find what is no longer so; a retired record need not agree with today.

    `as_of` (`2026-11-22`) is the day to ask; without one no review is due. `inputs` are the digests of what the rules
    read today, by a record's key.
    """
    if record.status in RETIRED:
        return
    lines = text.split("\n")
    if inputs.get(record.key, record.inputs) != record.inputs:
        starts = ("x-policyengine-inputs:", "<!-- policyengine:record ")
        told = next((number for number, line in enumerate(lines, 1) if line.startswith(starts)), 1)
        yield Fault("ADR015", "facts, conditions or parameters that the rules read have changed since", told)
    for number, line in enumerate(lines, 1):
        found = _REVIEW.fullmatch(line)
        if found and found[1] < as_of:
            yield Fault("ADR017", f"the choice was to be reviewed by {found[1]}", number)
