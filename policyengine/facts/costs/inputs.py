"""The inputs of a cost, each of which can be varied alone: declared facts, and prices by their purpose."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from policyengine.costs.lines import Line
from policyengine.costs.ranges import Range, exactly, total
from policyengine.facts.costs.served_options import Served
from policyengine.facts.environment import Environment
from policyengine.facts.volume import REQUESTS

SidesAt = Callable[[float], tuple[Range, ...]]
"""A function from a factor to the USD per month of each side with the input multiplied by that factor."""


CostAt = Callable[[float], Range]
"""A function from a factor to the USD per month of one side."""


class Input(NamedTuple):
    """One input: its name, its value, and the cost of each side as a function of a factor.

    The costs are USD per month and not rounded.

    `amount` is None for a price, because a side may use several, and for a fact that options declare differently and
    that is varied for all of them; factors lie between `least` and `most`.
    """

    name: str
    amount: float | None
    sides: SidesAt
    least: float = 0.0
    most: float = float("inf")

    def cost_of(self, side: int) -> Callable[[float], Range]:
        """Return the cost of one side as a function of the factor."""
        return lambda factor: self.sides(factor)[side]


_BOUNDS = {
    REQUESTS: (0.0, float("inf")),
    "workload.volume.input_tokens": (0.0, float("inf")),
    "workload.volume.output_tokens": (0.0, float("inf")),
    "workload.volume.peak_factor": (1.0, float("inf")),
    "workload.volume.cached_share": (0.0, 1.0),
    "workload.volume.batch_share": (0.0, 1.0),
    "option.serving.requests_per_second": (0.0, float("inf")),
    "option.serving.utilization": (0.01, 1.0),
    "option.hardware.hours_per_month": (0.0, 744.0),
    "option.hardware.months_of_use": (1.0, float("inf")),
    "option.hardware.running_usd_per_month": (0.0, float("inf")),
    "option.running.fine_tuning_usd_per_month": (0.0, float("inf")),
    "option.running.evaluation_usd_per_month": (0.0, float("inf")),
    "option.running.storage_usd_per_month": (0.0, float("inf")),
    "option.estimate.engineering_hours_per_month": (0.0, float("inf")),
    "team.engineer_hourly_usd": (0.0, float("inf")),
    "team.loaded_multiplier": (1.0, float("inf")),
}
"""The facts that can be varied, with the minimum and maximum of their schema. GPUs are whole numbers and excluded."""

_PRICES = {
    "USD per 1M tokens": ("price of the tokens of", "option.model.id"),
    "USD per GPU-hour": ("price of an hour of", "option.hardware.gpu"),
    "USD bought": ("price of", "option.hardware.gpu"),
}
"""The units of prices: their names, and the fact that identifies the priced item."""


def inputs_of(
    sides: Sequence[Sequence[Served]], environment: Environment, counted: dict[str, CostAt] | None = None
) -> list[Input]:
    """Return every declared fact and every price that is used for the sides; a side is several options.

    `counted` caches the cost of the first side, by varied fact, for the next call with the same first side.
    """
    return [*_facts(sides, environment, {} if counted is None else counted), *_prices(sides, environment)]


def _facts(sides: Sequence[Sequence[Served]], environment: Environment, counted: dict[str, CostAt]) -> list[Input]:
    found = []
    for path, (least, most) in _BOUNDS.items():
        declared = (each.facts.get(path) for side in sides for each in side)
        amounts = {float(amount) for amount in declared if amount}
        if amounts:
            bounds = least / min(amounts), most / max(amounts)
            amount = amounts.pop() if len(amounts) == 1 else None
            if path not in counted:
                counted[path] = _costs_at(sides[0], path, environment)
            costs = counted[path], *(_costs_at(side, path, environment) for side in sides[1:])
            found.append(Input(path, amount, partial(_sides, costs), *bounds))
    return found


def _sides(costs: Sequence[CostAt], factor: float) -> tuple[Range, ...]:
    return tuple(cost_at(factor) for cost_at in costs)


def _costs_at(side: Sequence[Served], path: str, environment: Environment) -> CostAt:
    """Return the cost of a side with a fact times a factor; options that do not declare the fact are computed once."""
    moved = [path in each.facts for each in side]
    fixed = [
        None if moves else each.cost(environment, {}).unrounded_usd_per_month
        for each, moves in zip(side, moved, strict=True)
    ]

    def at(factor: float) -> Range:
        return total(
            each.cost(environment, {path: each.facts[path] * factor}).unrounded_usd_per_month if usd is None else usd
            for each, usd in zip(side, fixed, strict=True)
        )

    return cache(at)


def _prices(sides: Sequence[Sequence[Served]], environment: Environment) -> list[Input]:
    """Return the prices by purpose: a line is linear in its price, so no cost is computed again."""
    priced = [
        [
            (_price_name(each, line), line.unrounded_usd_per_month)
            for each in side
            for line in each.cost(environment, {}).lines
        ]
        for side in sides
    ]
    names = dict.fromkeys(name for side in priced for name, _ in side if name)

    def moved(wanted: str, factor: float) -> tuple[Range, ...]:
        return tuple(
            total(usd.times(exactly(factor)) if name == wanted else usd for name, usd in side) for side in priced
        )

    return [Input(name, None, partial(moved, name)) for name in names]


def _price_name(served: Served, line: Line) -> str:
    for factor in line.factors:
        if factor.unit in _PRICES:
            words, path = _PRICES[factor.unit]
            return f"{words} {served.facts.get(path, served.facts['option.model.id'])}"
    return ""
