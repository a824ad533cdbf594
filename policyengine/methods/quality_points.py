"""Cost per point of quality (000:L382)."""

from typing import NamedTuple

from policyengine.costs.ranges import Range, exactly
from policyengine.methods.articles import SEED_000, SEED_001
from policyengine.methods.forms import rows
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import POINTS, USD


class Scored(NamedTuple):
    """An option with its cost, in any unit of money, and its score, on any scale."""

    name: str
    cost: float
    points: float


class Ways(NamedTuple):
    """The options to compare."""

    options: tuple[Scored, ...]


class PointCost(NamedTuple):
    """The cost of one point, in the unit of the cost."""

    name: str
    cost_per_point: float


class Ranked(NamedTuple):
    """The options by cost per point, the cheapest first; `best` names the best one, or several equal ones."""

    ranking: tuple[PointCost, ...]
    best: str


def quality_points(ways: Ways) -> Ranked:
    """Return cost / points of each option, in order."""
    costs = sorted(
        (PointCost(way.name, way.cost / way.points) for way in ways.options), key=lambda cost: cost.cost_per_point
    )
    return Ranked(
        tuple(costs), " and ".join(cost.name for cost in costs if cost.cost_per_point == costs[0].cost_per_point)
    )


HALF = Ways((Scored("dear", 1, 100), Scored("cheap", 0.5, 95)))
"""000:L382: half the cost at 95 % of the score."""

TUNED = Ways((Scored("Mistral 7B tuned", 1, 84), Scored("GPT-4o", 6, 89)))
"""001:L92: GPT-4o costs six times as much per request."""


def _figures() -> tuple[Figure, ...]:
    half = {cost.name: cost.cost_per_point for cost in quality_points(HALF).ranking}
    return (
        Figure("half the cost at 95% of the score", "000:L382", "cheap", quality_points(HALF).best),
        Figure(
            "its cost per point, over the other's",
            "000:L382",
            Range(0, 1),
            exactly(half["cheap"] / half["dear"]),
            "times",
        ),
    )


METHOD = Method(
    id="seed-000/cost-per-quality-point",
    title="Cost per quality point",
    articles=(SEED_000, SEED_001),
    sources=("000:L382", "001:L92"),
    computes="the option with the lowest cost per point of quality",
    formula=("cost_per_point = cost / points", "best = the option with the lowest cost_per_point"),
    shape=Ways,
    inputs=(Input("options", rows(Scored, USD, POINTS), "options, each with its cost and score"),),
    function=quality_points,
    example=("options=Mistral 7B tuned:1:84,GPT-4o:6:89",),
    figures=_figures,
    limits=(
        "points near the top are worth more: an option that is not good enough for its task can still be the cheapest",
    ),
)
