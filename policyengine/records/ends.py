"""What is known to end after a decision: models that retire, waivers and agreements; and the day of its review."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from policyengine.decision import Decision, JudgedWorkload
from policyengine.records.standing import chosen_options, chosen_verdicts
from policyengine.records.wording import value_text
from policyengine.verdict import Verdict

REVIEW_BY = "workload.review_by"
"""The fact that says by when a choice is to be looked at again."""

AHEAD = timedelta(days=14)
"""How long before the first end a decision is reviewed, where its profile names no earlier day: our own choice."""


class End(NamedTuple):
    """A day (2027-01-14) and what ends on it, in which backticks mark code."""

    day: str
    what: str


def ends_of(decision: Decision) -> tuple[End, ...]:
    """Return what ends on the decision's day or later, the first first."""
    found = [end for workload in decision.workloads for end in (*_retirements(workload), *_agreements(workload))]
    found += [
        End(waiver.expires, f"the waiver of `{waiver.rule}` ends")
        for waiver in decision.waivers
        if waiver.expires and waiver.state == "active"
    ]
    return tuple(sorted({end for end in found if end.day >= decision.date}))


def review_sentence(decision: Decision, ends: tuple[End, ...]) -> str:
    """Return by which day to review the decision: before the first end, or earlier where its profile says so."""
    declared = min(_declared(decision.workloads), default="")
    if not ends:
        return f"Review by {declared}." if declared else "No review date is declared: add `review_by` to the workload."
    first = ends[0]
    if declared and declared < first.day:
        return f"Review by {declared}. The first known end is {first.day}: {first.what}."
    day = _before(first.day, decision.date)
    later = f"; the declared `review_by`, {declared}, is later" if declared else ""
    return f"Review by {day}, before {first.what} on {first.day}{later}."


def _before(end: str, begin: str) -> str:
    """Return the day to review by: a while before the end, but not before the decision."""
    early, start = date.fromisoformat(end) - AHEAD, date.fromisoformat(begin)
    return max(early, start).isoformat()


def _declared(workloads: Iterable[JudgedWorkload]) -> Iterator[str]:
    for workload in workloads:
        yield from (value_text(need.value) for need in workload.needs if need.path == REVIEW_BY)


def _retirements(workload: JudgedWorkload) -> Iterator[End]:
    for option in chosen_options(workload):
        facts = option.option.facts
        retires = facts.get("option.retires")
        if isinstance(retires, datetime):
            by = facts.get("option.provider.id", "its provider")
            yield End(retires.date().isoformat(), f"`{by}` retires `{option.option.model}`")


def _agreements(workload: JudgedWorkload) -> Iterator[End]:
    for verdict in chosen_verdicts(workload):
        for path, value in _facts(verdict):
            if path.startswith("recipient.") and path.endswith(".expires") and isinstance(value, datetime):
                yield End(value.date().isoformat(), f"the agreement with `{verdict.subject.element}` ends (`{path}`)")


def _facts(verdict: Verdict) -> Iterator[tuple[str, object]]:
    yield from verdict.read
    yield from ((fact.path, fact.value) for fact in verdict.evidence)
