"""Monthly costs, volumes, and the working of a line, as every format prints them."""

from math import isclose

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.lines import Cost, Factor, Line
from policyengine.costs.money import ExchangeRate, converted
from policyengine.costs.ranges import Range
from policyengine.costs.report import WorkloadCost
from policyengine.words.numbers import about, compact, full, money, significant, span

_DIGITS = 3
"""The digits of a printed estimate."""


def monthly(cost: Cost) -> str:
    """Print a month's cost: `unknown` when nothing could be counted, a lower bound when something is missing."""
    return monthly_of(cost.usd_per_month, cost)


def rough(cost: Cost) -> str:
    """Print a month's cost to three digits, as inputs that are assumptions allow; see `monthly`."""
    if not cost.lines:
        return "unknown"
    return f"at least {about(cost.usd_per_month.low)}" if cost.missing else rough_range(cost.usd_per_month)


def rough_range(amount: Range) -> str:
    """Print an amount of money to three digits: `5,300 to 9,030`."""
    return span(amount.low, amount.high, about)


def rough_difference(workload: WorkloadCost, element: str) -> str:
    """Print the amount between what the choice costs and what an option costs, as their printed amounts differ."""
    (saved,) = (compared.saved for compared in workload.comparisons if compared.element == element)
    other = next(option.cost.usd_per_month for option in workload.options if option.element == element)
    own = workload.together.usd_per_month
    low = _rounded(saved.low, other.low, own.high)
    high = _rounded(saved.high, other.high, own.low)
    return rough_range(Range(low, high) if low >= 0 else Range(-high, -low))


def _rounded(difference: float, first: float, second: float) -> float:
    """Return the difference of two amounts rounded as they are printed; of costs that depend, as it is."""
    if not isclose(difference, first - second, rel_tol=1e-6):
        return difference
    return significant(first, _DIGITS) - significant(second, _DIGITS) or difference


def monthly_of(amount: Range, cost: Cost) -> str:
    """Print the amount of a month's cost, in whatever currency, as `monthly` does."""
    if not cost.lines:
        return "unknown"
    return f"at least {money(amount.low)}" if cost.missing else money(*amount)


def wanted(cost: Cost) -> str:
    """Name the missing inputs of a cost: facts in backticks, others in words."""
    return ", ".join(name if "`" in name else f"`{name}`" for name in cost.missing)


def in_currency(workload: WorkloadCost, rate: ExchangeRate) -> tuple[str, str]:
    """Print the cost of the options in use in the organisation's currency, and the exchange rate."""
    low, high = workload.together.usd_per_month
    amount = monthly_of(Range(converted(low, rate), converted(high, rate)), workload.together)
    return amount, f"at {full(rate.per_usd)} per USD, {rate.day}, {rate.source}"


def volume(requests_per_day: float, tokens_per_request: int | None) -> str:
    """Print a volume in requests a day and, where known, tokens a month."""
    text = f"{full(requests_per_day)} requests/day"
    if tokens_per_request is None:
        return text
    return f"{text} ({compact(requests_per_day * tokens_per_request * DAYS_PER_MONTH)} tokens/month)"


def rough_volume(requests_per_day: float, tokens_per_request: int | None) -> str:
    """Print a computed volume to three digits, as `volume` does."""
    return volume(float(about(requests_per_day).replace(",", "")), tokens_per_request)


def volume_of(workload: WorkloadCost) -> str:
    """Print the volume of a workload: requests, else tokens, else that it is not declared."""
    if workload.requests_per_day is not None:
        return volume(workload.requests_per_day, workload.tokens_per_request)
    if workload.tokens_per_month is None:
        return "volume not declared"
    return f"{compact(workload.tokens_per_month)} tokens/month, its requests not declared"


def working(line: Line) -> str:
    """Print the product behind a line: `2 GPUs x 720 hours x 1.01 to 1.46 USD per GPU-hour`."""
    parts: list[str] = []
    for factor in line.factors:
        sign = "/ " if factor.divides else "x "
        parts.append((sign if parts else "") + _factor(factor))
    return ("less " if line.sign < 0 else "") + " ".join(parts)


def _factor(factor: Factor) -> str:
    low, high = factor.amount
    unit = factor.unit.removesuffix("s") if factor.unit in _COUNTED and low == high == 1 else factor.unit
    return f"{span(low, high, full)} {unit}".rstrip()


_COUNTED = frozenset({"GPUs", "hours", "days"})
