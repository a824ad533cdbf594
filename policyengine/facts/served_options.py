"""Options with the requests they serve: what they cost together at any volume, with any of their facts changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.costing.lines import Cost
from policyengine.costing.money import in_cents
from policyengine.costing.ranges import Range, total
from policyengine.costing.zones import Zones, zones
from policyengine.facts.costs import option_cost, shares_of
from policyengine.facts.machine_counts import last_volumes
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.facts.volume import REQUESTS

STEPS = 50
"""So many copies of a model are added one by one in the search for what is cheaper."""

Changes = Mapping[str, Any]
"""Facts by path, with the values to count with instead of those declared."""


class Served(NamedTuple):
    """An option of a workload by its facts, and the share (0 to 1) of the requests that it serves."""

    facts: Facts
    share: float
    element: str = ""

    def cost(self, around: Surroundings, changes: Changes) -> Cost:
        """Give its cost with some facts changed."""
        return option_cost({**self.facts, **changes}, around, self.share)


def served_in_use(cases: Sequence[Case]) -> list[Served]:
    """Give the options in use, each with its share."""
    used = [case for case in cases if not case.considered]
    shares = shares_of([case.facts for case in used])
    return [Served(case.facts, share, case.subject.element) for case, share in zip(used, shares, strict=True)]


def cost_together(served: Sequence[Served], around: Surroundings, changes: Changes) -> Range:
    """Give USD per month of options together, exact to the cent."""
    return in_cents(total(each.cost(around, changes).usd_per_month for each in served))


def cost_by_volume(
    served: Sequence[Served], around: Surroundings, changes: Changes | None = None
) -> Callable[[int], Range]:
    """Give USD per month of options together, not rounded, as a function of requests per day."""
    given = changes or {}

    def at(volume: int) -> Range:
        return total(each.cost(around, {**given, REQUESTS: volume}).unrounded_usd_per_month for each in served)

    return cache(at)


def zones_of(
    served: Sequence[Served],
    others: Sequence[Served],
    around: Surroundings,
    changes: Changes | None = None,
    margin: float = 0.0,
) -> Zones:
    """Give at which requests per day two sides are cheaper, sure of today's volume and of the first steps of machines.

    A step beyond `STEPS` copies adds less than a fiftieth: what it may hide lies within 2 % of one volume.
    """
    first, second = (cost_by_volume(side, around, changes) for side in (served, others))
    lasts = [last for each in (*served, *others) for last in _last_volumes(each, changes or {})]
    today = int(served[0].facts.get(REQUESTS, 1))
    return zones(first, second, margin, (today, *lasts, *(last + 1 for last in lasts)))


def _last_volumes(served: Served, changes: Changes) -> list[int]:
    external = served.facts["option.external"]
    return [] if external else last_volumes({**served.facts, **changes}, served.share, STEPS)


def is_counted(served: Sequence[Served], around: Surroundings, changes: Changes | None = None) -> bool:
    """Say whether something is counted and nothing is missing."""
    costs = [each.cost(around, changes or {}) for each in served]
    return any(cost.lines for cost in costs) and not any(cost.missing for cost in costs)
