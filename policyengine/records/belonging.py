"""Whether the JSON file beside a record belongs to it, and how it follows when the record is retired or renamed."""

from collections.abc import Callable
from typing import Any

from policyengine.decision import Decision
from policyengine.records.beside import read_sidecar
from policyengine.records.directory import Directory, Entry
from policyengine.records.drift import FINAL, RETIRED, Reason
from policyengine.records.freshness import is_sealed
from policyengine.records.judgements import FACTS
from policyengine.records.layout import Record, read_record
from policyengine.records.naming import sidecar_name
from policyengine.records.older import written_by_others
from policyengine.records.reading import as_written, loaded, rows_of, subject_of
from policyengine.records.sidecar import FORMAT, dumped, plain_record, sidecar_text
from policyengine.records.sidecar_flaws import flaw_of
from policyengine.records.sidecar_form import malformed_key


def belonging_reasons(decision: Decision, records: Directory, entry: Entry, text: str) -> tuple[Reason, ...]:
    """Return whether the file beside a record exists and describes this text; for a proposal, all of today's inputs.

    One that another version or another set of rules wrote is compared with the decision elsewhere. A retired
    record need not have one.
    """
    record = read_record(text)
    name = sidecar_name(entry.name)
    found = read_sidecar(records, entry.name)
    if not found:
        missing = Reason("sidecar-missing", f"`{name}` is not there")
        return () if record.status in RETIRED else (missing,)
    if flaw := flaw_of(found):
        return (Reason("sidecar-mismatch", f"`{name}`: {flaw.message}", flaw.line, records.place(name, *flaw[1:])),)
    data = loaded(found)
    wrong = difference(data, entry, record)
    if not wrong and record.status not in FINAL and not written_by_others(data, decision):
        today = loaded(sidecar_text(decision, entry.name, text))
        wrong = next((key for key, value in today.items() if key != "tool" and data.get(key) != value), "")
    if not wrong:
        return ()
    return (Reason("sidecar-mismatch", f"`{name}` differs from the record in `{wrong}`", 1, records.place(name)),)


def belongs(sidecar: str, entry: Entry, text: str) -> bool:
    """Return whether a sidecar is that of a text, of whatever pictures."""
    return difference(loaded(sidecar), entry, read_record(text)) in ("", "pictures")


def sidecar_after(sidecar: str, change: Callable[[dict[str, Any]], None]) -> str:
    """Return a sidecar with something changed and the rest as written; any other text is returned unchanged."""
    data = as_written(sidecar)
    if data.get("format") != FORMAT or not isinstance(data.get("record"), dict):
        return sidecar
    change(data)
    return dumped(data)


def follow(sidecar: str, name: str, text: str) -> str:
    """Return a sidecar with a record's new name, number, state, links and digests."""
    record = read_record(text)

    def change(data: dict[str, Any]) -> None:
        data["record"] = plain_record(name, record)
        data["pictures"] = record.pictures
        data["status"] = record.status

    return sidecar_after(sidecar, change)


def with_costs_of(sidecar: str, old: str) -> str:
    """Return a sidecar with the costs of an older one: a final record keeps the costs that its text states."""
    return sidecar_after(sidecar, lambda data: data.update(costs=loaded(old).get("costs")))


def changed_facts(old: str, new: str) -> tuple[str, ...]:
    """Return the facts that differ between two sidecars, sorted."""
    before, after = _facts(loaded(old)), _facts(loaded(new))
    return tuple(sorted({path for path, *_ in before ^ after}))


def _facts(data: dict[str, Any]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for verdict in rows_of(data.get("verdicts")):
        for fact in rows_of(verdict.get("evidence")):
            found.add((str(fact.get("path")), str(subject_of(verdict).get("element")), str(fact.get("value"))))
    return found


def difference(data: dict[str, Any], entry: Entry, record: Record) -> str:
    """Return the first key in which a sidecar that was read differs from the text of its record, or an empty text."""
    if data.get("format") != FORMAT:
        return "format"
    if malformed := malformed_key(data):
        return malformed
    own = {"key": record.key, "status": record.status, "date": record.front.get("date"), "inputs": record.inputs}
    wrong = next((key for key, value in own.items() if data.get(key) != value), "")
    if not wrong and record.inputs.startswith(FACTS) and not is_sealed(data):
        wrong = "verdicts"
    own = {"record": plain_record(entry.name, record), "pictures": record.pictures}
    return wrong or next((key for key, value in own.items() if data.get(key, {}) != value), "")
