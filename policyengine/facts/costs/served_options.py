"""Options with the requests they serve: their total cost at any volume, with any of their facts changed."""

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
"""Number of copies of a model that are added one by one in the search for the cheapest option."""

Changes = Mapping[str, Any]
"""Facts by path, with values that replace the declared ones."""


class Served(NamedTuple):
    """An option with the facts of its case, and the share (0 to 1) of the requests that it serves."""

    option: Option
    facts: Facts
    share: float

    @property
    def element(self) -> str:
        """Return the position of the option in its workload."""
        return self.option.element

    def cost(self, environment: Environment, changes: Changes) -> Cost:
        """Return its cost with some facts changed."""
        return option_cost({**self.facts, **changes}, environment, self.share)


def served_in_use(given: Iterable[tuple[Option, Facts]]) -> list[Served]:
    """Return the options in use with their shares, from options with the facts of their cases."""
    used = [(option, facts) for option, facts in given if not option.considered]
    shares = shares_of([facts for _, facts in used])
    return [Served(option, facts, share) for (option, facts), share in zip(used, shares, strict=True)]


def served_if_chosen(given: Iterable[tuple[Option, Facts]]) -> list[Served]:
    """Return the considered options, each with all requests."""
    return [Served(option, facts, 1.0) for option, facts in given if option.considered]


def with_facts(cases: Iterable[Case]) -> list[tuple[Option, Facts]]:
    """Return the options of the cases, with the facts of these cases."""
    return [(option, case.facts) for case, option in option_cases(cases)]


def cost_together(served: Sequence[Served], environment: Environment, changes: Changes) -> Range:
    """Return the total USD per month of options, exact to the cent."""
    return in_cents(total(each.cost(environment, changes).usd_per_month for each in served))


class Side(NamedTuple):
    """Options that are compared as one side: with their prices and changed facts.

    `cost_at` is their USD per month, not rounded, as a function of requests per day; each volume is computed once.
    """

    served: Sequence[Served]
    environment: Environment
    changes: Changes
    cost_at: Callable[[int], Range]

    @property
    def usd_per_month(self) -> Range:
        """Return the cost at the declared volume, in USD per month, exact to the cent."""
        return cost_together(self.served, self.environment, self.changes)


def side_of(served: Sequence[Served], environment: Environment, changes: Changes | None = None) -> Side:
    """Return options as a side of a comparison."""
    given = changes or {}
    costs = [_cost_at(each, environment, given) for each in served]
    together = costs[0] if len(costs) == 1 else lambda volume: total([cost_at(volume) for cost_at in costs])
    return Side(served, environment, given, cache(together))


def _cost_at(served: Served, environment: Environment, changes: Changes) -> Callable[[int], Range]:
    """Return an option's USD per month, not rounded, as a function of its workload's requests per day.

    The cost is not recomputed at each volume: tokens have a cost per request, and hardware changes with the copies.
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
    """Return the zones of requests per day with the cheaper side, with today's volume and the first hardware steps.

    A step beyond `STEPS` copies adds less than a fiftieth: the possible error is within 2 % of one volume.
    """
    lasts = [last for side in (first, second) for each in side.served for last in _last_volumes(each, side.changes)]
    today = int(first.served[0].facts.get(REQUESTS, 1))
    return zones(first.cost_at, second.cost_at, margin, (today, *lasts, *(last + 1 for last in lasts)))


def _last_volumes(served: Served, changes: Changes) -> list[int]:
    external = served.facts["option.external"]
    return [] if external else last_volumes({**served.facts, **changes}, served.share, STEPS)


def is_counted(served: Sequence[Served], environment: Environment, changes: Changes | None = None) -> bool:
    """Return whether there is a cost and no input is missing."""
    costs = [each.cost(environment, changes or {}) for each in served]
    return any(cost.lines for cost in costs) and not any(cost.missing for cost in costs)
