"""Whether a waiver is valid, and if not, why: one function for every command."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from policyengine.characters import name_of
from policyengine.grounds import facts_digest
from policyengine.loading.waivers import Waiver
from policyengine.policy.selection import RuleHeader
from policyengine.rule import Rule
from policyengine.severity import RANK
from policyengine.verdict import Evidence, Verdict
from policyengine.waivers.approvals import Change, changes_since
from policyengine.waivers.limits import CONTROL, HUMAN_PARTS, MOST_COMPARED, Limits, Search, control_reason
from policyengine.waivers.persons import PEOPLE, doubt_about, may_be_same
from policyengine.words.lists import coded, more
from policyengine.words.numbers import counted, full


class State(StrEnum):
    """The state of a waiver on the evaluation date; all but `active` leave the verdict unchanged."""

    ACTIVE = "active"
    NOT_WAIVABLE = "not-waivable"
    INCOMPLETE = "incomplete"
    SELF_APPROVED = "self-approved"
    NO_LEGAL_APPROVER = "no-legal-approver"
    NO_CONTROL = "no-control"
    NOT_YET_GRANTED = "not-yet-granted"
    EXPIRED = "expired"
    OVER_LONG = "over-long"
    LAPSED = "lapsed"
    UNUSED = "unused"


class Found(NamedTuple):
    """A waiver's state, the key that determines it, and the message; empty if it is valid and does not expire soon.

    `changed` are the facts, with their current values, that made it lapse.
    """

    state: State
    key: str = "rule"
    message: str = ""
    changed: tuple[Evidence, ...] = ()


def state_of(waiver: Waiver, rule: Rule, header: RuleHeader, excused: Sequence[Verdict], limits: Limits) -> Found:
    """Return whether a waiver is valid for the verdicts that match it, all failing or unknown; none make it unused."""
    if not excused:
        return Found(State.UNUSED, message=f"the waiver of `{rule.id}` excuses nothing: the rule does not fail here")
    wrong = _approval(waiver, rule, header, limits) or _term(waiver, rule, excused, limits)
    return wrong or _facts(waiver, rule, excused, limits)


def _approval(waiver: Waiver, rule: Rule, header: RuleHeader, limits: Limits) -> Found | None:
    missing = [key for key in (*HUMAN_PARTS, "facts") if not getattr(waiver, key)]
    if missing:
        return Found(State.INCOMPLETE, missing[0], f"the waiver of `{rule.id}` lacks {coded(missing)}")
    for key in PEOPLE:
        if doubt := doubt_about(getattr(waiver, key)):
            return Found(State.INCOMPLETE, key, f"`{key}` of the waiver of `{rule.id}` {doubt}")
    for key, said in (("owner", "owns"), ("requested_by", "requested")):
        if may_be_same(getattr(waiver, key), waiver.approved_by):
            message = f"`{waiver.approved_by}` approved the waiver of `{rule.id}` and {said} it"
            return Found(State.SELF_APPROVED, "approved_by", message)
    if rule.force == "law" and name_of(waiver.approved_by) not in map(name_of, limits.legal):
        message = f"`{waiver.approved_by}` is not a legal approver, but `{rule.id}` has force law"
        return Found(State.NO_LEGAL_APPROVER, "approved_by", message)
    reason = control_reason(header, limits)
    if reason and not waiver.compensating_control:
        return Found(State.NO_CONTROL, message=f"the waiver of `{rule.id}` lacks `{CONTROL}`: {reason}")
    return None


def _term(waiver: Waiver, rule: Rule, excused: Sequence[Verdict], limits: Limits) -> Found | None:
    name = f"the waiver of `{rule.id}`"
    if waiver.granted > limits.day:
        return Found(State.NOT_YET_GRANTED, "granted", f"{name} was granted on {waiver.granted}, after {limits.day}")
    if limits.day > waiver.expires:
        return Found(State.EXPIRED, "expires", f"{name} expired on {waiver.expires}")
    severity = max((verdict.severity for verdict in excused), key=RANK.__getitem__)
    term, most = _days(waiver.granted or limits.day, waiver.expires), limits.max_days[severity]
    if term > most:
        of = "" if waiver.granted else " from now"
        return Found(
            State.OVER_LONG, "expires", f"{name} runs {counted(term, 'day')}{of}; the maximum for {severity}s is {most}"
        )
    return None


def _facts(waiver: Waiver, rule: Rule, excused: Sequence[Verdict], limits: Limits) -> Found:
    search = limits.search or Search()
    changes = _changes(waiver, rule, excused, search)
    if not changes:
        return Found(State.ACTIVE, "expires", _ends_soon(waiver, rule, limits))
    if search.is_over and isinstance(waiver.facts, str):
        compared = f"the {full(MOST_COMPARED)} sets that are compared for a profile with waivers of version 0.1.0"
        said = f"the digest of the waiver of `{rule.id}` matches no facts among {compared}"
        return Found(State.LAPSED, "facts", said)
    message = f"the facts that the waiver of `{rule.id}` was approved for have changed"
    shown = "; ".join(change.words for change in changes[:_SHOWN] if change.words)
    others = f"; and {more(len(changes) - _SHOWN)}" if len(changes) > _SHOWN else ""
    changed = tuple(change.fact for change in changes if change.fact is not None)
    return Found(State.LAPSED, "facts", f"{message}: {shown}{others}" if shown else message, changed)


_SHOWN = 3


def _changes(waiver: Waiver, rule: Rule, excused: Sequence[Verdict], search: Search) -> list[Change]:
    """Return the changes since the facts of a waiver were approved, to the extent that its form allows."""
    if isinstance(waiver.facts, Mapping):
        place = (waiver.workload, waiver.subject)
        return changes_since(waiver.facts, (rule.id, *rule.formerly), place, excused)
    if len(excused) == 1 and waiver.facts == facts_digest(excused[0]):
        return []
    from policyengine.waivers.digests import still_holds

    return [] if still_holds(waiver.facts, excused, search) else [Change("")]


def _ends_soon(waiver: Waiver, rule: Rule, limits: Limits) -> str:
    """Return the message that a valid waiver ends within the days of warning; empty if it does not."""
    left = _days(limits.day, waiver.expires)
    if left >= limits.warn_days:
        return ""
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {counted(left, 'day')}"
    return f"the waiver of `{rule.id}` expires {when}, on {waiver.expires}"


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
