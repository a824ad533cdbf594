"""Options with the requests they serve: what they cost together at any volume, with any of their facts changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from policyengine.case import Case, option_cases
from policyengine.costs.lines import Cost
from policyengine.costs.money import in_cents
from policyengine.costs.ranges import Range, total
from policyengine.costs.zones import MOST_REQUESTS_PER_DAY, Zones, zones
from policyengine.facts.costs.machine_counts import copies_for, last_volumes
from policyengine.facts.costs.options import option_cost, shares_of
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.volume import REQUESTS
from policyengine.option import Option

STEPS = 50
"""So many copies of a model are added one by one in the search for what is cheaper."""

Changes = Mapping[str, Any]
"""Facts by path, with the values to count with instead of those declared."""


class Served(NamedTuple):
    """An option with the facts of its case, and the share (0 to 1) of the requests that it serves."""

    option: Option
    facts: Facts
    share: float

    @property
    def element(self) -> str:
        """Return the option's name in its workload."""
        return self.option.element

    def cost(self, environment: Environment, changes: Changes) -> Cost:
        """Return its cost with some facts changed."""
        return option_cost({**self.facts, **changes}, environment, self.share)


def served_in_use(given: Iterable[tuple[Option, Facts]]) -> list[Served]:
    """Return the options in use, each with its share, from options with the facts of their cases."""
    used = [(option, facts) for option, facts in given if not option.considered]
    shares = shares_of([facts for _, facts in used])
    return [Served(option, facts, share) for (option, facts), share in zip(used, shares, strict=True)]


def served_if_chosen(given: Iterable[tuple[Option, Facts]]) -> list[Served]:
    """Return the options considered, each with all requests."""
    return [Served(option, facts, 1.0) for option, facts in given if option.considered]


def with_facts(cases: Iterable[Case]) -> list[tuple[Option, Facts]]:
    """Return the options that cases are about, with the facts of these cases."""
    return [(option, case.facts) for case, option in option_cases(cases)]


def cost_together(served: Sequence[Served], environment: Environment, changes: Changes) -> Range:
    """Return USD per month of options together, exact to the cent."""
    return in_cents(total(each.cost(environment, changes).usd_per_month for each in served))


class Side(NamedTuple):
    """Options that are compared together, as they are counted: by which prices, and with which facts changed.

    `cost_at` gives their USD per month, not rounded, as a function of requests per day, and counts each volume once.
    """

    served: Sequence[Served]
    environment: Environment
    changes: Changes
    cost_at: Callable[[int], Range]

    @property
    def usd_per_month(self) -> Range:
        """Return what they cost at the volume declared, in USD per month, exact to the cent."""
        return cost_together(self.served, self.environment, self.changes)


def side_of(served: Sequence[Served], environment: Environment, changes: Changes | None = None) -> Side:
    """Return options as a side of a comparison."""
    given = changes or {}
    costs = [_cost_at(each, environment, given) for each in served]
    together = costs[0] if len(costs) == 1 else lambda volume: total([cost_at(volume) for cost_at in costs])
    return Side(served, environment, given, cache(together))


def _cost_at(served: Served, environment: Environment, changes: Changes) -> Callable[[int], Range]:
    """Return an option's USD per month, not rounded, as a function of its workload's requests per day.

    Nothing is counted anew at each volume: tokens cost a sum for each request, and machines change with their copies.
    """

    def counted(volume: int) -> Range:
        return served.cost(environment, {**changes, REQUESTS: volume}).unrounded_usd_per_month

    if served.facts["option.external"]:
        none, most = counted(0), counted(MOST_REQUESTS_PER_DAY)
        each = Range((most.low - none.low) / MOST_REQUESTS_PER_DAY, (most.high - none.high) / MOST_REQUESTS_PER_DAY)
        return lambda volume: Range(none.low + volume * each.low, none.high + volume * each.high)
    facts = {**served.facts, **changes}
    by_copies: dict[int, Range] = {}

    def at(volume: int) -> Range:
        copies = copies_for(facts, volume * served.share)
        if copies not in by_copies:
            by_copies[copies] = counted(volume)
        return by_copies[copies]

    return at


def zones_of(first: Side, second: Side, margin: float = 0.0) -> Zones:
    """Return at which requests per day two sides are cheaper, including today's volume and the first machine steps.

    A step beyond `STEPS` copies adds less than a fiftieth: what it may hide lies within 2 % of one volume.
    """
    lasts = [last for side in (first, second) for each in side.served for last in _last_volumes(each, side.changes)]
    today = int(first.served[0].facts.get(REQUESTS, 1))
    return zones(first.cost_at, second.cost_at, margin, (today, *lasts, *(last + 1 for last in lasts)))


def _last_volumes(served: Served, changes: Changes) -> list[int]:
    external = served.facts["option.external"]
    return [] if external else last_volumes({**served.facts, **changes}, served.share, STEPS)


def is_counted(served: Sequence[Served], environment: Environment, changes: Changes | None = None) -> bool:
    """Return whether something is counted and nothing is missing."""
    costs = [each.cost(environment, changes or {}) for each in served]
    return any(cost.lines for cost in costs) and not any(cost.missing for cost in costs)
