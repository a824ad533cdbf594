"""Amounts and costs of options as plain data."""

from typing import Any

from policyengine.costs.lines import Line
from policyengine.costs.ranges import Range
from policyengine.costs.report import Assumed, Comparison, OptionCost, WorkloadCost
from policyengine.costs.zones import Zones

_CHEAPER = {"first": "in use", "second": "considered", "depends": "depends"}


def plain_amount(amount: Range) -> dict[str, float]:
    """Return an amount that is known exactly or within a range."""
    return {"low": amount.low, "high": amount.high}


def plain_workload_cost(workload: WorkloadCost) -> dict[str, Any]:
    """Return all of a workload's costs except the points of its curve; amounts are in USD per month."""
    return {
        "profile": workload.profile,
        "workload": workload.workload,
        "requests_per_day": workload.requests_per_day,
        "tokens_per_request": workload.tokens_per_request,
        "tokens_per_month": workload.tokens_per_month,
        "in_use": plain_amount(workload.together.usd_per_month),
        "complete": not workload.together.missing,
        "options": [_option(option) for option in workload.options],
        "comparisons": [_comparison(comparison) for comparison in workload.comparisons],
        "influences": [influence._asdict() for influence in workload.influences],
        "assumed": [_assumed(assumed) for assumed in workload.assumed],
    }


def _option(option: OptionCost) -> dict[str, Any]:
    return {
        "element": option.element,
        "model": option.model,
        "served": option.served,
        "considered": option.considered,
        "share": option.share,
        "cost": plain_amount(option.cost.usd_per_month) if option.cost.lines else None,
        "complete": not option.cost.missing,
        "lines": [_line(line) for line in option.cost.lines],
        "assumptions": list(option.cost.assumptions),
        "missing": list(option.cost.missing),
        "setup_usd": option.setup_usd,
        "estimate": option.estimate,
        "price_sets": dict(option.price_days),
    }


def _line(line: Line) -> dict[str, Any]:
    factors = [
        {**plain_amount(factor.amount), "unit": factor.unit, "fact": factor.fact or None, "divides": factor.divides}
        for factor in line.factors
    ]
    return {"name": line.name, **plain_amount(line.usd_per_month), "factors": factors, "price_set": line.source or None}


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "element": comparison.element,
        "margin": comparison.margin,
        "zones": _zones(comparison.zones),
        "saved": plain_amount(comparison.saved),
        "break_evens": [{"by": each.label or None, "zones": _zones(each.zones)} for each in comparison.break_evens],
        "turnings": [turning._asdict() for turning in comparison.turnings],
        "months_to_break_even": comparison.months,
        "month_of_break_even": comparison.month or None,
        "payback_months": comparison.payback_months,
    }


def _zones(zones: Zones) -> list[dict[str, Any]]:
    return [{"from_requests_per_day": begin, "cheaper": _CHEAPER[word]} for begin, word in zones.parts]


def _assumed(assumed: Assumed) -> dict[str, Any]:
    values = ((assumed.counted, assumed.usd), (assumed.other, assumed.other_usd))
    return {"name": assumed.name, "values": [{"value": value, **plain_amount(usd)} for value, usd in values]}
