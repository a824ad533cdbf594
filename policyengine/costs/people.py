"""What people cost: hours, and the multiplier that stands for everything around a machine."""

from policyengine.costs.lines import Factor, Line
from policyengine.costs.ranges import Range, exactly


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
