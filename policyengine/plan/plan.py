"""Creates the plan of a profile's workloads: the phases of each move, its routes, and the next step."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from policyengine.engine.session import Question, Session
from policyengine.errors import Mistake, UsageError
from policyengine.loading.migration_status import Status
from policyengine.loading.profiles import Profile
from policyengine.migration.drops import Thresholds, assess
from policyengine.migration.terms import Term
from policyengine.migration.workload import Planned, planned_workloads
from policyengine.plan.actions import Measured, Next, Where, next_action
from policyengine.plan.distillation import Distillation, distillation_of
from policyengine.plan.gates import Limits, limits_of
from policyengine.plan.judging import PLAN_RULES
from policyengine.plan.lengths import lengths_of, names_of
from policyengine.plan.move import move_of
from policyengine.plan.moves import PlannedMove, planned_move
from policyengine.plan.partition import Pattern, patterns_of
from policyengine.plan.routing import Row, routing_table, targets_of
from policyengine.words.numbers import declared, full

_ONE_AT_A_TIME = "by the method one workload moves at a time"
_MOST_NAMED = 5


class WorkloadPlan(NamedTuple):
    """The plan of one workload; `no_move` is the reason why there is none."""

    name: str
    move: PlannedMove | None
    no_move: str
    routing: tuple[Row, ...]
    patterns: tuple[Pattern, ...]
    distillation: Distillation | None
    next: Next | None = None

    @property
    def refused(self) -> int:
        """Return the number of phases that a rule blocks."""
        return 0 if self.move is None else sum(bool(phase.judged.refused) for phase in self.move.phases)

    @property
    def unsettled(self) -> int:
        """Return the number of other phases that a rule may block, because a missing fact counts as a failure."""
        judged = [] if self.move is None else [phase.judged for phase in self.move.phases]
        return sum(one.is_unsettled and not one.refused for one in judged)

    @property
    def waived(self) -> int:
        """Return the number of other phases that a rule would block, or may block, without an exception."""
        judged = [] if self.move is None else [phase.judged for phase in self.move.phases]
        return sum(bool(one.waived) and not one.refused and not one.is_unsettled for one in judged)


class Plan(NamedTuple):
    """The plans of a profile's workloads, made on an ISO day."""

    profile: str
    as_of: str
    workloads: tuple[WorkloadPlan, ...]


def plan_question(day: str) -> Question:
    """Return the question of a plan as of an ISO day, with only the rules of plans."""
    return Question(day, select=PLAN_RULES)


def plan_of(
    profile: Profile, session: Session, start: Term | None, only: Sequence[str] = (), status: Status | None = None
) -> Plan:
    """Plan the workloads of a profile, or the named ones, as of the session's day; the session is of `plan_question`.

    Moves start on `start`, or on the day that the workload declares, or on the day of the plan. Raises UsageError for
    an unknown name.
    """
    day = session.environment.today.date().isoformat()
    found = planned_workloads(profile, session, tuple(only))
    plans = [_workload(one, day, start, status) for one in found]
    moving = [(one, one.move.days) for one in plans if one.move is not None]
    return Plan(found[0].profile.document.path, day, tuple(_with_overlaps(one, moving) for one in plans))


def _with_overlaps(plan: WorkloadPlan, plans: Sequence[tuple[WorkloadPlan, tuple[date, date]]]) -> WorkloadPlan:
    """Note the moves of other workloads on the same days: the method moves one workload at a time."""
    if plan.move is None:
        return plan
    first, last = plan.move.days
    others = [other.name for other, days in plans if days[0] <= last and first <= days[1] and other is not plan]
    notes = [f"on the same days as the move of `{name}`: {_ONE_AT_A_TIME}" for name in others[:_MOST_NAMED]]
    if more := len(others) - len(notes):
        notes.append(f"on the same days as the moves of {full(more)} more workloads: {_ONE_AT_A_TIME}")
    return plan._replace(move=plan.move._replace(notes=(*plan.move.notes, *notes)))


def _workload(planned: Planned, day: str, start: Term | None, status: Status | None) -> WorkloadPlan:
    move = move_of(planned.profile, planned.name)
    return WorkloadPlan(
        planned.name,
        None if move is None else planned_move(planned, move, day, start),
        _no_move(planned) if move is None else "",
        routing_table(planned, targets_of(planned, day)),
        patterns_of(planned),
        distillation_of(planned, day),
        None if status is None or move is None else next_of(planned, status, day),
    )


def _no_move(planned: Planned) -> str:
    if planned.profile.workloads[planned.name].get("choice") is None:
        return "it has no choice to move to"
    if planned.fact("workload.migration.phases") == []:
        return "it declares that no move is planned"
    return "it declares none; `migration: {from: …}` names the option that serves today"


LATENCY = "latency_p95"
"""The metric, in ms, that is compared with the latency threshold for going back."""


def next_of(planned: Planned, status: Status, day: str) -> Next:
    """Return the next step of a workload's move on an ISO day; raises UsageError for a phase that it skips."""
    names = names_of(planned).value
    if status.phase not in names:
        hint = f"`{planned.name}` has {', '.join(names)}"
        raise UsageError(Mistake(f"the move has no phase `{status.phase}`", hint=hint))
    limits = limits_of(planned)
    thresholds = thresholds_of(limits)
    measured, slow = [], []
    for result in status.results:
        if result.metric == LATENCY and result.unit == "ms" and limits.p95_ms.value is not None:
            if result.score > limits.p95_ms.value:
                slow.append(f"{LATENCY} is {declared(result.score)} ms, beyond {declared(limits.p95_ms.value)} ms")
        else:
            measured.append(assess(result, result.baseline, result.baseline_n, thresholds))
    where = Where(status.phase, status.since, status.parity_since, status.percent, status.wanted_percent)
    return next_action(
        where, date.fromisoformat(day), lengths_of(planned)[0], names, Measured(tuple(measured), tuple(slow))
    )


def thresholds_of(limits: Limits) -> Thresholds:
    """Return the drops at which traffic goes back: as declared, or the alert of the suite."""
    if limits.has_no_quality:
        return Thresholds(limits.points, limits.quality_alert, limits.examples)
    return Thresholds(limits.points, limits.percent, limits.examples)
