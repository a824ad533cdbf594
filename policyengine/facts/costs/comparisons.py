"""Compares all options in use with each considered one: break-even volumes and the changes that alter the answer."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from policyengine.costs.growth import months_until
from policyengine.costs.machines import months_to_pay_back
from policyengine.costs.money import in_cents
from policyengine.costs.ranges import Range
from policyengine.costs.report import BreakEven, Comparison, Turning
from policyengine.costs.sensitivity import turning_factors
from policyengine.costs.zones import Zones, cheaper
from policyengine.facts.costs.inputs import CostAt, Input, inputs_of
from policyengine.facts.costs.served_options import Changes, Served, Side, is_counted, side_of, zones_of
from policyengine.facts.dates import month_after
from policyengine.facts.environment import Environment
from policyengine.facts.prices import TERMS, price_sets
from policyengine.facts.volume import REQUESTS

MOST_COMPARED = 50
"""Maximum number of considered options that a report compares with the options in use, over all workloads: each cost
is computed at hundreds of volumes and with hundreds of changed inputs."""

MOST_MONTHS = 1200
"""Maximum months, a century, until declared growth reaches a break-even volume."""

_BATCHES = "workload.volume.batch_share"
_TERM = "option.hardware.term"


def comparisons(
    served: Sequence[Served], considered: Sequence[Served], environment: Environment, margin: float, setup_usd: float
) -> tuple[Comparison, ...]:
    """Compare the options in use with each considered option whose cost can be computed.

    `margin` is the fraction by which costs must differ; `setup_usd` is the one-time cost of setting up the options in
    use.
    """
    if not is_counted(served, environment):
        return ()
    counted = [other for other in considered if is_counted([other], environment)]
    used = side_of(served, environment)
    moved: dict[str, CostAt] = {}
    return tuple(_comparison(used, side_of([other], environment), margin, setup_usd, moved) for other in counted)


def with_variants(
    found: Sequence[Comparison], served: Sequence[Served], considered: Sequence[Served], environment: Environment
) -> tuple[Comparison, ...]:
    """Add to comparisons the break-even volumes with other prices, terms and discounts."""
    others = {other.element: other for other in considered}
    ways = _ways(served, environment)
    return tuple(
        one._replace(break_evens=(*one.break_evens, *_variants(ways, others[one.element], one.break_evens[0].zones)))
        for one in found
    )


def _comparison(used: Side, other: Side, margin: float, setup_usd: float, moved: dict[str, CostAt]) -> Comparison:
    (option,) = other.served
    facts, environment = used.served[0].facts, used.environment
    even = zones_of(used, other)
    now, then = used.usd_per_month, other.usd_per_month
    months = _months(even, facts[REQUESTS], facts.get("workload.volume.growth_percent_per_month") or 0.0)
    return Comparison(
        option.element,
        zones_of(used, other, margin) if margin else even,
        margin,
        in_cents(Range(then.low - now.high, then.high - now.low)),
        (BreakEven("", even),),
        tuple(_turnings(used.served, option, environment, moved)),
        months,
        "" if months is None else month_after(environment.today, months),
        _payback(setup_usd, then.low - now.high),
    )


def _months(even: Zones, requests: int, growth_percent: float) -> int | None:
    """Return the months until declared growth, or shrinking, has moved the volume past the next break-even.

    None if that never happens, or happens later than `MOST_MONTHS`.
    """
    borders = [begin for begin, _ in even.parts[1:]]
    above = next((begin for begin in borders if begin > requests), None)
    below = next((begin - 1 for begin in reversed(borders) if begin <= requests), None)
    ahead = above if growth_percent > 0 else below
    months = months_until(requests, growth_percent, ahead) if growth_percent and ahead else None
    return None if months is None or months > MOST_MONTHS else months


def _payback(setup_usd: float, saved: float) -> float | None:
    """Return the payback time of the setup in months, at the minimum saving; None if it is not certain."""
    return months_to_pay_back(setup_usd, saved) if setup_usd and saved > 0 else None


class _Way(NamedTuple):
    """Another way to compute costs: its label, and the options in use with the current and the other way."""

    label: str
    until_now: Side
    used: Side


def _ways(served: Sequence[Served], environment: Environment) -> list[_Way]:
    """Return other prices, terms and discounts; options in use are computed once for all comparisons."""
    sets = [entry.id for entry in price_sets(environment)]
    tried: list[tuple[str, Environment, Changes]] = [
        (
            f"prices of {name} first",
            environment._replace(price_sets=(name, *(each for each in sets if each != name))),
            {},
        )
        for name in sets
    ]
    tried += [(f"GPUs paid {term}", environment, {_TERM: term}) for term in TERMS]
    tried.append(("every request in a batch", environment, {_BATCHES: 1.0}))
    until_now = side_of(served, environment)
    return [_Way(label, until_now, side_of(served, by, changes)) for label, by, changes in tried]


def _variants(ways: Sequence[_Way], other: Served, even: Zones) -> list[BreakEven]:
    """Return the break-even volumes for the other ways of computation that differ."""
    found: list[BreakEven] = []
    for way in ways:
        there = side_of([other], way.used.environment, way.used.changes)
        if _is_other(way, side_of([other], way.until_now.environment), there):
            zones = zones_of(way.used, there)
            if zones != even:
                found.append(BreakEven(way.label, zones))
    return found


def _is_other(way: _Way, other: Side, there: Side) -> bool:
    """Return whether both sides can be computed this way, and at least one has a different cost today."""
    return all(is_counted(side.served, side.environment, side.changes) for side in (way.used, there)) and (
        way.used.usd_per_month != way.until_now.usd_per_month or there.usd_per_month != other.usd_per_month
    )


def _turnings(
    served: Sequence[Served], other: Served, environment: Environment, moved: dict[str, CostAt]
) -> list[Turning]:
    """Return the inputs whose change alone would make another option cheaper, the smallest change first."""
    found = []
    for one in inputs_of([served, [other]], environment, moved):
        lower, higher = turning_factors(partial(_word, one), one.least, one.most)
        if lower is not None or higher is not None:
            found.append(Turning(one.name, one.amount, lower, higher))
    return sorted(found, key=lambda turning: (-turning.nearness, turning.name))


def _word(one: Input, factor: float) -> str:
    first, second = one.sides(factor)
    return cheaper(first, second)
