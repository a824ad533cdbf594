"""A plan as Markdown, for a wiki or a pull request."""

from collections.abc import Iterator, Sequence

from policyengine.markdown import inline, prose, row
from policyengine.outputs.evidence import cited
from policyengine.outputs.plan.words import (
    back_lines,
    distillation_lines,
    gate_text,
    judged_lines,
    next_text,
    number_of,
    span,
    terms_lines,
    traffic,
)
from policyengine.plan.moves import PlannedMove
from policyengine.plan.plan import Plan, WorkloadPlan


def render_plan_markdown(plan: Plan) -> str:
    """Print the plan of every workload as a section."""
    lines = [f"# Migration plan of {inline(plan.profile)}, {plan.as_of}"]
    for workload in plan.workloads:
        lines += ["", *_workload(workload)]
    return "\n".join(lines) + "\n"


def _workload(plan: WorkloadPlan) -> Iterator[str]:
    yield f"## {inline(plan.name)}"
    yield ""
    if plan.move is None:
        yield f"No move: {prose(plan.no_move)}."
    else:
        yield from _move(plan.move)
    if plan.next is not None:
        yield from ("", f"**Next**: {prose(next_text(plan.next))}")
    if plan.routing:
        rows = [(each.event, ", then ".join(each.steps), each.why) for each in plan.routing]
        yield from ("", "### Routes", "", *_table(("when", "then", "why"), rows))
    if plan.patterns:
        found = [(pattern.about, pattern.side, cited(pattern.source)) for pattern in plan.patterns]
        yield from ("", "### Published patterns", "", *_table(("task", "side", "source"), found))
    if plan.distillation is not None:
        yield from ("", "### Distillation", "")
        yield from (f"- {prose(word)}: {prose(said)}" for word, said in distillation_lines(plan.distillation))


def _move(move: PlannedMove) -> Iterator[str]:
    yield f"From {inline(move.old)} to {inline(move.new)}."
    yield ""
    rows = []
    for given in move.phases:
        word = "refused" if given.judged.refused else "waived" if given.judged.waived else ""
        rows.append((f"{number_of(given.phase)} {given.phase.name}", span(given.phase), traffic(given.phase), word))
    yield from _table(("phase", "when", "traffic on the new option", ""), rows)
    told: set[str] = set()
    for given in move.phases:
        lines = [f"- **{word}**: {prose(said)}" for word, said in judged_lines(given.judged, told)]
        lines += [f"- it ends when {prose(gate_text(gate))}" for gate in given.gates]
        if lines:
            yield from ("", f"### Phase {number_of(given.phase)}, {given.phase.name}", "", *lines)
    yield from ("", "### All traffic goes back at once, from the canary on, when", "")
    yield from (f"- {prose(line)}" for line in back_lines(move))
    yield from ("", "### Inputs of the dates", "")
    yield from (f"- {prose(line)}" for line in terms_lines(move))
    yield from (f"- {prose(note)}" for note in move.notes)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield row(heads)
    yield f"|{'---|' * len(heads)}"
    yield from (row(map(prose, cells)) for cells in rows)
