"""The parts of a plan in words, the same in every format."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from policyengine.costs.ranges import Range
from policyengine.migration.published import METHOD
from policyengine.migration.published import PHASES as METHOD_SOURCE
from policyengine.outputs.evidence import cited, excuse_text
from policyengine.outputs.terms import term_source
from policyengine.plan.actions import Next
from policyengine.plan.distillation import Distillation
from policyengine.plan.excusing import Excused
from policyengine.plan.gates import Gate
from policyengine.plan.judging import Judgement
from policyengine.plan.moves import PlannedMove
from policyengine.plan.plan import WorkloadPlan
from policyengine.plan.schedule import PHASES, Phase
from policyengine.verdict import Outcome, Verdict
from policyengine.words.numbers import counted, declared, measured
from policyengine.words.numbers import span as range_of


def span(phase: Phase) -> str:
    """Return the dates of a phase."""
    return f"from {phase.start}" if phase.end is None else f"{phase.start} to {phase.end}"


def traffic(phase: Phase) -> str:
    """Return the share of traffic of the new option in a phase."""
    if phase.name == "shadow":
        return "0 %: every request also runs on the new option, compared offline"
    if phase.steps:
        return ", then ".join(f"{measured(step.percent)} % from {step.earliest}" for step in phase.steps)
    if phase.name == "rollout":
        return "unknown: `steps_percent` is empty"
    low, high = phase.percent
    return f"{range_of(low, high, measured)} %"


def number_of(phase: Phase) -> int:
    """Return the position of a phase among the four."""
    return PHASES.index(phase.name) + 1


def gate_text(gate: Gate) -> str:
    """Return a condition with its value and origin."""
    value = "(not declared)" if gate.term.value is None else _value(gate.term.value)
    return f"{gate.about.replace('{}', value)} [{term_source(gate.term)}]"


def _value(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return declared(value)
        case Range():
            return range_of(*value, measured)
        case list() | tuple():
            return ", ".join(str(item) for item in value) or "none"
        case _:
            return str(value)


def judged_lines(judged: Judgement, told: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the failed, warned, undecided and waived verdicts: a word and a sentence each.

    The remediation follows the first failure of a rule; the set collects the ids of the rules with a printed
    remediation.
    """
    ends = {(one.verdict.rule.id, one.verdict.subject): one.until for one in judged.waived if one.ends_early}
    for word, verdicts in (("refused", judged.refused), ("warning", judged.warned), ("cannot tell", judged.open)):
        for verdict in verdicts:
            until = ends.get((verdict.rule.id, verdict.subject))
            yield word if until is None else f"{word} from {until + timedelta(days=1)}", _said(verdict)
            if word == "refused" and verdict.rule.id not in told:
                told.add(verdict.rule.id)
                yield "help", " ".join(verdict.rule.remediation.split())
    for excused in judged.waived:
        yield "waived" if excused.until is None else f"waived until {excused.until}", waived_text(excused)
    yield from _unheld(judged)


def _unheld(judged: Judgement) -> Iterator[tuple[str, str]]:
    for about in judged.unheld:
        yield "not waived", f"{about.message} ({about.location}); {' '.join(about.rule.remediation.split())}"


def _said(verdict: Verdict) -> str:
    if verdict.outcome is Outcome.UNKNOWN:
        why = verdict.unproven or _missing(verdict)
        return f"{verdict.rule.id} ({verdict.subject.element}): {why}"
    return f"{verdict.rule.id}: {' '.join(verdict.message.split())} ({verdict.location})"


def waived_text(excused: Excused) -> str:
    """Return the waived verdict, the reason, the approver, and the days after the waiver that are not covered."""
    people = ("owner {owner}", "approved by {approved_by}", "{ticket}")
    by = []
    for excuse in excused.excuses:
        said = excuse._asdict()
        known = [text.format(**said) for text in people if said[text[text.index("{") + 1 : -1]]]
        by.append(", ".join([excuse_text(excuse), *known]))
    after = (
        "" if excused.until is None or excused.ends_early else "; the phase has no end: have it approved anew by then"
    )
    return f"{_said(excused.verdict)}; {'; then '.join(by)}{after}"


def _missing(verdict: Verdict) -> str:
    to_declare = [f"`{gap.path}`" for gap in verdict.missing if not gap.of_catalog]
    unknown = [f"`{gap.path}`" for gap in verdict.missing if gap.of_catalog]
    parts = [f"declare {', '.join(to_declare)}"] if to_declare else []
    return "; ".join(parts + ([f"the catalog does not know {', '.join(unknown)}"] if unknown else []))


def terms_lines(move: PlannedMove) -> Iterator[str]:
    """Return each input of the dates with its origin."""
    yield f"start: {move.start.value} [{term_source(move.start)}]"
    for name, term in move.terms:
        yield f"{name}: {_value(term.value)} [{term_source(term)}]"
    yield f"{METHOD}: {cited(METHOD_SOURCE)}, {METHOD_SOURCE.url}, checked {METHOD_SOURCE.checked}"


def back_lines(move: PlannedMove) -> Iterator[str]:
    """Yield the conditions for sending all traffic back, and whether that is allowed."""
    yield from (gate_text(gate) for gate in move.rollback)
    if move.alert is not None:
        said = f"{_value(move.alert.value)} % [{term_source(move.alert)}]"
        yield f"the method states no drop; until one is declared, --status uses the suite's alert, {said}"
    if move.stranded:
        yield f"rules forbid {move.old} to process this data: nothing may go back to it, so let requests fail instead"


def next_text(given: Next) -> str:
    """Return the next step and its reasons."""
    to = f" to {given.to}" if given.to and given.action != "revert" else ""
    head = {
        "revert": "revert: send all traffic back to the old option immediately",
        "blocked": f"blocked: not on{to}",
        "hold": f"hold: not on{to} yet",
        "advance": f"advance{to}",
        "stay": "stay",
    }[given.action]
    until = f"; not before {given.not_before}" if given.not_before else ""
    return f"{head}: {'; '.join(given.reasons)}{until}"


def distillation_lines(given: Distillation) -> Iterator[tuple[str, str]]:
    """Yield the terms of a teacher and the timeline."""
    allowed = given.allows or "unknown to the catalog"
    yield "teacher", f"{given.teacher}; terms of its licence for training on outputs: {allowed}"
    if not given.asked:
        yield "terms", "not evaluated: declare `workload.customization.need`"
    elif given.judged.open:
        yield "terms", f"undecided: {'; '.join(_missing(verdict) for verdict in given.judged.open)}"
    elif not given.against and not given.judged.waived:
        yield "terms", "no objection to this teacher"
    for excused in given.judged.waived:
        yield "waived", waived_text(excused)
    yield from _unheld(given.judged)
    for verdict in given.against:
        yield str(verdict.severity), f"{verdict.rule.id}: {' '.join(verdict.message.split())} ({verdict.location})"
        yield "help", " ".join(verdict.rule.remediation.split())
    for stage in given.stages:
        yield f"year {stage.year}" + (" (now)" if stage.is_now else ""), stage.what
    yield "source", cited(given.source)


def refusal_summary(plan: WorkloadPlan) -> str:
    """Return the number of phases that are refused, undecided, or allowed by a waiver; an empty text for none."""
    refused = [f"{counted(plan.refused, 'phase')} refused"] if plan.refused else []
    unsettled = [f"{counted(plan.unsettled, 'phase')} undecided"] if plan.unsettled else []
    waived = [f"{counted(plan.waived, 'phase')} waived"] if plan.waived else []
    return ", ".join(refused + unsettled + waived)
