"""Options, volumes and prices to count with, and what is read from a report of their costs."""

import copy
from collections.abc import Callable
from typing import Any

from policyengine.costs.ranges import Range
from policyengine.costs.report import Comparison, CostReport, OptionCost, WorkloadCost

DAY = "2026-11-22"
API = {"model": "openai/gpt-4o", "hosting": "vendor-api", "provider": "openai"}
RENTED = {
    "model": "meta-llama/Llama-3.1-8B-Instruct",
    "hosting": "private-cloud",
    "provider": "aws",
    "hardware": {"gpu": "A10G", "count": 2, "usd_per_hour": 1.5},
    "serving": {"requests_per_second": 2},
}
VOLUME = {"requests_per_day": 10_000, "input_tokens": 1000, "output_tokens": 200, "peak_factor": 1}
PRICES = {
    "acme": {
        "as_of": "2026-01-01",
        "tokens": [
            {
                "model": "openai/gpt-4o",
                "service": "openai",
                "input": 2,
                "cached_input": 1,
                "output": 10,
                "batch_discount": 0.5,
            }
        ],
        "machines": [
            {"gpu": "A10G", "service": "aws", "usd_per_hour": {"on-demand": {"low": 1, "high": 1.2}, "spot": 0.4}},
            {"gpu": "L4", "usd_per_hour": {"on-demand": 0.7}, "usd_to_buy": 2500},
        ],
    }
}
Run = Callable[..., CostReport]


def counted(report: CostReport) -> dict[str, Range]:
    """Return the lines of the first option, by name."""
    return {line.name: line.usd_per_month for line in first(report).cost.lines}


def first(report: CostReport) -> OptionCost:
    """Return the first option of the first workload."""
    return only(report).options[0]


def only(report: CostReport) -> WorkloadCost:
    """Return the one workload."""
    (workload,) = report.workloads
    return workload


def changed(option: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """Return an option with further keys, joined one level deep."""
    joined = copy.deepcopy(option)
    for key, value in parts.items():
        joined[key] = {**joined.get(key, {}), **value} if isinstance(value, dict) else value
    return joined


def compared(report: CostReport) -> Comparison:
    """Return the one comparison of the one workload."""
    (comparison,) = only(report).comparisons
    return comparison
