"""Whether records that replace one another say so on both sides."""

from collections.abc import Iterable

from policyengine.records.directory import Entry
from policyengine.records.fault import Fault
from policyengine.records.layout import Record
from policyengine.records.lint_states import states_of


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
