"""What to do after a decision: the next step, the day of its review, and known ends."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from policyengine.decision import Decision, JudgedWorkload
from policyengine.facts.dates import moved
from policyengine.records.standing import (
    EXCLUDED,
    UNDECIDED,
    choice_word,
    chosen_options,
    chosen_verdicts,
    standing_of,
)
from policyengine.records.wording import sentence, value_text
from policyengine.verdict import Verdict
from policyengine.words.lists import coded, listed
from policyengine.words.names import model_name, service_name

REVIEW_BY = "workload.review_by"
"""The fact that says by when a choice is to be looked at again."""

AHEAD = 14
"""How long before the first end a decision is reviewed, where its profile names no earlier day: our own choice."""


_AGREEMENTS = {"baa": "business associate agreement", "dpa": "data processing agreement"}


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


def next_step(decision: Decision) -> str:
    """Return what people have to do next with a decision of this status, in a sentence or two."""
    if decision.status == "draft":
        return "Complete this draft, and set its status to `proposed`."
    if decision.status not in ("proposed", "accepted"):
        return "None: this decision is not in force."
    words = [choice_word(workload) for workload in decision.workloads]
    without = [workload.name for workload, word in zip(decision.workloads, words, strict=True) if not word]
    if EXCLUDED in words:
        first = "Do not accept this proposal" if decision.status == "proposed" else "Supersede this decision"
        ways = "choose another option, or have the failed rules waived"
        if not any(standing_of(chosen_verdicts(workload)).failed for workload in decision.workloads):
            ways = "choose more memory, or declare a smaller `serving.context` or `serving.concurrency` if it is enough"
        return f"{first}: the choice is excluded. {sentence(ways)}."
    if without:
        return f"Choose an option for {coded(without)}."
    if UNDECIDED in words:
        again = "and write this record again"
        then = again if decision.status == "proposed" else f"then a new decision with `supersedes: {decision.key}`"
        return f"Declare the missing facts of the undecided mandatory rules, {then}."
    if not decision.because:
        return f"State the reason as `because` of decision `{decision.key}`."
    if decision.status == "accepted":
        return "Use the chosen option as described, and review it on time."
    several = len(decision.makers) != 1
    who = listed(decision.makers) or "The decision-makers"
    return f"{who} accept{'' if several else 's'} or reject{'' if several else 's'} this proposal."


def _before(end: str, begin: str) -> str:
    """Return the day to review by: a while before the end, but not before the decision."""
    early, start = moved(date.fromisoformat(end), -AHEAD), date.fromisoformat(begin)
    return max(early, start).isoformat()


def _declared(workloads: Iterable[JudgedWorkload]) -> Iterator[str]:
    for workload in workloads:
        yield from (value_text(need.value) for need in workload.needs if need.path == REVIEW_BY)


def _retirements(workload: JudgedWorkload) -> Iterator[End]:
    for option in chosen_options(workload):
        facts = option.option.facts
        retires = facts.get("option.retires")
        if isinstance(retires, datetime):
            provider = facts.get("option.provider.id")
            by = service_name(provider) if provider else "its provider"
            yield End(retires.date().isoformat(), f"{by} retires {model_name(option.option.model)}")


def _agreements(workload: JudgedWorkload) -> Iterator[End]:
    for verdict in chosen_verdicts(workload):
        for path, value in _facts(verdict):
            if path.startswith("recipient.") and path.endswith(".expires") and isinstance(value, datetime):
                kind = _AGREEMENTS.get(path.split(".")[1], "agreement")
                yield End(value.date().isoformat(), f"the {kind} with {service_name(verdict.subject.element)} ends")


def _facts(verdict: Verdict) -> Iterator[tuple[str, object]]:
    yield from verdict.read
    yield from ((fact.path, fact.value) for fact in verdict.evidence)
