"""Sizes for programs: `size/0`, described by `schemas/size.schema.json`. A GB is 10^9 bytes."""

from typing import Any

from policyengine.costs.ranges import Range
from policyengine.outputs.json_text import json_text
from policyengine.sizes.fitting import LARGEST_SERVER
from policyengine.sizes.report import Machines, ModelSize, Need, OptionSize, SizeReport
from policyengine.wire.costs import plain_amount

FORMAT = "size/0"
"""Name of the layout; 0 means that releases may still change it incompatibly."""


def render_size_json(report: SizeReport) -> str:
    """Print the whole size report, indented by two, ending in a line feed."""
    value = {
        "as_of": report.as_of,
        "models": [_model(model) for model in report.models],
        "options": [_option(option) for option in report.options],
    }
    return json_text(FORMAT, value)


def _model(size: ModelSize) -> dict[str, Any]:
    return {
        "model": size.model,
        "params_total_b": size.params_total_b,
        "params_active_b": size.params_active_b,
        "context_window": size.context_window,
        "context": size.context,
        "concurrency": size.concurrency,
        "memory_utilization": size.memory_utilization,
        "needs": [_need(need) for need in size.needs],
        "remarks": list(size.remarks),
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "quantization": need.quantization,
        "weights_gb": _gb(need.weights_gb),
        "cache_gb": None if need.cache_gb is None else _gb(need.cache_gb),
        "needed_gb": _gb(need.needed_gb),
        "lower_bound": need.cache_gb is None,
        "machines": [_machines(each) for each in need.machines],
        "too_small": list(need.too_small),
    }


def _machines(each: Machines) -> dict[str, Any]:
    return {
        "gpu": each.gpu,
        "memory_gb": each.memory_gb,
        "number": each.number,
        "even_number": each.even_number,
        "one_server": each.number <= LARGEST_SERVER,
        "free_gb": _gb(each.free_gb),
        "longest_context": each.longest_context,
        "most_requests": each.most_requests,
        "usd_per_month": None if each.usd_per_month is None else plain_amount(each.usd_per_month),
        "price_set": each.price_set or None,
    }


def _option(size: OptionSize) -> dict[str, Any]:
    return {
        "workload": size.workload,
        "element": size.element,
        "model": size.model,
        "considered": size.is_considered,
        "served": size.served._asdict(),
        "asked": list(size.asked),
        "fit": size.fit,
        "copies": size.copies,
        "need_gb": _range(size.need_gb),
        "least_gb": _gb(size.least_gb) if size.need_gb is None and size.least_gb else None,
        "memory_gb": size.memory_gb,
        "usable_gb": _range(size.usable_gb),
        "longest_context": size.longest_context,
        "most_requests": size.most_requests,
        "fewest_gpus": size.fewest_gpus,
        "problems": list(size.problems),
        "missing": list(size.missing),
        "unlisted": list(size.unlisted),
        "assumptions": list(size.assumptions),
        "remarks": list(size.remarks),
    }


def _range(amount: Range | None) -> dict[str, float] | None:
    return None if amount is None else plain_amount(Range(_gb(amount.low), _gb(amount.high)))


def _gb(amount: float) -> float:
    """Return GB to the megabyte, the precision of the inputs."""
    return round(amount, 3)
