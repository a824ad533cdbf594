"""A plan for programs: `plan/0`, described by `schemas/plan.schema.json`."""

from collections.abc import Iterator
from typing import Any

from policyengine.grounds import facts_digest
from policyengine.outputs.json_text import json_text
from policyengine.outputs.terms import plain_term
from policyengine.plan.distillation import Distillation
from policyengine.plan.excusing import Excused
from policyengine.plan.gates import Gate
from policyengine.plan.judging import Judgement
from policyengine.plan.moves import PlannedMove, PlannedPhase
from policyengine.plan.plan import Plan, WorkloadPlan
from policyengine.rule import Rule
from policyengine.verdict import Verdict
from policyengine.wire.costs import plain_amount
from policyengine.wire.values import plain_day, plain_reference
from policyengine.wire.verdicts import plain_excuse, plain_rules, plain_verdict

FORMAT = "plan/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def render_plan_json(plan: Plan) -> str:
    """Print the whole plan as JSON, indented by two, ending in a line feed."""
    data = {
        "profile": plan.profile,
        "as_of": plan.as_of,
        "workloads": [_workload(workload) for workload in plan.workloads],
        "rules": plain_rules(_rules(plan)),
    }
    return json_text(FORMAT, data)


def _rules(plan: Plan) -> Iterator[Rule]:
    """Yield the rule of each verdict."""
    for workload in plan.workloads:
        judged = [phase.judged for phase in workload.move.phases] if workload.move else []
        judged += [workload.distillation.judged] if workload.distillation else []
        for one in judged:
            for verdict in (*one.refused, *one.warned, *one.open, *one.unheld, *(held.verdict for held in one.waived)):
                yield verdict.rule


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
            "not_before": plain_day(plan.next.not_before),
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
        "start": plain_term(move.start),
        "terms": {name.replace(" ", "_"): plain_term(term) for name, term in move.terms},
        "phases": [_phase(phase) for phase in move.phases],
        "rollback": [_gate(gate) for gate in move.rollback],
        "stranded": move.stranded,
        "alert": None if move.alert is None else plain_term(move.alert),
        "notes": list(move.notes),
    }


def _phase(given: PlannedPhase) -> dict[str, Any]:
    phase = given.phase
    return {
        "name": phase.name,
        "start": plain_day(phase.start),
        "end": plain_day(phase.end),
        "percent": plain_amount(phase.percent),
        "steps": [{"percent": step.percent, "earliest": plain_day(step.earliest)} for step in phase.steps],
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
        "unheld": [_verdict(verdict) for verdict in judged.unheld],
    }


def _excused(excused: Excused) -> dict[str, Any]:
    return {
        **_verdict(excused.verdict),
        "until": plain_day(excused.until),
        "ends_early": excused.ends_early,
        "excuses": [plain_excuse(excuse) for excuse in excused.excuses],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return plain_verdict(verdict, facts_digest(verdict))


def _gate(gate: Gate) -> dict[str, Any]:
    return {"about": gate.about, **plain_term(gate.term)}


def _distillation(given: Distillation) -> dict[str, Any]:
    return {
        "teacher": given.teacher,
        "allows": given.allows,
        "asked": given.asked,
        **_judged(given.judged),
        "stages": [stage._asdict() for stage in given.stages],
        "source": plain_reference(given.source),
    }
