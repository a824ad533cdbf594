"""A report for programs: `report/0`, as `schemas/report.schema.json` describes it.

Keys stand in the schema's order, none is left out (null is "there is none"), and the same report gives the same bytes.
"""

import json
import math
import re
from datetime import datetime, timedelta
from typing import Any

from policyengine import __version__
from policyengine.errors import Mistake
from policyengine.identity import facts_digest, identity
from policyengine.location import Location
from policyengine.report import Report
from policyengine.reporters import Options
from policyengine.reporters.values import date_text
from policyengine.rule import Reference
from policyengine.verdict import Evidence, Excuse, Missing, Verdict

FORMAT = "report/0"
"""The layout's name; 0 means that it may still change otherwise than by additions."""

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def render_json(report: Report, _options: Options) -> str:
    """Print everything the report holds as JSON, indented by two, ending in a line feed."""
    text = json.dumps(_report(report), indent=2, ensure_ascii=False, allow_nan=False)
    return escape_json(text) + "\n"


def escape_json(text: str) -> str:
    r"""Make JSON safe to print and to encode, with the same meaning.

    What could steer a terminal or turn text around is written `\u…`; a lone surrogate, which UTF-8 cannot hold and
    strict parsers refuse, becomes U+FFFD.
    """
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", _LONE_SURROGATE.sub("\ufffd", text))


def _report(report: Report) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "tool": {"name": "policyengine", "version": __version__},
        "as_of": report.as_of,
        "counts": report.counts._asdict(),
        "verdicts": [_verdict(verdict, report) for verdict in report.verdicts],
        "to_do": [todo._asdict() for todo in report.todo],
        "notes": list(report.notes),
        "mistakes": [_mistake(mistake) for mistake in report.mistakes],
    }


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
        "references": [_reference(source) for source in rule.references],
        "capped": verdict.capped or None,
        "unproven": verdict.unproven or None,
        "excuse": _excuse(verdict.excuse) if verdict.excuse else None,
        "identity": identity(verdict, report.paths.get(subject.profile, subject.profile)),
        "facts_digest": facts_digest([verdict]),
    }


def _excuse(excuse: Excuse) -> dict[str, Any]:
    return {
        "kind": excuse.kind,
        "reason": excuse.reason,
        "owner": excuse.owner or None,
        "approved_by": excuse.approved_by or None,
        "ticket": excuse.ticket or None,
        "expires": excuse.expires or None,
        "location": _location(excuse.location),
    }


def _evidence(fact: Evidence) -> dict[str, Any]:
    return {
        "path": fact.path,
        "value": plain_value(fact.value),
        "origin": fact.origin,
        "location": _location(fact.location),
        "inputs": [_evidence(given) for given in fact.inputs],
        "reference": _reference(fact.reference) if fact.reference else None,
        "claim": {key: said or None for key, said in fact.claim._asdict().items()} if fact.claim else None,
    }


def _missing(gap: Missing) -> dict[str, Any]:
    return {"path": gap.path, "location": _location(gap.location), "hint": gap.hint or None}


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {"message": mistake.message, "location": _location(mistake.location), "hint": mistake.hint or None}


def _location(place: Location | None) -> dict[str, Any] | None:
    return place._asdict() if place else None


def _reference(source: Reference) -> dict[str, Any]:
    return {
        "title": source.title,
        "section": source.section or None,
        "url": source.url,
        "checked": source.checked,
        "confidence": source.confidence,
    }


def plain_value(value: Any) -> Any:
    """Give a fact's value as JSON has it; a date as `2026-11-22`, a duration in seconds as CEL writes it: `90s`."""
    match value:
        case datetime():
            return date_text(value)
        case timedelta():
            return f"{value.total_seconds():.15g}s"
        case list() | tuple():
            return [plain_value(item) for item in value]
        case float() if not math.isfinite(value):
            return str(value)
        case _:
            return value
