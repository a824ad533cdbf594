"""Applies exceptions: verdicts covered by a waiver or an ignore are waived, and invalid exceptions become verdicts."""

import os.path
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from policyengine.case import Subject
from policyengine.decision import RecordedWaiver
from policyengine.loading.profiles import Profile
from policyengine.loading.waivers import Waiver
from policyengine.policy.policy import Policy
from policyengine.policy.selection import RuleHeader
from policyengine.rule import Rule
from policyengine.verdict import Evidence, Excuse, Outcome, Verdict
from policyengine.waivers.approvals import SEAL, approval_of, in_flow
from policyengine.waivers.limits import Limits, Search
from policyengine.waivers.meant import COVERED, verdicts_meant
from policyengine.waivers.mistakes import is_waivable
from policyengine.waivers.states import Found, State, state_of


class Judged(NamedTuple):
    """A waiver, its rule, its state, and the indices of its verdicts."""

    waiver: Waiver
    rule: Rule
    found: Found
    places: tuple[int, ...]

    def recorded(self) -> RecordedWaiver:
        """Return the waiver in the form that a decision stores."""
        waiver = self.waiver
        return RecordedWaiver(
            rule=self.rule.id,
            subject=", ".join(part for part in (waiver.workload, waiver.subject) if part) or "the profile",
            reason=waiver.reason,
            owner=waiver.owner,
            approved_by=waiver.approved_by,
            ticket=waiver.ticket,
            expires=waiver.expires,
            state=str(self.found.state),
            control=waiver.compensating_control,
            location=waiver.location,
        )


def judged_waivers(
    waivers: Sequence[Waiver],
    verdicts: Sequence[Verdict],
    policy: Policy,
    takes_part: Callable[[str], bool],
    limits: Limits,
) -> list[Judged]:
    """Return the state of each waiver whose rule is active; waivers of a broken rule have none."""
    judged = []
    limits = limits._replace(search=Search())
    asked = {name: header for header in reversed(_asked(policy, takes_part)) for name in (header.id, *header.formerly)}
    indexed = _by_rule_and_workload(verdicts)
    for waiver in waivers:
        header = asked.get(waiver.rule)
        if header is None:
            continue
        places = verdicts_meant(waiver, indexed.get((header.id, waiver.workload), ()), verdicts)
        covered = tuple(place for place in places if verdicts[place].outcome in COVERED)
        if not covered and any(verdicts[place].outcome is Outcome.BROKEN for place in places):
            continue
        rule = policy.rule(header.id)
        if not is_waivable(header, policy, limits.unwaivable):
            message = f"`{rule.id}` cannot be waived"
            judged.append(Judged(waiver, rule, Found(State.NOT_WAIVABLE, message=message), covered))
            continue
        found = state_of(waiver, rule, header, [verdicts[place] for place in covered], limits)
        judged.append(Judged(waiver, rule, found, covered))
    return _beside_one_another(judged)


def waived_verdicts(verdicts: Sequence[Verdict], judged: Sequence[Judged]) -> list[Verdict]:
    """Return the verdicts, waived if a valid waiver covers them; of several waivers, the one that ends last counts."""
    settled = list(verdicts)
    for item in sorted(judged, key=lambda item: item.waiver.expires, reverse=True):
        for place in item.places if item.found.state is State.ACTIVE else ():
            if settled[place].outcome is not Outcome.WAIVED:
                settled[place] = verdicts[place]._replace(outcome=Outcome.WAIVED, excuse=_excuse(item.waiver))
    return settled


def verdicts_about(
    judged: Sequence[Judged], verdicts: Sequence[Verdict], profile: Profile, policy: Policy
) -> list[Verdict]:
    """Return a verdict for each waiver that is invalid or about to expire, at its own line."""
    about = []
    for item in judged:
        found = item.found
        if found.state is not State.ACTIVE:
            rule = policy.rule(f"waiver/{found.state}")
            if found.state is State.LAPSED:
                excused = [verdicts[place] for place in item.places]
                now = in_flow(approval_of(item.rule.id, item.waiver.subject, excused))
                rule = rule._replace(remediation=f"have it approved for the current facts, then set `facts: {now}`")
            about.append(_about(item, rule, found, profile))
        elif found.message:
            about.append(_about(item, policy.rule("waiver/expires-soon"), found, profile))
    return about


def concerning(profile: Profile, waivers: Sequence[Waiver]) -> list[Waiver]:
    """Return the waivers for a profile: its own, and those of the settings that name it."""
    path = os.path.abspath(profile.path)
    return [*profile.waivers, *(waiver for waiver in waivers if waiver.profile == path)]


def _asked(policy: Policy, takes_part: Callable[[str], bool]) -> list[RuleHeader]:
    return [header for header in policy.all_headers if takes_part(header.id)]


def _by_rule_and_workload(verdicts: Sequence[Verdict]) -> dict[tuple[str, str], list[int]]:
    """Return the indices of the verdicts that can be excused, by rule and workload, because both may be many."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, verdict in enumerate(verdicts):
        if not is_considered(verdict.subject):
            found.setdefault((verdict.rule.id, verdict.subject.workload), []).append(place)
    return found


def is_considered(subject: Subject) -> bool:
    """Return whether a verdict is about an option that is not chosen, which needs no excuse."""
    return subject.scope in ("option", "license", "recipient") and subject.element.startswith("considered[")


def _beside_one_another(judged: list[Judged]) -> list[Judged]:
    """Return the waivers with regard to other valid ones: duplicates are unused, and renewed ones do not expire soon.

    A waiver is a duplicate if other valid waivers cover the same for all of its term; of two with the same term, the
    second is. A waiver that ends later than the others is their renewal, even while it is incomplete.
    """
    holding: dict[int, list[int]] = {}
    for number, item in enumerate(judged):
        if item.found.state is State.ACTIVE:
            for place in item.places:
                holding.setdefault(place, []).append(number)

    def settled(number: int, item: Judged) -> Judged:
        others = [[other for other in holding.get(place, ()) if other != number] for place in item.places]
        if others and all(any(_contains(judged, other, number) for other in some) for some in others):
            return _unused(item)
        last = [max((judged[other].waiver.expires for other in some), default="") for some in others]
        renewed = item.found.state is State.ACTIVE and last and min(last) > item.waiver.expires
        return item._replace(found=Found(State.ACTIVE)) if renewed else item

    return [settled(number, item) for number, item in enumerate(judged)]


def _contains(judged: Sequence[Judged], other: int, number: int) -> bool:
    """Return whether a valid waiver covers every day of the term of another one."""
    mine, theirs = judged[number].waiver, judged[other].waiver
    if judged[number].found.state is not State.ACTIVE:
        return theirs.expires >= mine.expires
    if (mine.granted, mine.expires) == (theirs.granted, theirs.expires):
        return other < number
    return theirs.granted <= mine.granted and theirs.expires >= mine.expires


def _unused(item: Judged) -> Judged:
    message = f"the waiver of `{item.rule.id}` excuses nothing: another waiver already does"
    return item._replace(found=Found(State.UNUSED, message=message), places=())


def _excuse(waiver: Waiver) -> Excuse:
    return Excuse(
        "waiver", waiver.reason, waiver.location, waiver.owner, waiver.approved_by, waiver.ticket, waiver.expires
    )


def _about(item: Judged, rule: Rule, found: Found, profile: Profile) -> Verdict:
    waiver = item.waiver
    place = waiver.place(found.key)
    said = getattr(waiver, found.key)
    said = said.get(SEAL) if isinstance(said, Mapping) else said
    origin = "profile" if waiver.document.path == profile.document.path else "settings"
    return Verdict(
        rule=rule,
        outcome=Outcome.FAIL,
        severity=rule.severity[0][0],
        subject=Subject(item.rule.scope, profile.document.path, waiver.workload, waiver.subject),
        message=found.message,
        location=place,
        evidence=(*((Evidence(f"waiver.{found.key}", said, origin, place),) if said else ()), *found.changed),
    )
