"""A plan for a terminal."""

from collections.abc import Iterator

from policyengine.outputs.evidence import cited
from policyengine.outputs.plan.words import (
    back_lines,
    distillation_lines,
    gate_text,
    judged_lines,
    next_text,
    number_of,
    refusal_summary,
    span,
    terms_lines,
    traffic,
)
from policyengine.plan.moves import PlannedMove, PlannedPhase
from policyengine.plan.plan import Plan, WorkloadPlan
from policyengine.snippet import safe_lines
from policyengine.words.numbers import counted


def render_plan_text(plan: Plan) -> str:
    """Print the plan of every workload."""
    return "\n".join(safe_lines(_workload(workload)) for workload in plan.workloads)


def _workload(plan: WorkloadPlan) -> Iterator[str]:
    summary = refusal_summary(plan)
    if plan.move is None:
        yield f"{plan.name}: no move: {plan.no_move}"
    else:
        yield f"{plan.name}: a move in {counted(len(plan.move.phases), 'phase')}" + (f", {summary}" if summary else "")
        yield from _move(plan.move)
    if plan.next is not None:
        yield from ("", f"next: {next_text(plan.next)}")
    if plan.routing:
        yield from ("", "routes")
        width = max(len(row.event) for row in plan.routing)
        yield from (f"  {row.event.ljust(width)}  -> {', then '.join(row.steps)}  [{row.why}]" for row in plan.routing)
    if plan.patterns:
        yield from ("", "published patterns")
        yield from (f"  {pattern.about}: {pattern.side}  [{cited(pattern.source)}]" for pattern in plan.patterns)
    if plan.distillation is not None:
        yield from ("", "distillation")
        yield from (f"  {word}: {said}" for word, said in distillation_lines(plan.distillation))


def _move(move: PlannedMove) -> Iterator[str]:
    yield f"  from {move.old}" + ("" if move.found == "declared" else f" ({move.found})")
    yield f"  to   {move.new}"
    told: set[str] = set()
    for phase in move.phases:
        yield ""
        yield from _phase(phase, told)
    yield from ("", "all traffic goes back at once, from the canary on, when")
    yield from (f"  - {line}" for line in back_lines(move))
    yield from ("", "inputs of the dates")
    yield from (f"  {line}" for line in terms_lines(move))
    yield from (f"  note: {note}" for note in move.notes)


def _phase(given: PlannedPhase, told: set[str]) -> Iterator[str]:
    phase = given.phase
    yield f"phase {number_of(phase)}, {phase.name}: {span(phase)}"
    yield f"  traffic on the new option: {traffic(phase)}"
    yield from (f"  {'  ' if word == 'help' else ''}{word}: {said}" for word, said in judged_lines(given.judged, told))
    if given.gates:
        yield "  it ends when"
        yield from (f"    - {gate_text(gate)}" for gate in given.gates)
