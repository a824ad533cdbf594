"""A move with its phases: dates, traffic, verdicts, and the conditions for leaving each phase."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from policyengine.case import option_cases
from policyengine.errors import Mistake, UsageError
from policyengine.migration.terms import Term
from policyengine.migration.workload import Planned
from policyengine.option import Option
from policyengine.plan.excusing import Days
from policyengine.plan.gates import Gate, gates_of, limits_of, rollback_of
from policyengine.plan.judging import Asked, Judgement, judgement
from policyengine.plan.lengths import NamedTerms, lengths_of, names_of, start_of
from policyengine.plan.move import Move
from policyengine.plan.schedule import Phase, schedule
from policyengine.plan.staging import served_subjects, staged_cases
from policyengine.words.numbers import counted


class PlannedPhase(NamedTuple):
    """A phase with the verdicts on its options, and the conditions for leaving it."""

    phase: Phase
    judged: Judgement
    gates: tuple[Gate, ...]


class PlannedMove(NamedTuple):
    """A move: both options by name, how the old one was determined, the terms of its length, its phases.

    `rollback` are the conditions that send all traffic back from the canary on; `stranded` is whether rules forbid the
    old option to process the data, so that no traffic may go back to it. `alert` is the default drop if no threshold to
    go back is declared, None if one is.
    """

    old: str
    new: str
    found: str
    start: Term
    terms: NamedTerms
    phases: tuple[PlannedPhase, ...]
    rollback: tuple[Gate, ...]
    stranded: bool
    alert: Term | None
    notes: tuple[str, ...]

    @property
    def days(self) -> tuple[date, date]:
        """Return the first day of the move, and the last day before the new option serves alone."""
        ends = [one.phase.end for one in self.phases if one.phase.end is not None]
        return self.start.value, max(ends, default=self.start.value)


def planned_move(planned: Planned, move: Move, day: str, start: Term | None) -> PlannedMove:
    """Plan a move that starts on `start`, or the declared day, or the ISO day of the plan."""
    lengths, terms = lengths_of(planned)
    first, names = start or start_of(planned, day), names_of(planned)
    found, stranded = [], False
    try:
        phases = schedule(first.value, names.value, lengths)
    except OverflowError:
        hint = f"begin earlier than {first.value}, or declare fewer days"
        raise UsageError(Mistake(f"the move of `{planned.name}` would end after the year 9999", hint=hint)) from None
    for phase in phases:
        cases = staged_cases(planned.profile, planned.name, move, phase.name, planned.session.environment)
        days = dict(terms).get({"rollout": "days at parity"}.get(phase.name, f"{phase.name} days"), first)
        judged = judgement(planned, Asked(cases, served_subjects(cases)), day, _ahead(phase, day))
        found.append(PlannedPhase(phase, judged, gates_of(planned, phase.name, days)))
        old = {case.subject for case in cases if case.concerns(move.old)}
        stranded = stranded or bool(judged.about(old).refused)
    limits = limits_of(planned)
    return PlannedMove(
        _title(planned, move.old),
        _title(planned, move.new),
        move.found,
        first,
        (("phases", names), *terms),
        tuple(found),
        rollback_of(planned),
        stranded,
        limits.quality_alert if limits.has_no_quality else None,
        tuple(_notes(planned, phases, day)),
    )


def _ahead(phase: Phase, day: str) -> Days:
    """Return the days of a phase; for a phase that has begun, those from the day of the plan on."""
    today = date.fromisoformat(day)
    is_over = phase.end is not None and phase.end < today
    return Days(phase.start if is_over else max(phase.start, today), phase.end)


def _title(planned: Planned, option: Option) -> str:
    """Return the name of an option as the catalog names its model."""
    return next(found.title for case, found in option_cases(planned.cases) if case.is_of(option))


def _notes(planned: Planned, phases: Sequence[Phase], day: str) -> list[str]:
    slack = next((phase.slack_days for phase in phases if phase.name == "rollout"), None)
    notes = []
    if "shadow" in names_of(planned).value and all(phase.name != "shadow" for phase in phases):
        notes.append("a shadow of 0 days is skipped: answers of the new option are not compared before users see them")
    begun = [phase.name for phase in phases if phase.start < date.fromisoformat(day)]
    if begun:
        notes.append(
            f"by these dates the move began before {day} and is in {begun[-1]}; --status reports the next step"
        )
    if slack is not None:
        notes.append(
            f"the rollout has {counted(slack, 'day')} more than its steps need; a failed step delays the next ones"
        )
    if planned.fact("workload.migration.one_at_a_time") is None:
        notes.append("one workload moves at a time by the method; `workload.migration.one_at_a_time` is not declared")
    kept = planned.fact("workload.migration.rollback")
    if kept is None:
        notes.append("the old option stays as a fallback by the method; `workload.migration.rollback` is not declared")
    elif not kept:
        notes.append("the old option is removed: after the last phase no rollback is possible")
    return notes
