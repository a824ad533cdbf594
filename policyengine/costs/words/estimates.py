"""The team's estimates compared with computed costs, and notes on the prices behind them."""

from math import fsum

from policyengine.costs.lines import Line
from policyengine.costs.report import CostReport, OptionCost
from policyengine.words.numbers import about, counted, full, measured, span


def estimate_sentence(option: OptionCost) -> str:
    """Return how the team's estimate compares with the computed cost, and which price it implies; empty without one."""
    if option.estimate is None:
        return ""
    said = f"team estimate: {about(option.estimate)}"
    usd = option.cost.usd_per_month
    if usd.high <= 0:
        return said
    if usd.low <= option.estimate <= usd.high:
        return f"{said}, as computed"
    times = option.estimate / (usd.high if option.estimate > usd.high else usd.low)
    if round(times, 2) == 1:
        return f"{said}, as computed to within 1 %"
    return f"{said}, {measured(times)} times the computed cost{_implied(option)}"


def _implied(option: OptionCost) -> str:
    """Return the price at which the computed quantities would cost the estimate, and the prices that were used."""
    for unit, otherwise in _OTHERWISE.items():
        priced = [line for line in option.cost.lines if line.sign > 0 and any(f.unit == unit for f in line.factors)]
        quantity = fsum(_quantity(line, unit) for line in priced)
        if quantity <= 0 or option.estimate is None:
            continue
        price = option.estimate / quantity
        prices = [factor.amount for line in priced for factor in line.factors if factor.unit == unit]
        low, high = min(amount.low for amount in prices), max(amount.high for amount in prices)
        why = "" if low <= price <= high else f": {otherwise}"
        return f"; it implies {about(price)} {unit} instead of {span(low, high, full)}{why}"
    return ""


_OTHERWISE = {
    "USD per 1M tokens": "no mix of input and output costs that, so its volume, tokens or prices differ",
    "USD per GPU-hour": "its hours, GPUs or price differ",
}
"""What an implied price outside the prices counted with means, by their unit."""


def _quantity(line: Line, unit: str) -> float:
    """Return what a line is the price of: the product of its other factors, at their middles."""
    amount = 1.0
    for factor in line.factors:
        middle = factor.amount.middle
        if factor.unit != unit:
            amount = amount / middle if factor.divides else amount * middle
    return amount


def note_sentences(report: CostReport) -> list[str]:
    """Return what was not counted or converted, and which prices are newer than the day counted as of, or too old."""
    pairs = {pair for workload in report.workloads for option in workload.options for pair in option.price_days}
    later = [
        f"prices of {source} are of {day}, and costs are computed as of {report.as_of}"
        for source, day in sorted(pairs)
        if day > report.as_of
    ]
    return [*report.notes, *later, *age_sentences(report)]


def age_sentences(report: CostReport) -> list[str]:
    """Return which price sets behind the costs are older than prices may be."""
    return [
        f"the prices of {name} are {counted(days, 'day')} old; prices count as fresh for {report.fresh_days} days"
        for name, days in report.ages
        if days > report.fresh_days
    ]
