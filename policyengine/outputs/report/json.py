"""A report for programs: `report/0`, as `schemas/report.schema.json` describes it.

Keys stand in the schema's order, none is left out (null is "there is none"), and the same report gives the same bytes.
"""

from functools import lru_cache
from typing import Any

from policyengine.errors import Mistake
from policyengine.grounds import facts_digest
from policyengine.identity import identity
from policyengine.location import Location
from policyengine.outputs.json_text import json_text
from policyengine.outputs.registry import Options
from policyengine.plain import plain_claim, plain_excuse, plain_reference, plain_value
from policyengine.report import Report
from policyengine.rule import Reference
from policyengine.verdict import Evidence, Excuse, Missing, Verdict

FORMAT = "report/0"
"""The layout's name; 0 means that it may still change otherwise than by additions."""


def render_report_json(report: Report, _options: Options) -> str:
    """Print everything the report holds as JSON, indented by two, ending in a line feed."""
    return json_text(FORMAT, _report(report))


def _report(report: Report) -> dict[str, Any]:
    return {
        "as_of": report.as_of,
        "counts": report.counts._asdict(),
        "verdicts": [_verdict(verdict, report) for verdict in report.verdicts],
        "to_do": [todo._asdict() for todo in report.todo],
        "notes": list(report.notes),
        "preview": _preview(report),
        "mistakes": [_mistake(mistake) for mistake in report.mistakes],
    }


def _preview(report: Report) -> dict[str, Any] | None:
    newer = report.preview
    if newer is None:
        return None
    added, removed = ([_verdict(verdict, report) for verdict in given] for given in (newer.verdicts, newer.removed))
    return {"editions": list(newer.editions), "rules": list(newer.rules), "verdicts": added, "removed": removed}


def _verdict(verdict: Verdict, report: Report) -> dict[str, Any]:
    rule, subject = verdict.rule, verdict.subject
    return {
        "rule": {"id": rule.id, "title": rule.title, "force": rule.force, "category": rule.category},
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "subject": {
            "scope": subject.scope,
            "profile": subject.profile,
            "workload": subject.workload or None,
            "element": subject.element or None,
        },
        "message": verdict.message,
        "location": _location(verdict.location),
        "evidence": [_evidence(fact) for fact in verdict.evidence],
        "missing": [_missing(gap) for gap in verdict.missing],
        "why": rule.rationale,
        "help": rule.remediation,
        "references": _references(rule.references),
        "capped": verdict.capped or None,
        "unproven": verdict.unproven or None,
        "excuse": _excuse(verdict.excuse),
        "identity": identity(
            verdict,
            report.projects.get(subject.profile, ""),
            report.paths.get(subject.profile, subject.profile),
        ),
        "facts_digest": facts_digest(verdict),
    }


@lru_cache(maxsize=1024)
def _references(sources: tuple[Reference, ...]) -> tuple[dict[str, Any], ...]:
    """Return the sources of a rule; one tuple for all its verdicts, which is written once."""
    return tuple(plain_reference(source) for source in sources)


def _excuse(excuse: Excuse | None) -> dict[str, Any] | None:
    return {**plain_excuse(excuse), "location": _location(excuse.location)} if excuse else None


def _evidence(fact: Evidence) -> dict[str, Any]:
    return {
        "path": fact.path,
        "value": plain_value(fact.value),
        "origin": fact.origin,
        "location": _location(fact.location),
        "inputs": [_evidence(given) for given in fact.inputs],
        "reference": plain_reference(fact.reference) if fact.reference else None,
        "claim": plain_claim(fact.claim),
    }


def _missing(gap: Missing) -> dict[str, Any]:
    return {"path": gap.path, "location": _location(gap.location), "hint": gap.hint or None}


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {"message": mistake.message, "location": _location(mistake.location), "hint": mistake.hint or None}


def _location(place: Location | None) -> dict[str, Any] | None:
    return place._asdict() if place else None
