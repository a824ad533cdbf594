"""The number of GPUs that an option pays for: those of one copy, times copies for the busiest second, plus spares."""

from policyengine.costs import SECONDS_PER_DAY
from policyengine.costs.machines import copies_for_rate, peak_rate
from policyengine.costs.ranges import Range, exactly
from policyengine.facts.environment import Facts
from policyengine.facts.volume import PEAK, REQUESTS

COUNT = "option.hardware.count"
GPU = "option.hardware.gpu"
CAPACITY = "option.serving.requests_per_second"
UTILIZATION = "option.serving.utilization"

_SERVED = ("option.serving.context", "option.serving.concurrency")
_SLACK = 1e-9

WIDEST, NARROWEST = "bf16", "int4"
"""The range of number formats assumed for an option that declares none."""


def gpus_in_use(facts: Facts) -> Range | None:
    """Return the GPUs to pay for; None if neither their number nor its inputs are known.

    (GPUs of one copy) x (copies that the busiest second needs) + spare GPUs. A copy serves
    `option.serving.requests_per_second`; without that fact, or without a volume, one copy is assumed.
    """
    each = gpus_of_a_copy(facts)
    if each is None:
        return None
    copies, spare = copies_in_use(facts), facts.get("option.hardware.spare", 0)
    return each.times(exactly(copies)).plus(exactly(spare))


def gpus_of_a_copy(facts: Facts) -> Range | None:
    """Return the GPUs of one copy: as declared, else as its memory requires; None if unknown.

    The result is a range if the number format is not declared. Without a served context only the weights count. The
    computation is that of `policyengine size`.
    """
    if GPU not in facts:
        return None
    if COUNT in facts:
        return exactly(facts[COUNT])
    memory, total = facts.get("option.hardware.memory_gb"), facts.get("option.model.params_total_b")
    if memory is None or total is None:
        return None
    from policyengine.sizes.sizing import BITS, weights_gb

    declared = facts.get("option.serving.quantization")
    formats = (declared,) if declared in BITS else (NARROWEST, WIDEST)
    counts = [_fewest(facts, weights_gb(total, name), memory) for name in formats]
    known = [float(count) for count in counts if count is not None]
    return Range(min(known), max(known)) if len(known) == len(counts) else None


def _fewest(facts: Facts, weights: float | None, memory_gb: float) -> int | None:
    if weights is None:
        return None
    from policyengine.facts.options import cache_of
    from policyengine.facts.sizes.layout import memory_share
    from policyengine.sizes.fitting import Copy, fewest_gpus

    share, _ = memory_share(facts)
    tokens, requests = (facts.get(path, 0) for path in _SERVED)
    return fewest_gpus(Copy(weights, cache_of(facts), 1, share.times(exactly(memory_gb))), tokens, requests)


def copies_in_use(facts: Facts) -> int:
    """Return the copies for the busiest second at the target utilisation; one if no capacity is declared."""
    return copies_for(facts, facts.get(REQUESTS))


def copies_for(facts: Facts, requests: float | None) -> int:
    """Return the copies that an option needs for its own requests per day."""
    capacity = facts.get(CAPACITY)
    if not capacity or requests is None:
        return 1
    return copies_for_rate(peak_rate(requests, facts.get(PEAK, 1.0)), capacity, facts.get(UTILIZATION, 1.0))


def last_volumes(facts: Facts, share: float, copies: int) -> list[int]:
    """Return the maximum requests per day that 1, 2 and up to this many copies serve, given the option's share.

    Empty if the number of copies does not depend on the volume.
    """
    capacity = facts.get(CAPACITY)
    if not capacity or not share:
        return []
    each = capacity * facts.get(UTILIZATION, 1.0) * SECONDS_PER_DAY / facts.get(PEAK, 1.0) / share
    return [int(number * each * (1 + _SLACK)) for number in range(1, copies + 1)]
