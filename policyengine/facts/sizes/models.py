"""The memory that a catalog model needs, and the GPUs with enough memory."""

from collections.abc import Iterator, Sequence

from policyengine.costs.machines import rent_line
from policyengine.costs.ranges import Range, exactly
from policyengine.facts.environment import Environment, Facts
from policyengine.facts.options import cache_of
from policyengine.facts.prices import machine_price
from policyengine.facts.sizes.demonstrations import GAMING_CARDS, demonstration_sentence
from policyengine.loading.entry import Entry
from policyengine.sizes.fitting import ENGINE_SHARE, Copy, fewest_gpus, longest_context, most_requests, need_gb
from policyengine.sizes.report import Machines, ModelSize, Need, Wanted
from policyengine.sizes.sizing import Cache, kv_gb, needed_gb, weights_gb
from policyengine.words.numbers import declared, full

USUAL_FORMATS = ("bf16", "fp8", "int4")
USUAL_CONTEXT = 8192
USUAL_CONCURRENCY = 8


def model_size(model: Entry, wanted: Wanted, environment: Environment) -> ModelSize:
    """Return the requirement of a model in each number format, with the suitable GPUs of the catalog or those named."""
    facts, total = model.facts, model.facts.get("option.model.params_total_b")
    size = ModelSize(
        model.id,
        total,
        facts.get("option.model.params_active_b"),
        facts.get("option.model.context_window"),
        wanted.context or USUAL_CONTEXT,
        wanted.concurrency or USUAL_CONCURRENCY,
        wanted.memory_utilization or ENGINE_SHARE.low,
        wanted.gpus,
        (),
    )
    if total is None:
        return size
    gpus = _gpus(wanted.gpus, environment)
    needs = [
        _need(size, facts, weights, name, gpus, environment) for name, weights in _weights(total, wanted.quantizations)
    ]
    return size._replace(needs=tuple(needs), remarks=tuple(_remarks(size, total, cache_of(facts), gpus)))


def _weights(total: float, formats: Sequence[str]) -> Iterator[tuple[str, float]]:
    for name in formats or USUAL_FORMATS:
        weights = weights_gb(total, name)
        if weights is not None:
            yield name, weights


def _gpus(names: Sequence[str], environment: Environment) -> list[Entry]:
    found = [environment.catalog.find("gpus", name) for name in names or environment.catalog.names("gpus")]
    entries = {entry.id: entry for entry in found if entry is not None}
    return [entry for entry in entries.values() if "option.hardware.memory_gb" in entry.facts]


def _need(  # noqa: PLR0913, PLR0917 - one parameter for each input of a requirement
    size: ModelSize, model: Facts, weights: float, quantization: str, gpus: Sequence[Entry], environment: Environment
) -> Need:
    cache = cache_of(model)
    held = kv_gb(cache, size.context, size.concurrency)
    found: list[Machines] = []
    for gpu in gpus:
        usable = exactly(gpu.facts["option.hardware.memory_gb"] * size.memory_utilization)
        machines = _machines(Copy(weights, cache, 1, usable), size, gpu, environment)
        if machines is not None:
            found.append(machines)
    found.sort(key=lambda machines: (machines.number, machines.memory_gb, machines.gpu))
    holding = {machines.gpu for machines in found}
    too_small = tuple(sorted(gpu.id for gpu in gpus if gpu.id not in holding))
    return Need(quantization, weights, held, needed_gb(weights, held or 0.0), tuple(found), too_small)


def _machines(copy: Copy, size: ModelSize, gpu: Entry, environment: Environment) -> Machines | None:
    number = fewest_gpus(copy, size.context, size.concurrency)
    if number is None:
        return None
    split = copy._replace(gpus=number)
    need = need_gb(split, size.context, size.concurrency)
    longest = longest_context(split, size.concurrency)
    heads = copy.cache.kv_heads
    price, source = _rent(gpu.id, number, environment)
    return Machines(
        gpu.id,
        gpu.facts["option.hardware.memory_gb"],
        number,
        split.usable_gb.low - (needed_gb(copy.weights_gb, 0.0) if need is None else need.high),
        None if longest is None else min(longest, size.context_window or longest),
        most_requests(split, size.context),
        None if heads is None else fewest_gpus(copy, size.context, size.concurrency, even=True),
        price,
        source,
    )


def _rent(gpu: str, number: int, environment: Environment) -> tuple[Range | None, str]:
    price = machine_price({"option.hardware.gpu": gpu}, environment)
    if price is None or not price.usd_per_hour:
        return None, ""
    ends = price.usd_per_hour.values()
    per_hour = Range(min(end.low for end in ends), max(end.high for end in ends))
    return rent_line(exactly(number), per_hour).usd_per_month, price.source


def _remarks(size: ModelSize, total: float, cache: Cache, gpus: Sequence[Entry]) -> Iterator[str]:
    if size.context_window is not None and size.context > size.context_window:
        yield f"the context window has {full(size.context_window)} tokens, but {full(size.context)} are requested"
    if size.params_active_b is not None and size.params_active_b < total:
        yield (
            f"a mixture of experts: {declared(size.params_active_b)} billion parameters are active per token, "
            f"and all {declared(total)} billion are held in memory"
        )
    if cache.kv_heads is None and cache.is_known:
        yield "its heads are unknown: each GPU is assumed to store the whole cache, as with latent attention"
    if size.gpus and any(gpu.id in GAMING_CARDS for gpu in gpus):
        yield demonstration_sentence(total)
