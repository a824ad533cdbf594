"""Verdicts and what they rest on as plain data, for JSON."""

import json
import math
from typing import Any

from policyengine.grounds import facts_read
from policyengine.location import Location
from policyengine.plain import plain_claim, plain_excuse, plain_reference, plain_value
from policyengine.rule import Rule
from policyengine.verdict import Evidence, Excuse, Missing, Verdict


def plain_verdict(verdict: Verdict, workload: str, option: str) -> dict[str, Any]:
    """Return a verdict, and the workload and option it was reached for."""
    decided = {fact.path for fact in verdict.evidence} | {gap.path for gap in verdict.missing}
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
        "read": {path: plain_value(value) for path, value in facts_read(verdict).items() if path not in decided},
        "capped": verdict.capped or None,
        "unproven": verdict.unproven or None,
        "excuse": _excuse(verdict.excuse),
    }


def plain_rule(rule: Rule) -> dict[str, Any]:
    """Return what a rule says for itself."""
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
    """Return a fact with its value, its place, what it was computed from, and the document named as evidence."""
    return {
        "path": fact.path,
        "value": plain_value(fact.value),
        "elements": [plain_value(element) for element in fact.elements],
        "origin": fact.origin,
        "location": plain_place(fact.location),
        "inputs": [plain_evidence(given) for given in fact.inputs],
        "reference": plain_reference(fact.reference) if fact.reference else None,
        "claim": plain_claim(fact.claim),
    }


def plain_place(place: Location | None) -> dict[str, Any] | None:
    """Return file, line and column."""
    return {"path": place.path, "line": place.line, "column": place.column} if place else None


_DEPTH = 64
"""How deep a sidecar may be nested: several times what facts that are computed from others need."""


def loaded(text: str) -> dict[str, Any]:
    """Read a sidecar; what is none gives an empty one, as do numbers that JSON does not have and very deep nesting."""
    try:
        data = json.loads(text, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) and not _is_deep(data) else {}


def _finite(text: str) -> float:
    """Return a number; raises ValueError for NaN, and for one that is infinite or too great."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(_DEPTH):
        below = (item for node in level for item in (node.values() if isinstance(node, dict) else node))
        level = [item for item in below if isinstance(item, (dict, list))]
        if not level:
            return False
    return True


def _excuse(excuse: Excuse | None) -> dict[str, Any] | None:
    return {**plain_excuse(excuse), "location": plain_place(excuse.location)} if excuse else None


def _missing(gap: Missing) -> dict[str, Any]:
    return {"path": gap.path, "location": plain_place(gap.location), "hint": gap.hint or None}
