"""What fits: whether a copy of a model does, how long a context, how many requests, and how many GPUs it takes."""

from bisect import bisect_right
from typing import NamedTuple

from policyengine.costs.ranges import Range, exactly
from policyengine.sizes.sizing import Cache, kv_gb, needed_gb, splits_evenly

VLLM_SHARE = Range(0.9, 0.92)
"""Share of each GPU's memory that vLLM uses unless told: 0.9 in older versions (vllm-project/vllm#2162), 0.92 in newer
ones (`gpu_memory_utilization` in vllm/config/cache.py at vllm-project/vllm@002f10e0); read 2026-11-28."""

ENGINE_SHARE = Range(0.9, 1.0)
"""The share taken where neither it nor an engine with a known default is declared: an assumption."""

LARGEST_SERVER = 8
"""GPUs in the largest server that is common, as HGX and DGX have them; more take a rack or a network."""

MOST_GPUS = 1024
"""Up to so many GPUs are tried for one copy."""

MOST_TOKENS = 10**9
"""The longest context that is tried: it fits where a cache stops growing with the context."""

MOST_REQUESTS = 10**9
"""The most requests at once that are tried."""

FITS, TIGHT, DOES_NOT_FIT, UNKNOWN = "fits", "tight", "does-not-fit", "unknown"


class Copy(NamedTuple):
    """One copy of a model: GB of weights, what sizes its cache, the GPUs it is split over, GB used of each GPU."""

    weights_gb: float
    cache: Cache
    gpus: int
    usable_gb_each: Range

    @property
    def usable_gb(self) -> Range:
        """Return the GB that may be used of all its GPUs."""
        return self.usable_gb_each.times(exactly(self.gpus))


def times_cached(kv_heads: int | None, gpus: int) -> Range:
    """Return how many times GPUs that share a model hold its cache: once, or GPUs / heads with more GPUs than heads.

    Heads are split over GPUs, and each GPU holds one at least (`get_num_kv_heads` in
    vllm/config/model.py at vllm-project/vllm@0052a5b8). Where the
    heads are not known it is from once, as in hybrid models, to once for each GPU, as with latent attention.
    """
    if kv_heads is None:
        return Range(1.0, float(max(1, gpus)))
    return exactly(max(1.0, gpus / kv_heads))


def need_gb(copy: Copy, tokens: int, requests: int) -> Range | None:
    """Return the GB that a copy needs for so many requests of so many tokens; None when its cache is not known.

    From bare weights and cache to weights with their overhead and a cache held as often as GPUs may hold it.
    """
    cache = kv_gb(copy.cache, tokens, requests)
    if cache is None:
        return None
    times = times_cached(copy.cache.kv_heads, copy.gpus)
    return Range(copy.weights_gb + cache * times.low, needed_gb(copy.weights_gb, cache * times.high))


def fit(need: Range | None, usable: Range, least_gb: float = 0.0) -> str:
    """Return `fits`, `tight`, `does-not-fit` or `unknown`, for what is needed and usable in GB.

    It fits when the most that is needed is usable for certain; it does not when the least is more than can be usable;
    between them it is tight. Without a need only `least_gb`, a lower bound, is known: it can exclude and never suffice.
    """
    least = least_gb if need is None else need.low
    if least > usable.high:
        return DOES_NOT_FIT
    if need is None:
        return UNKNOWN
    return FITS if need.high <= usable.low else TIGHT


def longest_context(copy: Copy, requests: int) -> int | None:
    """Return the most tokens of each of so many requests that fit, 0 when not one does; None when it is not known."""
    if not copy.cache.is_known:
        return None
    return bisect_right(range(1, MOST_TOKENS + 1), copy.usable_gb.low, key=lambda tokens: _most(copy, tokens, requests))


def most_requests(copy: Copy, tokens: int) -> int | None:
    """Return the most requests of so many tokens that fit at once, 0 when not one does; None when it is not known."""
    if not copy.cache.is_known:
        return None
    return bisect_right(
        range(1, MOST_REQUESTS + 1), copy.usable_gb.low, key=lambda requests: _most(copy, tokens, requests)
    )


def fewest_gpus(copy: Copy, tokens: int, requests: int, *, even: bool = False) -> int | None:
    """Return the fewest GPUs over which a copy fits, whatever `copy.gpus`; None when no number up to MOST_GPUS does.

    A cache that is not known counts nothing, so the answer is then a lower bound. `even` takes only numbers that the
    heads split over.
    """
    heads = copy.cache.kv_heads
    for gpus in range(1, MOST_GPUS + 1):
        if even and heads is not None and not splits_evenly(heads, gpus):
            continue
        tried = copy._replace(gpus=gpus)
        if _most(tried, tokens, requests) <= tried.usable_gb.low:
            return gpus
    return None


def _most(copy: Copy, tokens: int, requests: int) -> float:
    need = need_gb(copy, tokens, requests)
    return needed_gb(copy.weights_gb, 0.0) if need is None else need.high
