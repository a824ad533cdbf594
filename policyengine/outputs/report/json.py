"""A report for programs: `report/0`, described by `schemas/report.schema.json`.

Keys are in the schema's order, all are present (null means that there is no value), and equal reports have equal bytes.
"""

from typing import Any

from policyengine.errors import Mistake
from policyengine.grounds import facts_digest
from policyengine.identity import identity
from policyengine.outputs import Options
from policyengine.outputs.json_text import json_text
from policyengine.report import Report
from policyengine.verdict import Verdict
from policyengine.wire.places import plain_place
from policyengine.wire.verdicts import plain_rules, plain_verdict

FORMAT = "report/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def render_report_json(report: Report, _options: Options) -> str:
    """Print the whole report as JSON, indented by two, ending in a line feed."""
    return json_text(FORMAT, _report(report))


def _report(report: Report) -> dict[str, Any]:
    newer = report.preview
    told = (*report.verdicts, *(newer.verdicts + newer.removed if newer else ()))
    return {
        "as_of": report.as_of,
        "counts": report.counts._asdict(),
        "verdicts": [_verdict(verdict, report) for verdict in report.verdicts],
        "rules": plain_rules(verdict.rule for verdict in told),
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
    profile = verdict.subject.profile
    known_as = identity(verdict, report.projects.get(profile, ""), report.paths.get(profile, profile))
    return plain_verdict(verdict, facts_digest(verdict), known_as)


def _mistake(mistake: Mistake) -> dict[str, Any]:
    return {"message": mistake.message, "location": plain_place(mistake.location), "hint": mistake.hint or None}
