"""Whether a copy of a model fits, its maximum context and requests, and the minimum number of GPUs."""

from bisect import bisect_right
from typing import NamedTuple

from policyengine.costs.ranges import Range, exactly
from policyengine.sizes.sizing import Cache, kv_gb, needed_gb, splits_evenly

VLLM_SHARE = Range(0.9, 0.92)
"""Default share of each GPU's memory that vLLM uses: 0.9 in older versions (vllm-project/vllm#2162), 0.92 in newer ones
(`gpu_memory_utilization` in vllm/config/cache.py at vllm-project/vllm@002f10e0); read 2026-11-28.
"""

ENGINE_SHARE = Range(0.9, 1.0)
"""The assumed share if neither it nor an engine with a known default is declared."""

LARGEST_SERVER = 8
"""GPUs in the largest common server, such as HGX and DGX; more GPUs need a rack or a network."""

MOST_GPUS = 1024
"""Maximum number of GPUs tried for one copy."""

MOST_TOKENS = 10**9
"""Maximum context tried; it fits if a cache stops growing with the context."""

MOST_REQUESTS = 10**9
"""Maximum number of concurrent requests tried."""

FITS, TIGHT, DOES_NOT_FIT, UNKNOWN = "fits", "tight", "does-not-fit", "unknown"


class Copy(NamedTuple):
    """One copy of a model: GB of weights, the inputs of its cache size, its number of GPUs, and GB used of each GPU."""

    weights_gb: float
    cache: Cache
    gpus: int
    usable_gb_each: Range

    @property
    def usable_gb(self) -> Range:
        """Return the usable GB of all its GPUs."""
        return self.usable_gb_each.times(exactly(self.gpus))


def times_cached(kv_heads: int | None, gpus: int) -> Range:
    """Return how many times GPUs that share a model store its cache: once, or GPUs / heads with more GPUs than heads.

    Heads are split over GPUs, and each GPU stores at least one (`get_num_kv_heads` in vllm/config/model.py at
    vllm-project/vllm@0052a5b8). If the heads are unknown, the result is a range from once, as in hybrid models, to once
    per GPU, as with latent attention.
    """
    if kv_heads is None:
        return Range(1.0, float(max(1, gpus)))
    return exactly(max(1.0, gpus / kv_heads))


def need_gb(copy: Copy, tokens: int, requests: int) -> Range | None:
    """Return the GB that a copy needs for this many requests with this many tokens; None if its cache is unknown.

    The range is from bare weights and cache to weights with their overhead and the maximum number of stored caches.
    """
    cache = kv_gb(copy.cache, tokens, requests)
    if cache is None:
        return None
    times = times_cached(copy.cache.kv_heads, copy.gpus)
    return Range(copy.weights_gb + cache * times.low, needed_gb(copy.weights_gb, cache * times.high))


def fit(need: Range | None, usable: Range, least_gb: float = 0.0) -> str:
    """Return `fits`, `tight`, `does-not-fit` or `unknown`, for the required and usable GB.

    It fits if the upper bound of the requirement is certainly usable; it does not fit if the lower bound exceeds the
    usable maximum; otherwise it is tight. Without a known requirement there is only `least_gb`, a lower bound: it can
    rule out a GPU but never confirm a fit.
    """
    least = least_gb if need is None else need.low
    if least > usable.high:
        return DOES_NOT_FIT
    if need is None:
        return UNKNOWN
    return FITS if need.high <= usable.low else TIGHT


def longest_context(copy: Copy, requests: int) -> int | None:
    """Return the maximum tokens per request that fit, 0 if none does; None if unknown."""
    if not copy.cache.is_known:
        return None
    return bisect_right(range(1, MOST_TOKENS + 1), copy.usable_gb.low, key=lambda tokens: _most(copy, tokens, requests))


def most_requests(copy: Copy, tokens: int) -> int | None:
    """Return the maximum number of concurrent requests that fit, 0 if none does; None if unknown."""
    if not copy.cache.is_known:
        return None
    return bisect_right(
        range(1, MOST_REQUESTS + 1), copy.usable_gb.low, key=lambda requests: _most(copy, tokens, requests)
    )


def fewest_gpus(copy: Copy, tokens: int, requests: int, *, even: bool = False) -> int | None:
    """Return the minimum number of GPUs over which a copy fits, regardless of `copy.gpus`; None above MOST_GPUS.

    An unknown cache counts as 0, so the result is then a lower bound. `even` restricts the search to numbers over which
    the heads split evenly.
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
