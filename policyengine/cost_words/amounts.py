"""Money, counts, volumes, and the working of a line, as every format prints them."""

from policyengine.cost_report import WorkloadCost
from policyengine.costing.lines import Cost, Factor, Line
from policyengine.costing.money import ExchangeRate, converted
from policyengine.costing.periods import DAYS_PER_MONTH
from policyengine.costing.ranges import Range

_MANY = ((1e12, "T"), (1e9, "G"), (1e6, "M"))


def money(usd: Range) -> str:
    """Print USD or another currency with cents, a range as `1,200.00 to 1,450.00`."""
    if usd.is_exact:
        return f"{usd.low:,.2f}"
    return f"{usd.low:,.2f} to {usd.high:,.2f}"


def monthly(cost: Cost) -> str:
    """Print a month's cost: `unknown` when nothing could be counted, a lower bound when something is missing."""
    return monthly_of(cost.usd_per_month, cost)


def monthly_of(amount: Range, cost: Cost) -> str:
    """Print the amount of a month's cost, in whatever currency, as `monthly` does."""
    if not cost.lines:
        return "unknown"
    return f"at least {amount.low:,.2f}" if cost.missing else money(amount)


def wanted(cost: Cost) -> str:
    """Name what is missing of a cost: facts in backticks, and what else there is in words."""
    return ", ".join(name if "`" in name else f"`{name}`" for name in cost.missing)


def in_currency(workload: WorkloadCost, rate: ExchangeRate) -> tuple[str, str]:
    """Print what is in use costs in the organisation's currency, and the rate that makes it that."""
    low, high = workload.together.usd_per_month
    amount = monthly_of(Range(converted(low, rate), converted(high, rate)), workload.together)
    return amount, f"at {number(rate.per_usd)} per USD, {rate.day}, {rate.source}"


def number(amount: float) -> str:
    """Print a number with separators and no more than four decimals, without zeros that say nothing."""
    text = f"{amount:,.4f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") or amount == 0 else f"{amount:.2g}"


def percent(share: float) -> str:
    """Print a share: `80 %`."""
    return f"{number(share * 100)} %"


def tokens(amount: float) -> str:
    """Print tokens in millions and more as `4.5G`, fewer in full."""
    for size, letter in _MANY:
        if amount >= size:
            return f"{float(f'{amount / size:.3g}'):g}{letter}"
    return number(amount)


def volume(requests_per_day: float, tokens_per_request: int | None) -> str:
    """Print a volume in requests a day and, where known, tokens a month."""
    text = f"{number(requests_per_day)} requests/day"
    if tokens_per_request is None:
        return text
    return f"{text} ({tokens(requests_per_day * tokens_per_request * DAYS_PER_MONTH)} tokens/month)"


def volume_of(workload: WorkloadCost) -> str:
    """Print the volume of a workload: requests, else tokens, else that it is not declared."""
    if workload.requests_per_day is not None:
        return volume(workload.requests_per_day, workload.tokens_per_request)
    if workload.tokens_per_month is None:
        return "volume not declared"
    return f"{tokens(workload.tokens_per_month)} tokens/month, its requests not declared"


def working(line: Line) -> str:
    """Print the product behind a line: `2 GPUs x 720 hours x 1.01 to 1.46 USD per GPU-hour`."""
    parts: list[str] = []
    for factor in line.factors:
        sign = "/ " if factor.divides else "x "
        parts.append((sign if parts else "") + _factor(factor))
    return ("less " if line.sign < 0 else "") + " ".join(parts)


def _factor(factor: Factor) -> str:
    low, high = factor.amount
    amount = number(low) if factor.amount.is_exact else f"{number(low)} to {number(high)}"
    unit = factor.unit.removesuffix("s") if factor.unit in _COUNTED and low == high == 1 else factor.unit
    return f"{amount} {unit}".rstrip()


_COUNTED = frozenset({"GPUs", "hours", "days"})
