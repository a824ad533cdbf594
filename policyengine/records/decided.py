"""Whether the JSON file beside a record that people had decided is as it was in a revision.

No digest can prove this by itself: a person who edits the file can edit the digest as well. Only what `record` itself
writes into it later may differ.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from policyengine.grounds import canonical
from policyengine.records.before import Before
from policyengine.records.beside import read_sidecar
from policyengine.records.directory import Directory
from policyengine.records.drift import FINAL, RETIRED
from policyengine.records.layout import Record, read_record
from policyengine.records.naming import sidecar_name
from policyengine.records.reading import loaded
from policyengine.records.sidecar_flaws import flaw_of

_FOLLOWS = ("record", "pictures", "status")
"""What follows the text when a record is renumbered or retired, or when its successor is accepted."""

_AMENDED = ("format", "key", "project", "decision", "title", "date", "makers", "consulted", "informed", "tags", "costs")
"""What stays when an amendment lets a record rest on facts of today."""


class Altered(NamedTuple):
    """A record, the name of the file beside it, and what is wrong with that file."""

    record: str
    sidecar: str
    message: str


def altered_sidecars(
    before: Before, records: Directory, texts: Mapping[str, str], renamed: Mapping[str, str]
) -> Iterator[Altered]:
    """Compare the file beside each record that is final in a revision with the one that is here."""
    for old_name, old_text in before.texts.items():
        old, name = read_record(old_text), renamed.get(old_name, old_name)
        if old.status not in FINAL or name not in texts:
            continue
        sidecar = before.sidecars.get(sidecar_name(old_name), "")
        message = sidecar_change(before.ref, sidecar, old, read_record(texts[name]), records, name)
        if message:
            yield Altered(name, sidecar_name(name), message)


def sidecar_change(  # noqa: PLR0913, PLR0917 - the file and the record of then, the record of now, and where it is
    ref: str, sidecar: str, old: Record, new: Record, records: Directory, name: str
) -> str:
    """Return what is wrong with the file beside a record that is final in a revision, or an empty text."""
    data, now, file = loaded(sidecar), read_sidecar(records, name), sidecar_name(name)
    if now and not sidecar and old.status in RETIRED:
        return f"`{file}` is not there in `{ref}`, and `record` writes none for a record that is {old.status}"
    if not data or data.get("inputs") != old.inputs:
        return ""
    if not now:
        return f"`{file}` is there in `{ref}`, and gone here"
    today = loaded(now)
    if not today and (flaw := flaw_of(now)):
        return f"`{file}` differs from `{ref}`, and the record is {old.status} there: {flaw.message}"
    key = _first_difference(data, today, old, new)
    return f"`{file}` differs from `{ref}` in `{key}`, and the record is {old.status} there" if key else ""


def _first_difference(data: Mapping[str, Any], now: Mapping[str, Any], old: Record, new: Record) -> str:
    amended = len(new.amendments) > len(old.amendments)
    keys = _AMENDED if amended else [key for key in {**data, **now} if key not in _FOLLOWS]
    return next((key for key in keys if canonical(data.get(key)) != canonical(now.get(key))), "")
