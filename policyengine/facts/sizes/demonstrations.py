"""What a demonstration on a laptop or a gaming card says about a model."""

from policyengine.words.numbers import declared

COMPARABLE_BILLIONS = 70
"""From this size on a demonstration says something about frontier models, below it little: an article's line, given
without a measurement (https://www.customclanker.com/open-vs-closed-llms, on demonstrations)."""

GAMING_CARDS = frozenset({"RTX-3090", "RTX-4080", "RTX-4090", "RTX-5080", "RTX-5090"})
"""GPUs of the catalog that are sold for desktop computers and laptops (GeForce)."""


def is_comparable(params_total_b: float) -> bool:
    """Return whether a model is large enough for a demonstration to be held against frontier models."""
    return params_total_b >= COMPARABLE_BILLIONS


def demonstration_sentence(params_total_b: float) -> str:
    """Return what running a model of this size, in billions of parameters, on a device of one's own shows."""
    if is_comparable(params_total_b):
        return (
            f"a demonstration of {declared(params_total_b)} billion parameters can be held against a frontier model "
            f"(one published line draws it at {COMPARABLE_BILLIONS} billion); it says nothing of production traffic"
        )
    return (
        f"a demonstration of {declared(params_total_b)} billion parameters shows that the model runs, not how it "
        f"compares with a frontier model (one published line: from {COMPARABLE_BILLIONS} billion on)"
    )
