"""Verdicts and what they rest on as plain data, for JSON."""

import math
from datetime import datetime, timedelta
from typing import Any

from policyengine.location import Location
from policyengine.rule import Reference, Rule
from policyengine.verdict import Evidence, Missing, Verdict


def plain_verdict(verdict: Verdict, workload: str, option: str) -> dict[str, Any]:
    """Give a verdict, and the workload and option it was reached for."""
    return {
        "rule": verdict.rule.id,
        "outcome": str(verdict.outcome),
        "severity": str(verdict.severity),
        "workload": workload,
        "option": option or None,
        "scope": verdict.subject.scope,
        "element": verdict.subject.element or None,
        "message": verdict.message,
        "location": plain_place(verdict.location),
        "evidence": [plain_evidence(fact) for fact in verdict.evidence],
        "missing": [_missing(gap) for gap in verdict.missing],
        "capped": verdict.capped or None,
    }


def plain_rule(rule: Rule) -> dict[str, Any]:
    """Give what a rule says for itself."""
    return {
        "id": rule.id,
        "title": rule.title,
        "scope": rule.scope,
        "force": rule.force,
        "when": rule.when.source if rule.when else None,
        "require": rule.require.source,
        "why": rule.rationale,
        "help": rule.remediation,
        "controls": list(rule.controls),
        "references": [plain_reference(source) for source in rule.references],
    }


def plain_evidence(fact: Evidence) -> dict[str, Any]:
    """Give a fact with its value, its place, and what it was computed from."""
    return {
        "path": fact.path,
        "value": _value(fact.value),
        "elements": [_value(element) for element in fact.elements],
        "origin": fact.origin,
        "location": plain_place(fact.location),
        "inputs": [plain_evidence(given) for given in fact.inputs],
        "reference": plain_reference(fact.reference) if fact.reference else None,
    }


def plain_place(place: Location | None) -> dict[str, Any] | None:
    """Give file, line and column."""
    return {"path": place.path, "line": place.line, "column": place.column} if place else None


def plain_reference(source: Reference) -> dict[str, Any]:
    """Give a source."""
    return {
        "title": source.title,
        "section": source.section or None,
        "url": source.url,
        "checked": source.checked,
        "confidence": source.confidence,
    }


def _missing(gap: Missing) -> dict[str, Any]:
    return {"path": gap.path, "location": plain_place(gap.location), "hint": gap.hint or None}


def _value(value: Any) -> Any:
    """Give a fact's value as JSON has it: a day as `2026-11-22`, a duration in seconds: `90s`."""
    match value:
        case datetime():
            midnight = value.time() == value.time().min
            return value.date().isoformat() if midnight else value.isoformat().replace("+00:00", "Z")
        case timedelta():
            return f"{value.total_seconds():.15g}s"
        case list() | tuple():
            return [_value(item) for item in value]
        case float() if not math.isfinite(value):
            return str(value)
        case _:
            return value
