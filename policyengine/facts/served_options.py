"""Options with the requests they serve: what they cost together at any volume, with any of their facts changed."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from policyengine.case import Case
from policyengine.costing.lines import Cost
from policyengine.costing.ranges import Range, total
from policyengine.facts.costs import option_cost, shares_of
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.facts.volume import REQUESTS

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
    """Give USD per month of options together."""
    return total(each.cost(around, changes).usd_per_month for each in served)


def cost_by_volume(
    served: Sequence[Served], around: Surroundings, changes: Changes | None = None
) -> Callable[[int], Range]:
    """Give USD per month of options together as a function of requests per day."""
    given = changes or {}
    return cache(lambda volume: cost_together(served, around, {**given, REQUESTS: volume}))


def is_counted(served: Sequence[Served], around: Surroundings, changes: Changes | None = None) -> bool:
    """Say whether something is counted and nothing is missing."""
    costs = [each.cost(around, changes or {}) for each in served]
    return any(cost.lines for cost in costs) and not any(cost.missing for cost in costs)
