"""The significance of a demonstration on a laptop or a gaming card."""

from policyengine.words.numbers import declared

COMPARABLE_BILLIONS = 70
"""Minimum size from which a demonstration is meaningful for frontier models; a published limit without a measurement
(https://www.customclanker.com/open-vs-closed-llms, on demonstrations).
"""

GAMING_CARDS = frozenset({"RTX-3090", "RTX-4080", "RTX-4090", "RTX-5080", "RTX-5090"})
"""GPUs of the catalog that are sold for desktop computers and laptops (GeForce)."""


def is_comparable(params_total_b: float) -> bool:
    """Return whether a model is large enough to compare a demonstration with frontier models."""
    return params_total_b >= COMPARABLE_BILLIONS


def demonstration_sentence(params_total_b: float) -> str:
    """Return the significance of running a model of this size, in billions of parameters, on a local device."""
    if is_comparable(params_total_b):
        return (
            f"a demonstration of {declared(params_total_b)} billion parameters can be held against a frontier model "
            f"(one published line draws it at {COMPARABLE_BILLIONS} billion); it says nothing of production traffic"
        )
    return (
        f"a demonstration of {declared(params_total_b)} billion parameters shows that the model runs, not how it "
        f"compares with a frontier model (one published line: from {COMPARABLE_BILLIONS} billion on)"
    )
