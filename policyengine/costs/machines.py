"""The number of GPUs that a model and its traffic need, and their monthly cost."""

from math import ceil

from policyengine.costs import DAYS_PER_MONTH, HOURS_PER_MONTH, SECONDS_PER_DAY, SECONDS_PER_HOUR
from policyengine.costs.lines import Factor, Line
from policyengine.costs.ranges import Range, exactly

_SLACK = 1e-9
"""Prevents quotients that are whole except for rounding errors of a float from being rounded up."""


def copies_for_rate(requests_per_second: float, capacity_per_copy: float, utilization: float = 1.0) -> int:
    """Return the copies for a rate: rate / (capacity of one x utilisation), rounded up; at least 1.

    Rate and capacity refer to the same period, such as requests per second; utilisation is a share, above 0 and up to
    1.
    """
    return max(1, ceil(requests_per_second / (capacity_per_copy * utilization) - _SLACK))


def peak_rate(requests_per_day: float, peak_factor: float) -> float:
    """Return requests per second in the busiest second: requests per day / 86,400 x peak factor."""
    return requests_per_day * peak_factor / SECONDS_PER_DAY


def hours_of_work(requests_per_day: float, seconds_per_request: float, at_once: float) -> float:
    """Return the busy hours of a server per month: requests/day x 30 x seconds each / 3600 / concurrent requests."""
    return requests_per_day * DAYS_PER_MONTH * seconds_per_request / SECONDS_PER_HOUR / at_once


def rent_line(gpus: Range, usd_per_hour: Range, *, hours: Range | None = None, source: str = "") -> Line:
    """Return the line for rented GPUs: GPUs x hours x price; `hours` are those of a month, 720 by default."""
    running = Factor(exactly(HOURS_PER_MONTH) if hours is None else hours, "hours")
    factors = (Factor(gpus, "GPUs", "option.hardware.count"), running, Factor(usd_per_hour, "USD per GPU-hour"))
    return Line("GPU rental", factors, source)


def ownership_line(purchase_usd: Range, months: float, source: str = "") -> Line:
    """Return the line for owned hardware: purchase / months of use. Its price is included only here."""
    factors = (
        Factor(purchase_usd, "USD bought", "option.estimate.purchase_usd"),
        Factor(exactly(months), "months of use", "option.hardware.months_of_use", divides=True),
    )
    return Line("owned hardware", factors, source)


def months_to_pay_back(purchase_usd: float, rent_usd_per_month: float, running_usd_per_month: float = 0.0) -> float:
    """Return the months after which a purchase costs less than renting: purchase / (rent - running cost), per month.

    Infinite if the running cost is as high as the rent.
    """
    saved = rent_usd_per_month - running_usd_per_month
    return purchase_usd / saved if saved > 0 else float("inf")
