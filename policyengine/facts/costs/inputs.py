"""The numbers that a cost is computed from, each movable alone: declared facts, prices by what they are for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from policyengine.costing.lines import Line
from policyengine.costing.ranges import Range, exactly, total
from policyengine.facts.costs.served_options import Served
from policyengine.facts.surroundings import Surroundings
from policyengine.facts.volume import REQUESTS

SidesAt = Callable[[float], tuple[Range, ...]]
"""A factor in, the USD per month of each side with the input times that factor out."""


class Input(NamedTuple):
    """One number: what it is called, how high it is, and what each side costs when it is some times as high.

    The costs are USD per month and not rounded.

    `amount` is None for a price, of which a side may know several, and for a fact that options declare differently and
    that is moved for all of them; factors lie between `least` and `most`.
    """

    name: str
    amount: float | None
    sides: SidesAt
    least: float = 0.0
    most: float = float("inf")

    def cost_of(self, side: int) -> Callable[[float], Range]:
        """Give what one side costs as a function of the factor."""
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
"""The facts that can be moved, each with the least and the most that its schema allows. GPUs are whole, and are not."""

_PRICES = {
    "USD per 1M tokens": ("price of the tokens of", "option.model.id"),
    "USD per GPU-hour": ("price of an hour of", "option.hardware.gpu"),
    "USD bought": ("price of", "option.hardware.gpu"),
}
"""The units of prices: what they are called, and the fact that says what they are for."""


def inputs_of(sides: Sequence[Sequence[Served]], around: Surroundings) -> list[Input]:
    """Give every declared fact and every price that the sides are counted with; a side is options together."""
    return [*_facts(sides, around), *_prices(sides, around)]


def _facts(sides: Sequence[Sequence[Served]], around: Surroundings) -> list[Input]:
    found = []
    for path, (least, most) in _BOUNDS.items():
        declared = (each.facts.get(path) for side in sides for each in side)
        amounts = {float(amount) for amount in declared if amount}
        if amounts:
            bounds = least / min(amounts), most / max(amounts)
            amount = amounts.pop() if len(amounts) == 1 else None
            found.append(Input(path, amount, partial(_sides, sides, path, around), *bounds))
    return found


def _sides(sides: Sequence[Sequence[Served]], path: str, around: Surroundings, factor: float) -> tuple[Range, ...]:
    return tuple(total(_scaled(each, path, factor, around) for each in side) for side in sides)


def _scaled(served: Served, path: str, factor: float, around: Surroundings) -> Range:
    facts = served.facts
    return served.cost(around, {path: facts[path] * factor} if path in facts else {}).unrounded_usd_per_month


def _prices(sides: Sequence[Sequence[Served]], around: Surroundings) -> list[Input]:
    """Give the prices by what they are for: a line is linear in its price, so no cost is counted anew."""
    priced = [
        [
            (_price_name(each, line), line.unrounded_usd_per_month)
            for each in side
            for line in each.cost(around, {}).lines
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
