"""Memory for a model's weights, and memory at hand.

Weights take total parameters x bits / 8: a mixture of experts holds every expert in memory, whatever is active.
Vendor tables agree (Mistral: 123 B parameters need 297 / 149 / 75 GB at bf16 / fp8 / fp4, about 20 % above this
product; the overhead is a rule's parameter, not part of the fact).
"""

BITS = {"fp32": 32, "fp16": 16, "bf16": 16, "fp8": 8, "int8": 8, "int4": 4, "fp4": 4}
"""Bits per weight of each value of `option.serving.quantization`."""


def weights_gb(params_total_b: float, quantization: str) -> float | None:
    """Give the GB (10^9 bytes) of weights, or None for a quantisation whose width is not known."""
    bits = BITS.get(quantization)
    return None if bits is None else params_total_b * bits / 8


def available_gb(memory_gb: float, count: int) -> float:
    """Give the GB of all GPUs together."""
    return memory_gb * count
