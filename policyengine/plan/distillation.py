"""A smaller model taught by a larger one: whether the teacher's terms allow it, and what comes when."""

from typing import NamedTuple

from policyengine.costs import MONTHS_PER_YEAR
from policyengine.migration.published import LIFECYCLE, STAGES
from policyengine.migration.workload import Planned
from policyengine.plan.excusing import days_of
from policyengine.plan.judging import TEACHER_RULE, Asked, Judgement, judgement
from policyengine.rule import Reference
from policyengine.verdict import Verdict


class Stage(NamedTuple):
    """A stage of the lifecycle: its year, what happens in it, and whether it is now."""

    year: int
    what: str
    is_now: bool


class Distillation(NamedTuple):
    """A teacher, what its licence says of training on its outputs, what the rule says, and the stages.

    `allows` is the word of the licence, None where it is not known; `asked` says whether the rule about teachers could
    be asked, and `judged` what came of it.
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
    """Return the plan of a workload that is taught, None for one without a teacher."""
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
