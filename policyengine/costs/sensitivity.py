"""Which input moves a cost most, and how far it must move until another option is cheaper."""

from collections.abc import Callable
from math import log2
from typing import NamedTuple

from policyengine.costs.ranges import Range

STEP = 0.2
"""Each input is moved by this fraction of itself, up and down."""

FURTHEST = 100.0
"""An input is moved to a hundredth and a hundred times itself, no further."""

_PER_DOUBLING = 4
_HALVINGS = 40


class Influence(NamedTuple):
    """What a cost becomes, in USD per month, when one input is a fifth lower and a fifth higher."""

    name: str
    lower: float
    higher: float

    @property
    def spread(self) -> float:
        """Return how far the cost moves, in USD per month."""
        return abs(self.higher - self.lower)


def influence(name: str, cost_at: Callable[[float], Range], least: float = 0.0, most: float = FURTHEST) -> Influence:
    """Return the influence of an input; `cost_at` takes its factor, from `least` to `most`. Ranges count halfway."""
    return Influence(name, cost_at(max(1 - STEP, least)).middle, cost_at(min(1 + STEP, most)).middle)


def turning_factors(
    word_at: Callable[[float], str], least: float = 0.0, most: float = FURTHEST
) -> tuple[float | None, float | None]:
    """Return the factors of an input, nearest to 1 below and above it, from which the word is another than at 1.

    None where it stays the same down to `least`, or up to `most`, and within a hundred times. Found on a grid of four
    to a doubling and halved from there: a word that changes and changes back between two of its points is missed.
    """
    return _turning(word_at, max(least, 1 / FURTHEST)), _turning(word_at, min(most, FURTHEST))


def _turning(word_at: Callable[[float], str], end: float) -> float | None:
    if end == 1:
        return None
    word, last = word_at(1.0), 1.0
    steps = int(abs(log2(end)) * _PER_DOUBLING)
    direction = 1 if end > 1 else -1
    for factor in [*(2 ** (direction * step / _PER_DOUBLING) for step in range(1, steps + 1)), end]:
        if word_at(factor) != word:
            return _halved(word_at, word, last, factor)
        last = factor
    return None


def _halved(word_at: Callable[[float], str], word: str, same: float, other: float) -> float:
    """Narrow down where the word changes between a factor with the same word and one with another."""
    for _ in range(_HALVINGS):
        middle = (same + other) / 2
        if word_at(middle) == word:
            same = middle
        else:
            other = middle
    return other
