"""Memory: of a model's weights, of its key-value cache, and of machines. A GB is 10^9 bytes."""

from typing import NamedTuple

BITS = {"fp32": 32, "fp16": 16, "bf16": 16, "fp8": 8, "int8": 8, "int4": 4, "fp4": 4}
"""Bits per weight of each value of `option.serving.quantization`."""

OVERHEAD = 1.2
"""Memory over bare weights, as a factor. Mistral's own table has it: 297, 149 and 75 GB for 123 billion parameters at
bf16, fp8 and fp4 are about a fifth above parameters x bits / 8 (mistralai/platform-docs-public)."""

_BYTES_AT_16_BITS = 2
_GB = 1e9


class Cache(NamedTuple):
    """What sizes the key-value cache of a model, None where the catalog does not know it.

    `sliding_layers` of the layers keep `sliding_window` tokens at most; `bytes_per_token` stands in for all of it where
    layers and heads do not say it.
    """

    layers: int | None = None
    kv_heads: int | None = None
    head_dim: int | None = None
    sliding_window: int | None = None
    sliding_layers: int | None = None
    bytes_per_token: int | None = None

    @property
    def is_known(self) -> bool:
        """Return whether its memory can be computed."""
        return kv_gb(self, 1) is not None


def weights_gb(params_total_b: float, quantization: str) -> float | None:
    """Return the GB of weights: parameters in billions x bits / 8; None for a quantisation whose width is not known.

    A mixture of experts holds every expert in memory, whatever is active, so the total counts.
    """
    bits = BITS.get(quantization)
    return None if bits is None else params_total_b * bits / 8


def kv_gb(cache: Cache, tokens: int, requests: int = 1) -> float | None:
    """Return the GB of the cache at 16 bits, with so many tokens of each of so many requests; None if it is not known.

    2 (keys and values) x layers x heads x numbers per head x 2 bytes x tokens x requests. Layers with a sliding window
    keep the window at most.
    """
    if cache.bytes_per_token is not None:
        return cache.bytes_per_token * tokens * requests / _GB
    if cache.layers is None or cache.kv_heads is None or cache.head_dim is None:
        return None
    sliding = cache.sliding_layers or 0 if cache.sliding_window is not None else 0
    kept = (cache.layers - sliding) * tokens + sliding * min(tokens, cache.sliding_window or tokens)
    return 2 * kept * cache.kv_heads * cache.head_dim * _BYTES_AT_16_BITS * requests / _GB


def needed_gb(weights: float, cache: float) -> float:
    """Return the GB that serving needs, from GB of weights and of cache: weights with their overhead, and the cache."""
    return weights * OVERHEAD + cache


def available_gb(memory_gb: float, count: int) -> float:
    """Return the GB of all GPUs together."""
    return memory_gb * count


def splits_evenly(kv_heads: int, gpus: int) -> bool:
    """Return whether tensor parallelism gives each GPU as many heads of keys and values, or each head as many GPUs.

    With more GPUs than heads each head is held more than once (`fitting.times_cached`).
    """
    return kv_heads % gpus == 0 or gpus % kv_heads == 0
