"""The JSON file beside a record, compared with the text of the record and with a decision of today."""

from collections.abc import Iterator, Mapping
from typing import Any

from policyengine.decision import Decision
from policyengine.errors import PolicyEngineError
from policyengine.records.belonging import difference
from policyengine.records.beside import read_sidecar
from policyengine.records.directory import Directory, Entry
from policyengine.records.drift import RETIRED, moved_since
from policyengine.records.fault import Fault
from policyengine.records.judged import inputs_of
from policyengine.records.layout import Record
from policyengine.records.lint.content import waiver_rows
from policyengine.records.naming import sidecar_name
from policyengine.records.older import compared_by_content
from policyengine.records.reading import loaded, rows_of
from policyengine.records.sidecar_flaws import flaw_of

CODE = "ADR022"
_PEOPLE = (("makers", "decision-makers"), ("consulted", "consulted"), ("informed", "informed"), ("tags", "tags"))


def sidecar_faults(entry: Entry, record: Record, record_text: str, records: Directory) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with the file beside a record of a decision, with the name of the file that it concerns.

    A retired record need not have one. Whether verdicts are those of today is compared only with a decision.
    """
    if not record.key:
        return
    name = sidecar_name(entry.name)
    try:
        text = read_sidecar(records, entry.name)
    except PolicyEngineError as error:
        yield name, Fault(CODE, error.mistakes[0].message)
        return
    if not text:
        if record.status not in RETIRED:
            yield entry.name, Fault(CODE, f"`{name}` is not there")
    elif flaw := flaw_of(text):
        yield name, Fault(CODE, flaw.message, flaw.line, flaw.column)
    else:
        data = loaded(text)
        if wrong := difference(data, entry, record) or next(_differences(data, record, record_text), ""):
            yield name, Fault(CODE, f"this file differs from its record in `{wrong}`")


def rests_on_other(record: Record, entry: Entry, records: Directory, decided: Mapping[str, Decision]) -> bool:
    """Return whether what a record rests on has changed since, as far as a decision of today tells."""
    decision = decided.get(record.key)
    if decision is None or record.status in RETIRED:
        return False
    rests = compared_by_content(record, read_sidecar(records, entry.name), decision)
    return bool(moved_since(record, inputs_of(decision), decision, rests))


def _differences(data: Mapping[str, Any], record: Record, text: str) -> Iterator[str]:
    """Yield the keys whose value is not what people read in the text: who decided, and what is waived until when."""
    yield from (key for key, said in _PEOPLE if said in record.front and record.front[said] != data.get(key))
    waived = [(f"`{row.get('rule')}`", str(row.get("expires") or "no end")) for row in rows_of(data.get("waivers"))]
    if sorted(waived) != sorted((row.rule, row.until) for row in waiver_rows(text)):
        yield "waivers"
