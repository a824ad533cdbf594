"""Applies unproven claims, waivers and ignore comments to verdicts; the same for every command."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from policyengine.decision import RecordedWaiver
from policyengine.document import Document
from policyengine.engine.asking import Open
from policyengine.engine.session import Session
from policyengine.errors import InputError, first_mistakes
from policyengine.loading.profiles import MARKER, Profile
from policyengine.policy.answers import FAILED, PASSED, UNKNOWN, WAIVED
from policyengine.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from policyengine.waivers.applying import Judged  # most profiles have no waiver


class Settled(NamedTuple):
    """The settled verdicts on cases, those about waivers and those about comments, and the state of each waiver."""

    verdicts: list[Verdict]
    waivers: list[Verdict]
    comments: list[Verdict]
    judged: "list[Judged]"

    def shown(self, *, passes: bool) -> list[Verdict]:
        """Return every verdict, with or without the passes."""
        kept = [verdict for verdict in self.verdicts if passes or verdict.outcome is not Outcome.PASS]
        return [*kept, *self.waivers, *self.comments]

    def recorded(self) -> tuple[RecordedWaiver, ...]:
        """Return the waivers in the form that a decision stores."""
        return tuple(item.recorded() for item in self.judged)


def settle(
    verdicts: list[Verdict], profile: Profile, session: Session, day: str, workloads: Collection[str] | None = None
) -> Settled:
    """Apply exceptions to verdicts, and report invalid exceptions.

    `workloads` are those judged, all by default. Raises InputError for invalid waivers.
    """
    settings = session.environment.settings
    wanted = settings.terms.get("evidence")
    if wanted:
        from policyengine.engine.claims import proven

        latest = session.environment.latest.date().isoformat()
        verdicts = [proven(verdict, wanted.get(verdict.rule.category) or {}, day, latest) for verdict in verdicts]
    settled = Settled(verdicts, [], [], [])
    if profile.waivers or settings.waivers:
        settled = _with_waivers(settled, profile, session, day, profile.workloads if workloads is None else workloads)
    return _with_ignores(settled, profile, session) if MARKER in profile.document.text else settled


def waivers_astray(judged: Mapping[str, Session]) -> list[tuple[Verdict, Document]]:
    """Return a verdict, and its file, for each waiver of the settings that reaches no profile."""
    from policyengine.waivers.astray import astray

    in_force = {path: session.environment.settings for path, session in judged.items()}
    found = (
        given
        for session in judged.values()
        for given in astray(session.environment.settings, session.policy, session.active.takes_part, in_force)
    )
    return list({verdict.location: (verdict, document) for verdict, document in found}.values())


def to_explain(given: list[Open], session: Session) -> list[Open]:
    """Remove the passes of rules whose category requires no evidence for claims."""
    wanted = session.environment.settings.terms.get("evidence") or {}
    return [item for item in given if item.answer != PASSED or wanted.get(item.header.category)]


def settled_answers(answers: Counter[int], before: list[Verdict], settled: Settled) -> Counter[int]:
    """Recount the outcomes that settling changed, and count invalid exceptions as failures."""
    counts = Counter(answers)
    for old, new in zip(before, settled.verdicts, strict=True):
        if old.outcome is not new.outcome:
            counts[_ANSWERS[old.outcome]] -= 1
            counts[_ANSWERS[new.outcome]] += 1
    counts[FAILED] += len(settled.waivers) + len(settled.comments)
    return counts


_ANSWERS = {Outcome.PASS: PASSED, Outcome.FAIL: FAILED, Outcome.UNKNOWN: UNKNOWN, Outcome.WAIVED: WAIVED}


def _with_waivers(
    settled: Settled, profile: Profile, session: Session, day: str, workloads: Collection[str]
) -> Settled:
    from policyengine.waivers.applying import concerning, judged_waivers, verdicts_about, waived_verdicts
    from policyengine.waivers.limits import limits_of
    from policyengine.waivers.mistakes import waiver_mistakes, workload_mistakes

    settings, policy = session.environment.settings, session.policy
    waivers = concerning(profile, settings.waivers)
    mistakes = first_mistakes(waiver_mistakes(profile.waivers, policy))
    mistakes += first_mistakes(workload_mistakes(waivers, profile))
    if mistakes:
        raise InputError(*mistakes)
    of_these = [waiver for waiver in waivers if not waiver.workload or waiver.workload in workloads]
    judged = judged_waivers(of_these, settled.verdicts, policy, session.active.takes_part, limits_of(settings, day))
    about = verdicts_about(judged, settled.verdicts, profile, policy)
    return settled._replace(verdicts=waived_verdicts(settled.verdicts, judged), waivers=about, judged=judged)


def _with_ignores(settled: Settled, profile: Profile, session: Session) -> Settled:
    from policyengine.waivers.ignores import apply_ignores
    from policyengine.waivers.mistakes import header_of, is_waivable

    policy = session.policy
    unwaivable = session.environment.settings.unwaivable

    def may_ignore(rule_id: str) -> bool:
        header = header_of(rule_id, policy.all_headers)
        return header is not None and header.force != "law" and is_waivable(header, policy, unwaivable)

    verdicts, about = apply_ignores(settled.verdicts, profile, policy, session.active.takes_part, may_ignore)
    return settled._replace(verdicts=verdicts, comments=about)
