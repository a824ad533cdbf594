"""How much memory models of the catalog and options of a workload need."""

from collections.abc import Iterator, Sequence

from policyengine.case import Case
from policyengine.costing.machines import gpus_for_memory, rent_line
from policyengine.costing.ranges import Range, exactly
from policyengine.costing.sizing import (
    OVERHEAD,
    available_gb,
    kv_gb,
    most_requests,
    needed_gb,
    splits_evenly,
    weights_gb,
)
from policyengine.facts.options import cache_of
from policyengine.facts.prices import machine_price
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.loading.entry import Entry
from policyengine.size_report import Machines, ModelSize, Need, OptionSize, Wanted

DEMO_BILLIONS = 70
"""Below it a demonstration says little about frontier models: an article's line (004:L57-63), not a measurement."""

_DECLARED = (
    "option.serving.quantization",
    "option.serving.context",
    "option.serving.concurrency",
    "option.hardware.gpu",
    "option.hardware.count",
)


def model_size(model: Entry, wanted: Wanted, around: Surroundings) -> ModelSize:
    """Give what a model needs in each number format, and the GPUs of the catalog, or those named, that hold it."""
    total = model.facts.get("option.model.params_total_b")
    cache = kv_gb(cache_of(model.facts), wanted.context, wanted.concurrency)
    needs = []
    for quantization in wanted.quantizations:
        weights = None if total is None else weights_gb(total, quantization)
        if weights is not None:
            needed = needed_gb(weights, cache or 0.0)
            found = sorted(_machines(needed, model.facts, wanted.gpus, around), key=_by_number)
            needs.append(Need(quantization, weights, cache, needed, tuple(found)))
    return ModelSize(model.id, total, wanted.context, wanted.concurrency, tuple(needs))


def _by_number(machines: Machines) -> tuple[int, float, str]:
    return machines.number, machines.memory_gb, machines.gpu


def _machines(needed: float, model: Facts, gpus: Sequence[str], around: Surroundings) -> Iterator[Machines]:
    entries = [around.catalog.find("gpus", name) for name in gpus or around.catalog.names("gpus")]
    for entry in {entry.id: entry for entry in entries if entry is not None}.values():
        memory = entry.facts.get("option.hardware.memory_gb")
        if memory is None:
            continue
        count = gpus_for_memory(needed, memory)
        price = machine_price({"option.hardware.gpu": entry.id}, around)
        usd, source = None, ""
        if price is not None and price.usd_per_hour:
            ends = price.usd_per_hour.values()
            per_hour = Range(min(end.low for end in ends), max(end.high for end in ends))
            usd, source = rent_line(exactly(count), per_hour).usd_per_month, price.source
        heads = model.get("option.model.kv_heads")
        splits = heads is None or splits_evenly(heads, count)
        yield Machines(entry.id, memory, count, available_gb(memory, count) - needed, usd, source, splits)


def option_sizes(cases: Sequence[Case]) -> Iterator[OptionSize]:
    """Give the size of each option that the team or the organisation serves itself, those considered included."""
    for case in cases:
        facts = case.facts
        if case.subject.scope != "option" or not facts["option.self_hosted"]:
            continue
        needed = facts.get("option.sizing.needed_gb")
        missing = [path for path in _DECLARED if path not in facts]
        if needed is None and not missing:
            known = "option.model.params_total_b" in facts
            missing.append("option.model.layers" if known else "option.model.params_total_b")
        yield OptionSize(
            case.subject.workload,
            case.subject.element,
            facts["option.model.id"],
            needed,
            facts.get("option.sizing.available_gb"),
            _most(facts),
            tuple(missing),
            tuple(_remarks(facts)),
        )


def _most(facts: Facts) -> int | None:
    names = ("option.sizing.weights_gb", "option.sizing.available_gb", "option.serving.context")
    weights, available, context = (facts.get(name) for name in names)
    if weights is None or available is None or context is None:
        return None
    return most_requests(cache_of(facts), context, available - weights * OVERHEAD)


def _remarks(facts: Facts) -> Iterator[str]:
    parallel, heads = facts.get("option.serving.tensor_parallel"), facts.get("option.model.kv_heads")
    if parallel and heads and not splits_evenly(heads, parallel):
        yield f"{heads} heads of keys and values do not split evenly over {parallel} GPUs"
    count = facts.get("option.hardware.count")
    if parallel and count is not None and count % parallel:
        yield f"{count} GPUs are no whole number of copies over {parallel} each"
    total = facts.get("option.model.params_total_b")
    if facts["option.hosting"] == "on-device" and total is not None and total < DEMO_BILLIONS:
        yield (
            f"a model of {total:g} billion on a device shows that it runs, not how it compares with a frontier model; "
            f"models from {DEMO_BILLIONS} billion on do, by one published line"
        )
