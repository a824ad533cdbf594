"""The most sensitive inputs of a cost, and the changes that make another option cheaper."""

from collections.abc import Callable
from math import log2
from typing import NamedTuple

from policyengine.costs.ranges import Range

STEP = 0.2
"""Each input is changed by this fraction, up and down."""

FURTHEST = 100.0
"""An input is changed to between a hundredth and a hundred times its value."""

_PER_DOUBLING = 4
_HALVINGS = 40


class Influence(NamedTuple):
    """The cost in USD per month if one input is 20 % lower and 20 % higher."""

    name: str
    lower: float
    higher: float

    @property
    def spread(self) -> float:
        """Return the change of the cost, in USD per month."""
        return abs(self.higher - self.lower)


def influence(name: str, cost_at: Callable[[float], Range], least: float = 0.0, most: float = FURTHEST) -> Influence:
    """Return the influence of an input; `cost_at` takes its factor, from `least` to `most`. Ranges use midpoints."""
    return Influence(name, cost_at(max(1 - STEP, least)).middle, cost_at(min(1 + STEP, most)).middle)


def turning_factors(
    word_at: Callable[[float], str], least: float = 0.0, most: float = FURTHEST
) -> tuple[float | None, float | None]:
    """Return the factors of an input, nearest to 1 below and above it, at which the answer differs from that at 1.

    None if the answer stays the same down to `least`, or up to `most`, and within a hundred times. The search uses a
    grid of four points per doubling and bisection: an answer that changes and changes back between two points is
    missed.
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
    """Narrow down the change between a factor with the same answer and one with another."""
    for _ in range(_HALVINGS):
        middle = (same + other) / 2
        if word_at(middle) == word:
            same = middle
        else:
            other = middle
    return other
