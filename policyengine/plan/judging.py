"""The verdicts of the rules about data on the options in a phase of a plan, as in `check`."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from policyengine.case import Case, Subject
from policyengine.engine.judging import Wanted, explained
from policyengine.engine.session import Question
from policyengine.migration.workload import Planned
from policyengine.plan.excusing import Days, Excused, Excusing
from policyengine.severity import Severity
from policyengine.verdict import Outcome, Verdict

BOUNDARY_RULE = "hybrid/fallback-boundary"
TEACHER_RULE = "license/teacher-outputs"

PLAN_RULES = ("category:compliance", BOUNDARY_RULE, TEACHER_RULE)
"""The rules that decide where data may go, and the one about the terms of a teacher."""


class Judgement(NamedTuple):
    """The verdicts on some options on some days: those that block, those that warn, and undecided ones.

    `waived` are the verdicts that an exception covers from the first day on; if it ends before the last day, they are
    also among the others. `unheld` are the reasons why waivers of these verdicts are not valid on the first day.
    """

    refused: tuple[Verdict, ...] = ()
    warned: tuple[Verdict, ...] = ()
    open: tuple[Verdict, ...] = ()
    waived: tuple[Excused, ...] = ()
    unheld: tuple[Verdict, ...] = ()

    @property
    def is_unsettled(self) -> bool:
        """Return whether an undeclared fact counts as a failure, as it does in production."""
        return any(verdict.severity is Severity.ERROR for verdict in self.open)

    def about(self, subjects: Collection[Subject]) -> "Judgement":
        """Return the verdicts on some of the elements."""
        refused, warned, unsettled = (
            tuple(verdict for verdict in verdicts if verdict.subject in subjects)
            for verdicts in (self.refused, self.warned, self.open)
        )
        waived = tuple(given for given in self.waived if given.verdict.subject in subjects)
        return Judgement(refused, warned, unsettled, waived, self.unheld)


class Asked(NamedTuple):
    """The subject of the rules: the cases of a workload, of which only some elements matter, or one rule."""

    cases: Sequence[Case]
    subjects: frozenset[Subject]
    rule: str = ""


def judgement(planned: Planned, asked: Asked, day: str, days: Days) -> Judgement:
    """Evaluate the rules of a plan, as of an ISO day, and apply the exceptions that are valid on `days`.

    The cases are those of the whole workload, because a waiver may cover more elements than those that matter. A broken
    rule counts as undecided.
    """
    verdicts = _verdicts(planned, asked, day)
    excusing = Excusing(verdicts, planned.profile, planned.session, planned.name)
    left: list[Verdict] = []
    waived: list[Excused] = []
    for place, verdict in enumerate(excusing.unexcused(days.first)):
        if verdict.subject not in asked.subjects:
            continue
        excused = excusing.excused(place, days)
        if excused is not None:
            waived.append(excused)
        if excused is None or excused.ends_early:
            left.append(verdict)
    failed = [verdict for verdict in left if verdict.outcome is Outcome.FAIL]
    return Judgement(
        refused=tuple(verdict for verdict in failed if verdict.severity is Severity.ERROR),
        warned=tuple(verdict for verdict in failed if verdict.severity is not Severity.ERROR),
        open=tuple(verdict for verdict in left if verdict.outcome in (Outcome.UNKNOWN, Outcome.BROKEN)),
        waived=tuple(waived),
        unheld=excusing.unheld(days.first, asked.subjects),
    )


def _verdicts(planned: Planned, asked: Asked, day: str) -> list[Verdict]:
    wanted = Wanted(rule=asked.rule)
    _, _, verdicts = explained(asked.cases, planned.profile, planned.session, Question(day), wanted)
    return verdicts
