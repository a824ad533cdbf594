"""A plan for programs: `plan/0`, as `schemas/plan.schema.json` describes it."""

from datetime import date
from typing import Any

from policyengine.costing.ranges import Range
from policyengine.grounds import facts_digest
from policyengine.migration.terms import Term
from policyengine.outputs.json_text import json_text
from policyengine.plain import plain_excuse, plain_reference
from policyengine.plan.distillation import Distillation
from policyengine.plan.excusing import Excused
from policyengine.plan.gates import Gate
from policyengine.plan.judging import Judgement
from policyengine.plan.moves import PlannedMove, PlannedPhase
from policyengine.plan.plan import Plan, WorkloadPlan
from policyengine.verdict import Verdict

FORMAT = "plan/0"
"""The layout's name; 0 means that it may still change otherwise than by additions."""


def render_plan_json(plan: Plan) -> str:
    """Print everything a plan holds as JSON, indented by two, ending in a line feed."""
    data = {
        "profile": plan.profile,
        "as_of": plan.as_of,
        "workloads": [_workload(workload) for workload in plan.workloads],
    }
    return json_text(FORMAT, data)


def _workload(plan: WorkloadPlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "move": None if plan.move is None else _move(plan.move),
        "no_move": plan.no_move or None,
        "next": None
        if plan.next is None
        else {
            "action": plan.next.action,
            "reasons": list(plan.next.reasons),
            "not_before": _plain(plan.next.not_before),
            "to": plan.next.to or None,
        },
        "routing": [{"event": row.event, "steps": list(row.steps), "why": row.why} for row in plan.routing],
        "patterns": [
            {"about": pattern.about, "side": pattern.side, "source": plain_reference(pattern.source)}
            for pattern in plan.patterns
        ],
        "distillation": None if plan.distillation is None else _distillation(plan.distillation),
    }


def _move(move: PlannedMove) -> dict[str, Any]:
    return {
        "from": move.old,
        "to": move.new,
        "found": move.found,
        "start": _term(move.start),
        "terms": {name.replace(" ", "_"): _term(term) for name, term in move.terms},
        "phases": [_phase(phase) for phase in move.phases],
        "rollback": [_gate(gate) for gate in move.rollback],
        "stranded": move.stranded,
        "alert": None if move.alert is None else _term(move.alert),
        "notes": list(move.notes),
    }


def _phase(given: PlannedPhase) -> dict[str, Any]:
    phase = given.phase
    return {
        "name": phase.name,
        "start": _plain(phase.start),
        "end": _plain(phase.end),
        "percent": _plain(phase.percent),
        "steps": [{"percent": step.percent, "earliest": _plain(step.earliest)} for step in phase.steps],
        "slack_days": phase.slack_days,
        **_judged(given.judged),
        "gates": [_gate(gate) for gate in given.gates],
    }


def _judged(judged: Judgement) -> dict[str, Any]:
    return {
        "refused": [_verdict(verdict) for verdict in judged.refused],
        "warned": [_verdict(verdict) for verdict in judged.warned],
        "open": [_verdict(verdict) for verdict in judged.open],
        "waived": [_excused(excused) for excused in judged.waived],
        "unheld": [_about_waiver(verdict) for verdict in judged.unheld],
    }


def _about_waiver(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule.id,
        "message": verdict.message,
        "location": verdict.location and verdict.location._asdict(),
        "help": verdict.rule.remediation,
    }


def _excused(excused: Excused) -> dict[str, Any]:
    return {
        **_verdict(excused.verdict),
        "until": _plain(excused.until),
        "ends_early": excused.ends_early,
        "excuses": [{**plain_excuse(excuse), "location": excuse.location._asdict()} for excuse in excused.excuses],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule.id,
        "outcome": verdict.outcome,
        "severity": verdict.severity,
        "element": verdict.subject.element,
        "message": " ".join(verdict.message.split()),
        "location": verdict.location and verdict.location._asdict(),
        "missing": [gap.path for gap in verdict.missing],
        "facts_digest": facts_digest(verdict),
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {"about": gate.about, **_term(gate.term)}


def _term(term: Term) -> dict[str, Any]:
    return {"value": _plain(term.value), "origin": term.origin, "said": term.said}


def _distillation(given: Distillation) -> dict[str, Any]:
    return {
        "teacher": given.teacher,
        "allows": given.allows,
        "asked": given.asked,
        **_judged(given.judged),
        "stages": [stage._asdict() for stage in given.stages],
        "source": plain_reference(given.source),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value._asdict() if isinstance(value, Range) else value
