"""A cost is a list of lines, and a line is a product whose factors show the calculation."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.costs.money import in_cents
from policyengine.costs.ranges import Range, exactly, total


class Factor(NamedTuple):
    """One number of a product. With `divides` the product is divided by it: months of amortisation.

    `unit` is written after it: `requests/day`, `USD per 1M tokens`. `fact` is the path of its fact, empty if it is not
    a fact; `assumed` marks a number that is not declared.
    """

    amount: Range
    unit: str
    fact: str = ""
    assumed: bool = False
    divides: bool = False


class Line(NamedTuple):
    """One line of a monthly cost; a negative `sign` makes it a discount.

    `source` names the price set of its price; it is `STATED` for a price stated in the profile, and empty for a line
    without a price. Both ends of a discount are negative: its low end is subtracted from the lower bound, its high end
    from the upper bound, so that lines add up at each end.
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
        """Return the same before rounding, for comparisons: cents hide which of two small costs is lower."""
        amount = exactly(1)
        for factor in self.factors:
            amount = amount.over(factor.amount) if factor.divides else amount.times(factor.amount)
        return amount if self.sign > 0 else Range(0.0 - amount.low, 0.0 - amount.high)


STATED = "the profile"
"""The source of a price stated in the profile; no price set can have this name."""


class Cost(NamedTuple):
    """The monthly cost of an option: its lines, its assumptions, and its missing inputs.

    `assumptions` are sentences; `missing` are paths of facts. With missing inputs, the total is a lower bound.
    `price_days` are the sources of its prices, each with its ISO day, empty if none is stated.
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
    """Return the cost of options that are all in use: every line, every missing input, and every price."""
    joined = tuple(costs)
    return Cost(
        tuple(line for cost in joined for line in cost.lines),
        missing=tuple(dict.fromkeys(path for cost in joined for path in cost.missing)),
        price_days=tuple(pair for cost in joined for pair in cost.price_days),
    )


def engineering_line(hours_per_month: Range, usd_per_hour: Range) -> Line:
    """Return the line for engineering in USD per month: hours per month x loaded cost of an hour."""
    return Line(
        "engineering",
        (
            Factor(hours_per_month, "hours", "option.estimate.engineering_hours_per_month"),
            Factor(usd_per_hour, "USD per hour", "team.engineer_hourly_usd"),
        ),
    )


def loaded_line(machines: Line, multiplier: Range) -> Line:
    """Return the overhead of a fully loaded multiplier on a line of hardware: the line x (multiplier - 1).

    A multiplier of 2.5 increases 100 USD to 250 USD: it is a factor of at least 1, not a percentage.
    """
    added = Range(multiplier.low - 1, multiplier.high - 1)
    more = Factor(added, "on top, fully loaded", "team.loaded_multiplier")
    return Line(f"overhead on {machines.name}", (*machines.factors, more), machines.source)


def payback_months(setup_hours: float, usd_per_hour: float, saving_usd_per_month: float) -> float:
    """Return the months until a saving has paid for the setup: hours x rate / saving; infinite without a saving."""
    cost = setup_hours * usd_per_hour
    return cost / saving_usd_per_month if saving_usd_per_month > 0 else float("inf")


def exact_engineering_usd(hours: float, usd_per_hour: float) -> float:
    """Return hours x rate in USD, in the period of the hours."""
    return engineering_line(exactly(hours), exactly(usd_per_hour)).usd_per_month.low
