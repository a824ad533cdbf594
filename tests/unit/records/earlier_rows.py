"""Sidecars as version 0.1.0 and the development versions after it wrote their rows."""

from typing import Any

from policyengine.records.evidence_rows import without_evidence_rows
from policyengine.records.reading import as_written
from policyengine.records.sidecar import dumped

PLACE = ("path", "line", "column")


def earlier_sidecar(text: str) -> str:
    """Return a sidecar with verdicts that name scope and element themselves, and places without an end."""
    data: dict[str, Any] = without_ends(without_evidence_rows(as_written(text)))
    data["verdicts"] = [earlier_row(row) for row in data["verdicts"]]
    for rule in data["rules"]:
        del rule["category"]
    return dumped(data)


def earlier_row(row: dict[str, Any]) -> dict[str, Any]:
    """Return a verdict with its keys in the order of then."""
    subject = row["subject"]
    begin = {key: row[key] for key in ("rule", "outcome", "severity", "workload", "option")}
    others = ("message", "location", "evidence", "missing", "read", "capped", "unproven", "excuse")
    return {**begin, "scope": subject["scope"], "element": subject["element"], **{key: row[key] for key in others}}


def without_ends(value: Any) -> Any:
    """Return plain data with the beginnings of places only."""
    if isinstance(value, list):
        return [without_ends(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "end_line" in value:
        return {key: value[key] for key in PLACE}
    return {key: without_ends(item) for key, item in value.items()}
