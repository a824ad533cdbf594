"""Sizes for a spreadsheet: one row for each number format and GPU of a model, or for each option of a profile."""

from collections.abc import Iterator

from policyengine.outputs.csv_rows import csv_text
from policyengine.sizes.report import ModelSize, OptionSize, SizeReport

MODEL_COLUMNS = (
    "model",
    "quantization",
    "context",
    "concurrency",
    "weights_gb",
    "cache_gb",
    "needed_gb",
    "lower_bound",
    "gpu",
    "number",
    "even_number",
    "free_gb",
    "longest_context",
    "most_requests",
    "low_usd_per_month",
    "high_usd_per_month",
    "price_set",
)
OPTION_COLUMNS = (
    "workload",
    "option",
    "model",
    "quantization",
    "context",
    "concurrency",
    "gpu",
    "gpu_count",
    "copies",
    "fit",
    "low_needed_gb",
    "high_needed_gb",
    "low_usable_gb",
    "high_usable_gb",
    "longest_context",
    "most_requests",
    "fewest_gpus",
    "asked",
    "missing",
)


def render_size_csv(report: SizeReport) -> str:
    """Print the rows below a header; an unknown value is an empty cell."""
    if report.models:
        return csv_text(MODEL_COLUMNS, (row for model in report.models for row in _model(model)))
    return csv_text(OPTION_COLUMNS, map(_option, report.options))


def _model(size: ModelSize) -> Iterator[list[object]]:
    for need in size.needs:
        memory = [need.weights_gb, need.cache_gb, need.needed_gb]
        head = [size.model, need.quantization, size.context, size.concurrency, *map(_gb, memory), need.cache_gb is None]
        for each in need.machines:
            usd = each.usd_per_month
            price = [""] * 2 if usd is None else [f"{usd.low:.2f}", f"{usd.high:.2f}"]
            found = [each.gpu, each.number, each.even_number, _gb(each.free_gb)]
            yield [*head, *found, each.longest_context, each.most_requests, *price, each.price_set]
        if not need.machines:
            yield [*head, *[""] * (len(MODEL_COLUMNS) - len(head))]


def _option(size: OptionSize) -> list[object]:
    need, usable = size.need_gb or (size.least_gb or None, None), size.usable_gb or (None, None)
    fitting = [size.longest_context, size.most_requests, size.fewest_gpus]
    named = [" ".join(size.asked), " ".join((*size.missing, *size.unlisted))]
    head = [size.workload, size.element, size.model, *size.served, size.copies, size.fit]
    return [*head, *map(_gb, (*need, *usable)), *fitting, *named]


def _gb(amount: float | None) -> str:
    return "" if amount is None else f"{amount:.3f}"
