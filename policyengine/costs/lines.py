"""A cost is a list of lines, and a line is a product: what stands in a line is its working."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.costs.money import in_cents
from policyengine.costs.ranges import Range, exactly, total


class Factor(NamedTuple):
    """One number of a product. With `divides` the product is divided by it: months of amortisation.

    `unit` is written behind it in words: `requests/day`, `USD per 1M tokens`. `fact` is the path of the fact it comes
    from, empty for one that is no fact; `assumed` says that nobody stated it.
    """

    amount: Range
    unit: str
    fact: str = ""
    assumed: bool = False
    divides: bool = False


class Line(NamedTuple):
    """One line of a monthly cost; a negative `sign` makes it a discount.

    `source` names the price set of its price; it is `STATED` for a price that the profile states, empty for a line
    without a price. Both ends of a discount are negative: its low end comes off what is lowest, its high end off what
    is highest, so that lines add up end by end.
    """

    name: str
    factors: tuple[Factor, ...]
    source: str = ""
    sign: int = 1

    @property
    def usd_per_month(self) -> Range:
        """Return the product of the factors in USD per month, rounded to cents; negative for a discount."""
        return in_cents(self.unrounded_usd_per_month)

    @property
    def unrounded_usd_per_month(self) -> Range:
        """Return the same before it is rounded, to compare with: whole cents hide which of two small costs is lower."""
        amount = exactly(1)
        for factor in self.factors:
            amount = amount.over(factor.amount) if factor.divides else amount.times(factor.amount)
        return amount if self.sign > 0 else Range(0.0 - amount.low, 0.0 - amount.high)


STATED = "the profile"
"""The source of a price that the profile itself states; no price set can be called so."""


class Cost(NamedTuple):
    """What an option costs a month: its lines, what was assumed, and what could not be counted for want of a fact.

    `assumptions` are sentences; `missing` are paths of facts. With anything missing, the total is a lower bound.
    `price_days` are the sources of its prices, each with its ISO day, empty where nobody stated one.
    """

    lines: tuple[Line, ...]
    assumptions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    price_days: tuple[tuple[str, str], ...] = ()

    @property
    def usd_per_month(self) -> Range:
        """Return the sum of the lines as shown, in USD per month, exact to the cent."""
        return in_cents(total(line.usd_per_month for line in self.lines))

    @property
    def unrounded_usd_per_month(self) -> Range:
        """Return the sum of the lines before they are rounded, in USD per month."""
        return total(line.unrounded_usd_per_month for line in self.lines)


def together(costs: Iterable[Cost]) -> Cost:
    """Return the cost of options that are all in use: every line, what is missing of any, and every price."""
    joined = tuple(costs)
    return Cost(
        tuple(line for cost in joined for line in cost.lines),
        missing=tuple(dict.fromkeys(path for cost in joined for path in cost.missing)),
        price_days=tuple(pair for cost in joined for pair in cost.price_days),
    )


def engineering_line(hours_per_month: Range, usd_per_hour: Range) -> Line:
    """Return the line for engineering, USD per month: hours a month x loaded cost of an hour."""
    return Line(
        "engineering",
        (
            Factor(hours_per_month, "hours", "option.estimate.engineering_hours_per_month"),
            Factor(usd_per_hour, "USD per hour", "team.engineer_hourly_usd"),
        ),
    )


def loaded_line(machines: Line, multiplier: Range) -> Line:
    """Return what a fully loaded multiplier adds to a line of machines: the line x (multiplier - 1).

    A multiplier of 2.5 makes 100 USD of machines 250: it is a factor of at least 1, no percentage.
    """
    added = Range(multiplier.low - 1, multiplier.high - 1)
    more = Factor(added, "on top, fully loaded", "team.loaded_multiplier")
    return Line(f"overhead on {machines.name}", (*machines.factors, more), machines.source)


def payback_months(setup_hours: float, usd_per_hour: float, saving_usd_per_month: float) -> float:
    """Return the months until a saving has paid the set-up: hours x rate / saving; infinite without a saving."""
    cost = setup_hours * usd_per_hour
    return cost / saving_usd_per_month if saving_usd_per_month > 0 else float("inf")


def exact_engineering_usd(hours: float, usd_per_hour: float) -> float:
    """Return hours x rate in USD, in the period of the hours."""
    return engineering_line(exactly(hours), exactly(usd_per_hour)).usd_per_month.low
