"""A smaller model trained on the outputs of a larger one: the terms of the teacher, and the timeline."""

from typing import NamedTuple

from policyengine.costs import MONTHS_PER_YEAR
from policyengine.migration.published import LIFECYCLE, STAGES
from policyengine.migration.workload import Planned
from policyengine.plan.excusing import days_of
from policyengine.plan.judging import TEACHER_RULE, Asked, Judgement, judgement
from policyengine.rule import Reference
from policyengine.verdict import Verdict


class Stage(NamedTuple):
    """A stage of the lifecycle: its year, its activities, and whether it is the current one."""

    year: int
    what: str
    is_now: bool


class Distillation(NamedTuple):
    """A teacher, the terms of its licence for training on outputs, the verdicts of the rule, and the stages.

    `allows` is the term of the licence, None if it is unknown; `asked` is whether the rule about teachers could be
    evaluated, and `judged` its result.
    """

    teacher: str
    allows: str | None
    judged: Judgement
    asked: bool
    stages: tuple[Stage, ...]
    source: Reference

    @property
    def against(self) -> tuple[Verdict, ...]:
        """Return the verdicts against the teacher, as an error or a warning."""
        return (*self.judged.refused, *self.judged.warned)


def distillation_of(planned: Planned, day: str) -> Distillation | None:
    """Return the plan of a workload with a teacher, None without one."""
    teacher = planned.fact("workload.fine_tune.teacher")
    if teacher is None or teacher == "none":
        return None
    asked = Asked((planned.case,), frozenset({planned.case.subject}), TEACHER_RULE)
    judged = judgement(planned, asked, day, days_of(day))
    need = planned.fact("workload.customization.need")
    months = planned.fact("project.age_months")
    year = None if months is None else 1 if months < MONTHS_PER_YEAR else 2
    stages = tuple(Stage(number, what, number == year) for number, what in STAGES)
    allows = planned.fact("workload.fine_tune.teacher_output_training")
    return Distillation(teacher, allows, judged, need is not None, stages, LIFECYCLE)
