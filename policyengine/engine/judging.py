"""The judging sequence of every command: evaluate rules, explain undecided answers, settle exceptions."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from policyengine.case import Case
from policyengine.engine.asking import ask
from policyengine.engine.session import Question, Session
from policyengine.engine.unasked import count_unasked
from policyengine.loading.profiles import MARKER, Profile
from policyengine.policy.answers import PASSED
from policyengine.report import Waiting

if TYPE_CHECKING:
    from policyengine.engine.settling import Settled
    from policyengine.verdict import Verdict  # a clean run has none


class Wanted(NamedTuple):
    """Which answers to keep.

    `keep` are answers that become verdicts although they need no attention, such as passes; `rule` is the id of the
    only rule whose verdicts are kept, empty for all; `workloads` are those whose waivers count, None for all of the
    profile.
    """

    keep: Collection[int] = ()
    rule: str = ""
    workloads: Collection[str] | None = None


WHAT_IS_OPEN = Wanted()
"""Failures and undecided answers of every rule."""


Explained = tuple[Counter[int], Waiting, "list[Verdict]"]
"""The number of each answer, the rules that depend on each missing fact, and verdicts before exceptions."""


class Judged(NamedTuple):
    """The result of judging: answers after exceptions, and verdicts before exceptions.

    `exceptions` is the result of settling the verdicts, None if there are no exceptions and no claim needs evidence.
    """

    answers: Counter[int]
    waiting: Waiting
    unsettled: "list[Verdict]"
    exceptions: "Settled | None"

    @property
    def settled(self) -> "Settled":
        """Return the verdicts after exceptions, and the verdicts about exceptions."""
        from policyengine.engine.settling import Settled

        return self.exceptions or Settled(self.unsettled, [], [], [])

    def shown(self, *, passes: bool) -> "list[Verdict]":
        """Return every verdict, with or without the passes."""
        return self.exceptions.shown(passes=passes) if self.exceptions else self.unsettled


def judged(
    cases: Sequence[Case], profile: Profile, session: Session, question: Question, wanted: Wanted = WHAT_IS_OPEN
) -> Judged:
    """Evaluate every active rule for the cases, explain undecided answers, and settle them as of the question's day.

    Raises InputError for invalid waivers.
    """
    answers, waiting, verdicts = explained(cases, profile, session, question, wanted)
    if not may_except(profile, session):
        return Judged(answers, waiting, verdicts, None)
    from policyengine.engine.settling import settle, settled_answers

    settled = settle(verdicts, profile, session, question.as_of, wanted.workloads)
    return Judged(settled_answers(answers, verdicts, settled), waiting, verdicts, settled)


def explained(
    cases: Sequence[Case], profile: Profile, session: Session, question: Question, wanted: Wanted = WHAT_IS_OPEN
) -> Explained:
    """Evaluate every active rule for the cases and explain undecided answers, without exceptions."""
    proof = session.environment.settings.terms.get("evidence")
    asked = ask(session.active, cases, also={*wanted.keep, PASSED} if proof else wanted.keep)
    waiting, left = count_unasked(asked.by_case, session.active)
    if proof and PASSED not in wanted.keep:
        from policyengine.engine.settling import to_explain

        left = to_explain(left, session)
    if wanted.rule:
        left = [item for item in left if item.header.id == wanted.rule]
    if not left:
        return asked.answers, waiting, []
    from policyengine.engine.explaining import explain_open

    verdicts, more = explain_open(left, profile, session, question)
    waiting |= {path: waiting.get(path, set()) | rules for path, rules in more.items()}
    return asked.answers, waiting, verdicts


def may_except(profile: Profile, session: Session) -> bool:
    """Return whether waivers, comments or unproven claims can change verdicts."""
    settings = session.environment.settings
    return bool(
        settings.terms.get("evidence") or profile.waivers or settings.waivers or MARKER in profile.document.text
    )
