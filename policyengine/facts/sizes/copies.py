"""The memory that one copy of an option's model needs, and whether its GPUs have it."""

from typing import NamedTuple

from policyengine.costs.ranges import Range, exactly
from policyengine.facts.environment import Facts
from policyengine.facts.options import cache_of
from policyengine.facts.sizes.layout import layout_of, memory_share, requests_of_a_copy
from policyengine.sizes.fitting import DOES_NOT_FIT, UNKNOWN, Copy, fit, need_gb
from policyengine.sizes.sizing import kv_gb


class CopySize(NamedTuple):
    """GB of a copy's cache, its required and usable memory, None if unknown, and the result as a word."""

    kv_gb: float | None = None
    need_gb: Range | None = None
    usable_gb: Range | None = None
    fit: str = UNKNOWN


def copy_size(facts: Facts) -> CopySize:
    """Return the size of a copy as an option declares it; concurrent requests are divided between copies."""
    count, memory = facts.get("option.hardware.count"), facts.get("option.hardware.memory_gb")
    weights, cache = facts.get("option.sizing.weights_gb"), cache_of(facts)
    layout = layout_of(count, facts.get("option.serving.tensor_parallel"), cache) if count is not None else None
    context, concurrency = facts.get("option.serving.context"), facts.get("option.serving.concurrency")
    each = None if concurrency is None else requests_of_a_copy(concurrency, layout.copies if layout else 1)
    held = None if context is None or each is None else kv_gb(cache, context, each)
    if layout is None or memory is None or weights is None:
        return CopySize(held)
    share, _ = memory_share(facts)
    copy = Copy(weights, cache, layout.gpus, share.times(exactly(memory)))
    need = None if held is None or context is None or each is None else need_gb(copy, context, each)
    word = DOES_NOT_FIT if layout.problems else fit(need, copy.usable_gb, weights)
    return CopySize(held, need, copy.usable_gb, word)


def sizing_facts(facts: Facts) -> Facts:
    """Return the derived facts `option.sizing.*` that depend on the cache, if they are known."""
    size = copy_size(facts)
    found: Facts = {}
    if size.kv_gb is not None:
        found["option.sizing.kv_gb"] = size.kv_gb
    if size.need_gb is not None:
        found["option.sizing.needed_gb"] = size.need_gb.high
    if size.fit != UNKNOWN:
        found["option.sizing.fit"] = size.fit
    return found
