"""Costs in words, for every format: money, counts, volumes, the working of a line, the zones of a comparison."""

from policyengine.cost_report import Comparison, CostReport, OptionCost
from policyengine.costing.lines import Factor, Line
from policyengine.costing.periods import DAYS_PER_MONTH
from policyengine.costing.ranges import Range
from policyengine.costing.zones import MOST_REQUESTS_PER_DAY

_WORDS = {
    "first": "what is in use is cheaper",
    "second": "the option considered is cheaper",
    "depends": "it depends on what is not known",
}
_MANY = ((1e12, "T"), (1e9, "G"), (1e6, "M"))


def money(usd: Range) -> str:
    """Print USD or another currency with cents, a range as `1,200.00 to 1,450.00`."""
    if usd.is_exact:
        return f"{usd.low:,.2f}"
    return f"{usd.low:,.2f} to {usd.high:,.2f}"


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
    return f"{amount} {factor.unit}".rstrip()


def estimate_sentence(option: OptionCost) -> str:
    """Say how the team's own estimate compares with the cost counted, and which price it implies; empty without one."""
    if option.estimate is None:
        return ""
    said = f"the team's own estimate: {option.estimate:,.2f}"
    counted = option.cost.usd_per_month
    if counted.high <= 0:
        return said
    if counted.low <= option.estimate <= counted.high:
        return f"{said}, as counted"
    times = option.estimate / (counted.high if option.estimate > counted.high else counted.low)
    return f"{said}, {times:.2f} times what is counted{_implied(option)}"


def _implied(option: OptionCost) -> str:
    """Give the price at which the counted quantities would cost the estimate, beside the prices counted with."""
    for unit, otherwise in _OTHERWISE.items():
        priced = [line for line in option.cost.lines if line.sign > 0 and any(f.unit == unit for f in line.factors)]
        quantity = sum(_quantity(line, unit) for line in priced)
        if quantity <= 0 or option.estimate is None:
            continue
        price = option.estimate / quantity
        prices = [factor.amount for line in priced for factor in line.factors if factor.unit == unit]
        low, high = min(amount.low for amount in prices), max(amount.high for amount in prices)
        why = "" if low <= price <= high else f": {otherwise}"
        return f"; it implies {price:,.2f} {unit}, against {money(Range(low, high))}{why}"
    return ""


_OTHERWISE = {
    "USD per 1M tokens": "no mix of input and output costs that, so its volume, tokens or prices are others",
    "USD per GPU-hour": "its hours, GPUs or price are others",
}
"""What an implied price outside the prices counted with means, by their unit."""


def _quantity(line: Line, unit: str) -> float:
    """Give what a line is the price of: the product of its other factors, at their middles."""
    amount = 1.0
    for factor in line.factors:
        middle = (factor.amount.low + factor.amount.high) / 2
        if factor.unit != unit:
            amount = amount / middle if factor.divides else amount * middle
    return amount


def age_sentences(report: CostReport) -> list[str]:
    """Say which price sets behind the costs are older than prices may be."""
    return [
        f"the prices of {name} are {days} days old, and up to {report.fresh_days} they count as fresh"
        for name, days in report.ages
        if days > report.fresh_days
    ]


def zone_sentences(comparison: Comparison, requests_per_day: int, tokens_per_request: int | None) -> list[str]:
    """Say each zone with its volumes, where today's volume lies, and when declared growth crosses the next border."""
    parts = comparison.zones.parts
    sentences = []
    for index, (begin, word) in enumerate(parts):
        end = parts[index + 1][0] if index + 1 < len(parts) else None
        here = begin <= max(1, requests_per_day) and (end is None or requests_per_day < end)
        sentences.append(f"{_span(begin, end, tokens_per_request)}: {_WORDS[word]}{' (today)' if here else ''}")
    if comparison.months is not None:
        sentences.append(f"with the declared growth the next border is reached in {comparison.months} months")
    return sentences


def _span(begin: int, end: int | None, tokens_per_request: int | None) -> str:
    if begin == 1 and end is None:
        return f"at any volume up to {volume(MOST_REQUESTS_PER_DAY, None)}"
    if begin == 1:
        return f"below {volume(end or 0, tokens_per_request)}"
    if end is None:
        return f"from {volume(begin, tokens_per_request)} on"
    return f"from {volume(begin, tokens_per_request)} to below {volume(end, tokens_per_request)}"
