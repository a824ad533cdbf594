"""How many GPUs an option pays for: what holds the model, times copies for the busiest second, and spares."""

from policyengine.costing.fitting import DOES_NOT_FIT, Copy, fewest_gpus
from policyengine.costing.machines import copies_for_rate, peak_rate
from policyengine.costing.periods import SECONDS_PER_DAY
from policyengine.costing.ranges import Range, exactly
from policyengine.costing.sizing import BITS, weights_gb
from policyengine.facts.copy_sizes import copy_size
from policyengine.facts.options import cache_of
from policyengine.facts.serving_layout import memory_share
from policyengine.facts.surroundings import Facts

COUNT = "option.hardware.count"
GPU = "option.hardware.gpu"

_CAPACITY = "option.serving.requests_per_second"
_PEAK = "workload.volume.peak_factor"
_REQUESTS = "workload.volume.requests_per_day"
_SERVED = ("option.serving.context", "option.serving.concurrency")
_UTILIZATION = "option.serving.utilization"
_SLACK = 1e-9
_WIDEST, _NARROWEST = "bf16", "int4"
"""The number formats between which an option lies that declares none."""


def gpus_in_use(facts: Facts) -> Range | None:
    """Give the GPUs to pay for; None when neither their number nor what decides it is known.

    (GPUs of one copy) x (copies that the busiest second needs) + those kept spare. A copy is what serves
    `option.serving.requests_per_second`; without that, or without a volume, one copy is taken to serve.
    """
    each = gpus_of_a_copy(facts)
    if each is None:
        return None
    copies, spare = copies_in_use(facts), facts.get("option.hardware.spare", 0)
    return each.times(exactly(copies)).plus(exactly(spare))


def gpus_of_a_copy(facts: Facts) -> Range | None:
    """Give the GPUs that hold the model: as declared, else what its memory takes; None when that is not known.

    A range where the number format is not declared. Without a served context only the weights are counted. As
    `policyengine size` counts them.
    """
    if GPU not in facts:
        return None
    if COUNT in facts:
        return exactly(facts[COUNT])
    memory, total = facts.get("option.hardware.memory_gb"), facts.get("option.model.params_total_b")
    if memory is None or total is None:
        return None
    declared = facts.get("option.serving.quantization")
    formats = (declared,) if declared in BITS else (_NARROWEST, _WIDEST)
    counts = [_fewest(facts, weights_gb(total, name), memory) for name in formats]
    known = [float(count) for count in counts if count is not None]
    return Range(min(known), max(known)) if len(known) == len(counts) else None


def _fewest(facts: Facts, weights: float | None, memory_gb: float) -> int | None:
    if weights is None:
        return None
    share, _ = memory_share(facts)
    usable = Range(memory_gb * share.low, memory_gb * share.high)
    tokens, requests = (facts.get(path, 0) for path in _SERVED)
    return fewest_gpus(Copy(weights, cache_of(facts), 1, usable), tokens, requests)


def copies_in_use(facts: Facts) -> int:
    """Give the copies that serve the busiest second at no more than the utilisation wanted; one where nobody says."""
    capacity, requests = facts.get(_CAPACITY), facts.get(_REQUESTS)
    if not capacity or requests is None:
        return 1
    return copies_for_rate(peak_rate(requests, facts.get(_PEAK, 1.0)), capacity, facts.get(_UTILIZATION, 1.0))


def last_volumes(facts: Facts, share: float, copies: int) -> list[int]:
    """Give the most requests per day that 1, 2 and up to so many copies serve, of which the option has a share.

    Empty where the number of copies does not follow from the volume.
    """
    capacity = facts.get(_CAPACITY)
    if not capacity or not share:
        return []
    each = capacity * facts.get(_UTILIZATION, 1.0) * SECONDS_PER_DAY / facts.get(_PEAK, 1.0) / share
    return [int(number * each * (1 + _SLACK)) for number in range(1, copies + 1)]


def count_assumptions(facts: Facts) -> list[str]:
    """Say what the number of GPUs rests on that nobody declared, and how the declared machines fall short."""
    return [*_of_memory(facts), *_of_traffic(facts)]


def _of_memory(facts: Facts) -> list[str]:
    if COUNT in facts:
        is_short = copy_size(facts).fit == DOES_NOT_FIT
        short = "it runs on the GPUs declared, though by memory it does not fit: see `policyengine size`"
        return [short] if is_short else []
    said = [f"GPUs by memory: `{COUNT}` is not declared"]
    if facts.get("option.serving.quantization") not in BITS:
        said.append(f"weights from {_NARROWEST} to {_WIDEST}: `option.serving.quantization` is not declared")
    if copy_size(facts).kv_gb is None:
        said.append("memory of the requests is not counted: their context and concurrency, or the cache, are not known")
    return said


def _of_traffic(facts: Facts) -> list[str]:
    requests, capacity = facts.get(_REQUESTS), facts.get(_CAPACITY)
    if requests is None:
        return [f"one copy serves all: `{_REQUESTS}` is not declared"]
    if not capacity:
        return [f"one copy serves {requests:,.0f} requests/day: `{_CAPACITY}` is not declared"]
    said = []
    copies = copies_in_use(facts)
    if copies > 1:
        said.append(f"{copies:,} copies, as one serves {capacity:g} requests/s")
    if _PEAK not in facts:
        said.append(f"the busiest second is an average one: `{_PEAK}` is not declared")
    if _UTILIZATION not in facts:
        said.append(f"copies run at all of their measured capacity: `{_UTILIZATION}` is not declared")
    return said
