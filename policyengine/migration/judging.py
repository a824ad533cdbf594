"""What the rules about data say of options in the places a plan gives them: the rules of `check`, and nothing else."""

from collections.abc import Sequence
from typing import NamedTuple

from policyengine.case import Case
from policyengine.engine.asking import ask
from policyengine.engine.bench import Bench, Question
from policyengine.engine.explaining import explain_open
from policyengine.loading.profiles import Profile
from policyengine.policy.answers import FAILED, UNKNOWN, WOULD_FAIL
from policyengine.rule import Severity
from policyengine.verdict import Outcome, Verdict

BOUNDARY_RULE = "hybrid/fallback-boundary"
TEACHER_RULE = "license/teacher-outputs"

PLAN_RULES = ("category:compliance", BOUNDARY_RULE, TEACHER_RULE)
"""The rules that decide where data may go, and the one about a teacher's terms."""


class Judgement(NamedTuple):
    """What rules say of some options: those that refuse, those that warn, and those that cannot tell."""

    refused: tuple[Verdict, ...] = ()
    warned: tuple[Verdict, ...] = ()
    open: tuple[Verdict, ...] = ()

    @property
    def is_unsettled(self) -> bool:
        """Say whether a fact that is not declared counts as a failure, as it does in production."""
        return any(verdict.severity is Severity.ERROR for verdict in self.open)


def judgement(cases: Sequence[Case], profile: Profile, bench: Bench, day: str, only: str = "") -> Judgement:
    """Ask the rules of the bench, or only one of them, about cases, as of an ISO day."""
    given = [
        item
        for item in ask(bench.board, cases).open
        if item.answer in (FAILED, UNKNOWN, WOULD_FAIL) and only in ("", item.head.id)
    ]
    verdicts, _ = explain_open(given, profile, bench, Question(day))
    failed = [verdict for verdict in verdicts if verdict.outcome is Outcome.FAIL]
    return Judgement(
        refused=tuple(verdict for verdict in failed if verdict.severity is Severity.ERROR),
        warned=tuple(verdict for verdict in failed if verdict.severity is not Severity.ERROR),
        open=tuple(verdict for verdict in verdicts if verdict.outcome is Outcome.UNKNOWN),
    )
