"""Verdicts, their evidence, and the rules that they refer to, as plain data."""

from collections.abc import Iterable
from typing import Any

from policyengine.case import Subject
from policyengine.rule import Rule
from policyengine.verdict import Evidence, Excuse, Missing, Verdict
from policyengine.wire.places import plain_place
from policyengine.wire.values import plain_claim, plain_reference, plain_value


def plain_verdict(verdict: Verdict, facts_digest: str, identity: str | None = None) -> dict[str, Any]:
    """Return the result of one rule for one case; `plain_rules` has the description of the rule.

    `facts_digest` is that of `grounds`; `identity` is None if the output does not know the repository.
    """
    return {
        "rule": verdict.rule.id,
        "outcome": str(verdict.outcome),
        "severity": str(verdict.severity),
        "subject": plain_subject(verdict.subject),
        "message": verdict.message,
        "location": plain_place(verdict.location),
        "evidence": [plain_evidence(fact) for fact in verdict.evidence],
        "missing": [_missing(gap) for gap in verdict.missing],
        "capped": verdict.capped or None,
        "unproven": verdict.unproven or None,
        "excuse": plain_excuse(verdict.excuse) if verdict.excuse else None,
        "identity": identity,
        "facts_digest": facts_digest,
    }


def plain_subject(subject: Subject) -> dict[str, Any]:
    """Return the element that a verdict refers to."""
    return {
        "scope": subject.scope,
        "profile": subject.profile,
        "workload": subject.workload or None,
        "element": subject.element or None,
    }


def plain_rules(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """Return each rule once, by id.

    Packs with the same name in two places may have different rules with the same id: each of them is included.
    """
    distinct = {id(rule): rule for rule in rules}
    rows: list[dict[str, Any]] = []
    for rule in sorted(distinct.values(), key=lambda rule: rule.id):
        if (row := _rule(rule)) not in reversed(rows):
            rows.append(row)
    return rows


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "scope": rule.scope,
        "force": rule.force,
        "category": rule.category,
        "when": rule.when.source if rule.when else None,
        "require": rule.require.source,
        "why": rule.rationale,
        "help": rule.remediation,
        "controls": list(rule.controls),
        "references": [plain_reference(source) for source in rule.references],
    }


def plain_evidence(fact: Evidence) -> dict[str, Any]:
    """Return a fact with its value, its place, its inputs, and the document named as evidence."""
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


def plain_excuse(excuse: Excuse) -> dict[str, Any]:
    """Return the waiver of a verdict; an ignore has only a reason and a place."""
    return {
        "kind": excuse.kind,
        "reason": excuse.reason,
        "owner": excuse.owner or None,
        "approved_by": excuse.approved_by or None,
        "ticket": excuse.ticket or None,
        "expires": excuse.expires or None,
        "location": plain_place(excuse.location),
    }


def _missing(gap: Missing) -> dict[str, Any]:
    return {"path": gap.path, "location": plain_place(gap.location), "hint": gap.hint or None}
