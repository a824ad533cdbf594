"""The claims about costs in the text of a decision that the computed costs of its record exclude."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from policyengine.costs.ranges import Range, total
from policyengine.costs.report import WorkloadCost
from policyengine.decision import Decision, JudgedWorkload
from policyengine.facts.options import EXTERNAL
from policyengine.records.claims.comparatives import Claim
from policyengine.records.claims.reading import Reading
from policyengine.records.claims.subjects import CHOICE
from policyengine.records.claims.terms import Elements
from policyengine.records.stated import SLACK, amount_of, cheaper_options

_ROUGH = 0.2
"""A ratio that people round, such as `half` or `twice`, agrees within this fraction: our own choice."""

_LEAST_SLACK = 0.05
"""Any ratio agrees within this difference, so that `90 % cheaper` agrees with 88 %."""


class Side(NamedTuple):
    """One side of a comparison: the element of an option, empty for the choice as a whole, and USD per month."""

    element: str
    usd_per_month: Range


class Contradicted(NamedTuple):
    """A claim that the computed costs exclude: its words, and the two options that it compares.

    A claim to cost least has no `subject`; its rival is an eligible option that costs less. A claim about a budget has
    no `rival`.
    """

    words: str
    workload: str
    rival: Side | None = None
    subject: Side | None = None


_Pair = tuple[Side, Side]


def contradicted_claims(decision: Decision, reading: Reading) -> Iterator[Contradicted]:
    """Yield the claims of a text that the computed costs exclude, each once."""
    costs = {cost.workload: cost for cost in (decision.costs.workloads if decision.costs else ())}
    compared: set[Claim] = set()
    for words, claim in reading.claims:
        same = claim._replace(begin=0, end=0, tokens=(0, 0))
        if same not in compared:
            compared.add(same)
            if claim.limit is not None:
                yield from _overspent(words, claim, costs)
            else:
                yield from _exceeded(words, claim, costs) if claim.rivals else _undercut(words, claim, decision, costs)


def _overspent(words: str, claim: Claim, costs: Mapping[str, WorkloadCost]) -> Iterator[Contradicted]:
    """Yield a claim to cost no more than a budget where what it may mean costs more in each workload."""
    sides = {name: _in_use(claim.subject, cost) for name, cost in costs.items()}
    sides = {name: ways for name, ways in sides.items() if ways != []}
    limit = claim.limit.high * (1 + SLACK) if claim.limit else 0.0
    every = [side for ways in sides.values() for side in ways or ()]
    if every and None not in sides.values() and all(side.usd_per_month.low > limit for side in every):
        name, ways = next(iter(sides.items()))
        yield Contradicted(words, name, subject=ways[0] if ways else None)


def _undercut(
    words: str, claim: Claim, decision: Decision, costs: Mapping[str, WorkloadCost]
) -> Iterator[Contradicted]:
    """Yield a claim to cost least of all, with the eligible option that costs least, for each workload."""
    for workload in decision.workloads:
        if workload.name in costs and _is_of_choice(claim.subject, workload):
            cheaper = cheaper_options(workload, costs[workload.name])
            compared = [element for element in cheaper if element in _group(claim.group, workload)][:1]
            yield from (Contradicted(words, workload.name, Side(element, cheaper[element])) for element in compared)


def _group(group: str, workload: JudgedWorkload) -> frozenset[str]:
    """Return the elements of the options with which a claim compares the choice: all, APIs, or other models."""
    own = {option.option.model for option in workload.options if option.role != "considered"}
    return frozenset(
        option.element
        for option in workload.options
        if (group != "apis" or option.option.facts.get("option.hosting") in EXTERNAL)
        and (group != "models" or option.option.model not in own)
    )


def _is_of_choice(subject: Elements, workload: JudgedWorkload) -> bool:
    if subject == CHOICE:
        return True
    in_use = {(workload.name, option.element) for option in workload.options if option.role != "considered"}
    own = {key for key in subject if key[0] == workload.name}
    return bool(own & in_use)


def _exceeded(words: str, claim: Claim, costs: Mapping[str, WorkloadCost]) -> Iterator[Contradicted]:
    """Yield a claim with the first of its rivals for which every way to read the two excludes it."""
    for rival in claim.rivals:
        pairs: dict[str, list[_Pair]] = {}
        for name, cost in costs.items():
            subjects = _in_use(claim.subject, cost)
            rivals = _sides(rival, cost) if subjects is None else _against(subjects, rival, cost)
            if subjects is None or rivals is None:
                break
            if subjects and rivals:
                pairs[name] = [*product(subjects, rivals)]
        else:
            every = [pair for ways in pairs.values() for pair in ways] + [_sum(pairs.values())]
            if pairs and all(_is_excluded(claim, *pair) for pair in every):
                name, ways = next(iter(pairs.items()))
                yield Contradicted(words, name, ways[0][1], ways[0][0])
                return


def _in_use(elements: Elements, cost: WorkloadCost) -> list[Side] | None:
    """Return what options cost in one workload; a name that fits an option in use means that."""
    in_use = {(cost.workload, option.element) for option in cost.in_use}
    return _sides(elements & in_use or elements, cost)


def _against(subjects: Sequence[Side], rival: Elements, cost: WorkloadCost) -> list[Side] | None:
    """Return what the rival of an option costs; a name that fits both means another option than the subject."""
    in_use = {(cost.workload, option.element) for option in cost.in_use}
    compared = {(cost.workload, side.element) for side in subjects}
    is_of_choice = bool(compared & (in_use | {(cost.workload, "")}))
    return _sides(rival - in_use or rival, cost) if is_of_choice else _in_use(rival, cost)


def _sides(elements: Elements, cost: WorkloadCost) -> list[Side] | None:
    """Return what the options that a text may mean cost in one workload; None if one of them has no price.

    An option in use may stand for all that are, and the choice for its primary option.
    """
    in_use = [option.element for option in cost.in_use]
    own = ["", "primary"] if elements == CHOICE else [element for name, element in elements if name == cost.workload]
    if any(element in in_use for element in own):
        own = [*dict.fromkeys(("", *own))] if elements == CHOICE else [*dict.fromkeys((*sorted(own), ""))]
    priced = {option.element: option.cost for option in cost.options} | {"": cost.together}
    named = [element for element in own if element in priced]
    if not all(priced[element].lines for element in named):
        return None
    return [Side(element, amount_of(priced[element])) for element in named]


def _sum(pairs: Iterable[list[_Pair]]) -> _Pair:
    """Return the costs of both sides in all workloads together."""
    first = [ways[0] for ways in pairs]
    return Side("", total(one.usd_per_month for one, _ in first)), Side(
        "", total(one.usd_per_month for _, one in first)
    )


def _is_excluded(claim: Claim, subject: Side, rival: Side) -> bool:
    """Return whether a claim lies outside what the costs allow, beyond the slack."""
    own, other = subject.usd_per_month, rival.usd_per_month
    if claim.saving is not None:
        low, high = claim.saving.low, claim.saving.high
        return low - SLACK * abs(low) > other.high - own.low or high + SLACK * abs(high) < other.low - own.high
    low, high = claim.ratio
    part = _ROUGH if claim.is_rough else SLACK
    highest, lowest = high + max(part * high, _LEAST_SLACK), low - max(part * low, _LEAST_SLACK)
    return own.low > highest * other.high or own.high < lowest * other.low
