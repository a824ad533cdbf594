"""The volumes at which one of two costs is lower, and those at which unknown inputs decide."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from policyengine.costs.ranges import Range

CostAt = Callable[[int], Range]
"""A function from requests per day to USD per month."""

MOST_REQUESTS_PER_DAY = 10**9
"""The end of the search."""

_PER_DOUBLING = 16

_SAME = 1e-9
"""Costs that differ by less than this fraction are equal: sums of floats in different order differ by less."""


class Zones(NamedTuple):
    """The comparison of two options over the volumes from 1 to the end of the search, in requests per day.

    Each zone is (first volume, word): the word is `first`, `second`, or `depends` if the ranges overlap; if both cost
    the same it is `first`. Zones are adjacent, starting at 1.
    """

    parts: tuple[tuple[int, str], ...]

    def at(self, requests_per_day: float) -> str:
        """Return the word for a volume of at least 1."""
        return next(word for begin, word in reversed(self.parts) if begin <= max(1, requests_per_day))


def cheaper(first: Range, second: Range, margin: float = 0.0) -> str:
    """Return which of two costs of one period is certainly lower by at least a margin, or `depends`.

    The margin is a fraction of the higher cost: 0.1 is a tenth. If both are equal, to a billionth, and the margin is 0,
    the result is the first.
    """
    is_first = first.high <= second.low * (1 - margin) * (1 + _SAME)
    if is_first and (not margin or first.high < second.low * (1 - _SAME)):
        return "first"
    is_second = second.high < first.low * (1 - _SAME) and second.high <= first.low * (1 - margin) * (1 + _SAME)
    return "second" if is_second else "depends"


def zones(
    first: CostAt, second: CostAt, margin: float = 0.0, at: Iterable[int] = (), most: int = MOST_REQUESTS_PER_DAY
) -> Zones:
    """Return the volumes at which the first option is cheaper, those for the second, and those that depend.

    The answer depends on unknown inputs if the ranges overlap, or if the costs are within the margin, a fraction of the
    higher one. Each boundary is exact to one request per day. Steps of hardware can make the costs cross twice between
    two points of the grid, which has 16 points per doubling: such a pair lies within 4.5 % of one volume, and is missed
    unless one of the volumes `at` lies between. If these include the last volume before each step and the first after
    it, none is missed.
    """

    @cache
    def word(volume: int) -> str:
        return cheaper(first(volume), second(volume), margin)

    parts = [(1, word(1))]
    last = 1
    for volume in sorted({*_grid(most), *(volume for volume in at if 1 < volume < most)}):
        if word(volume) != parts[-1][1]:
            parts += _borders(word, last, volume)
        last = volume
    return Zones(tuple(parts))


def _grid(most: int) -> Iterator[int]:
    volume = 1
    while volume < most:
        volume = min(most, max(volume + 1, round(volume * 2 ** (1 / _PER_DOUBLING))))
        yield volume


def _borders(word: Callable[[int], str], low: int, high: int) -> list[tuple[int, str]]:
    """Return the boundaries between two volumes with different words, each as (first volume, word)."""
    if high - low <= 1:
        return [(high, word(high))]
    middle = (low + high) // 2
    found: list[tuple[int, str]] = []
    if word(middle) != word(low):
        found += _borders(word, low, middle)
    if word(high) != word(middle):
        found += _borders(word, middle, high)
    return found
