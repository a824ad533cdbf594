"""The division of an option's GPUs between copies of its model, and the memory that the engine uses."""

from math import ceil
from typing import NamedTuple

from policyengine.costs.ranges import Range, exactly
from policyengine.facts.environment import Facts
from policyengine.sizes.fitting import ENGINE_SHARE, LARGEST_SERVER, VLLM_SHARE
from policyengine.sizes.sizing import Cache, splits_evenly

MEMORY_SHARE = "option.serving.memory_utilization"


class Layout(NamedTuple):
    """The division of GPUs: copies of the model, GPUs of each, errors and assumptions."""

    copies: int
    gpus: int
    problems: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def layout_of(count: int, parallel: int | None, cache: Cache) -> Layout:
    """Divide GPUs between copies; without declared tensor parallelism, one copy uses all."""
    if count == 0:
        return Layout(0, 0, problems=("no GPUs are declared to be in use",))
    gpus = parallel or count
    assumptions, problems, remarks = [], [], []
    if parallel is None and count > 1:
        assumptions.append("one copy of the model is split over all GPUs")
    if cache.kv_heads is None and cache.is_known and gpus > 1:
        assumptions.append(f"the cache is held once, or by each of {gpus} GPUs, as the heads are not known")
    if gpus > count:
        problems.append(f"one copy is split over {gpus} GPUs, and {count} {'is' if count == 1 else 'are'} declared")
    elif count % gpus:
        remarks.append(f"{count} GPUs cannot be divided into copies over {gpus} GPUs each: {count % gpus} are unused")
    if cache.kv_heads is not None and not splits_evenly(cache.kv_heads, gpus):
        said = f"{cache.kv_heads} heads of keys and values do not split evenly over {gpus} GPUs"
        (problems if parallel else remarks).append(said)
    if gpus > LARGEST_SERVER:
        remarks.append(f"one copy over {gpus} GPUs takes more than one server of {LARGEST_SERVER}")
    copies = max(1, count // gpus)
    return Layout(copies, min(gpus, count), tuple(problems), tuple(assumptions), tuple(remarks))


def requests_of_a_copy(concurrency: int, copies: int) -> int:
    """Return the concurrent requests of each copy, if they are divided between copies."""
    return ceil(concurrency / max(1, copies))


def memory_share(facts: Facts) -> tuple[Range, tuple[str, ...]]:
    """Return the share of memory that the engine uses, and the assumption if it is not declared."""
    declared = facts.get(MEMORY_SHARE)
    if declared is not None:
        return exactly(declared), ()
    if facts.get("option.serving.engine") == "vllm":
        return VLLM_SHARE, ("vLLM uses 90 to 92 % of each GPU's memory, its default by version",)
    return ENGINE_SHARE, ("the engine uses 90 to 100 % of each GPU's memory",)
