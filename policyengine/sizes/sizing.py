"""Memory arithmetic of weights, key-value cache, and GPUs. A GB is 10^9 bytes."""

from typing import NamedTuple

BITS = {"fp32": 32, "fp16": 16, "bf16": 16, "fp8": 8, "int8": 8, "int4": 4, "fp4": 4}
"""Bits per weight of each value of `option.serving.quantization`."""

OVERHEAD = 1.2
"""Memory over bare weights, as a factor. Mistral's own table has it: 297, 149 and 75 GB for 123 billion parameters at
bf16, fp8 and fp4 are about a fifth above parameters x bits / 8 (mistralai/platform-docs-public)."""

_BYTES_AT_16_BITS = 2
_GB = 1e9


class Cache(NamedTuple):
    """The inputs for the size of a model's key-value cache, None if the catalog does not know them.

    `sliding_layers` of the layers keep at most `sliding_window` tokens; `bytes_per_token` replaces all other inputs if
    the size does not follow from layers and heads.
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
    """Return the GB of weights: parameters in billions x bits / 8; None for an unknown quantisation.

    A mixture of experts keeps every expert in memory, whether active or not, so the total counts.
    """
    bits = BITS.get(quantization)
    return None if bits is None else params_total_b * bits / 8


def kv_gb(cache: Cache, tokens: int, requests: int = 1) -> float | None:
    """Return the GB of the cache at 16 bits for this many requests with this many tokens; None if it is unknown.

    2 (keys and values) x layers x heads x numbers per head x 2 bytes x tokens x requests. Layers with a sliding window
    keep at most the window.
    """
    if cache.bytes_per_token is not None:
        return cache.bytes_per_token * tokens * requests / _GB
    if cache.layers is None or cache.kv_heads is None or cache.head_dim is None:
        return None
    sliding = cache.sliding_layers or 0 if cache.sliding_window is not None else 0
    kept = (cache.layers - sliding) * tokens + sliding * min(tokens, cache.sliding_window or tokens)
    return 2 * kept * cache.kv_heads * cache.head_dim * _BYTES_AT_16_BITS * requests / _GB


def needed_gb(weights: float, cache: float) -> float:
    """Return the GB required for serving: weights with their overhead, and the cache."""
    return weights * OVERHEAD + cache


def available_gb(memory_gb: float, count: int) -> float:
    """Return the total GB of the GPUs."""
    return memory_gb * count


def splits_evenly(kv_heads: int, gpus: int) -> bool:
    """Return whether tensor parallelism distributes the heads of keys and values evenly over the GPUs, or vice versa.

    With more GPUs than heads each head is stored several times (`fitting.times_cached`).
    """
    return kv_heads % gpus == 0 or gpus % kv_heads == 0
