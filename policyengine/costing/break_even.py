"""Where two costs are the same: searched for, because machines come in whole numbers and make steps."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from policyengine.costing.ranges import Range, exactly
from policyengine.costing.tokens import TOKENS_PER_PRICE

CostAt = Callable[[int], float]
"""Requests per day in, USD per month out."""

MOST_REQUESTS_PER_DAY = 10**10
"""Where the search ends; more than any service has published."""


class Crossing(NamedTuple):
    """From this many requests per day on the answer is another, until the next crossing.

    `first_is_cheaper_above`: from here on the first costs less than the second; else it costs as much or more.
    """

    requests_per_day: int
    first_is_cheaper_above: bool


def tokens_that_cost(usd: Range, usd_per_million: Range) -> Range:
    """Give the tokens that cost as much as a flat sum, in the sum's period: usd / price x 10^6; the price is above 0.

    Below, paying for tokens is cheaper; above, the flat sum is.
    """
    return usd.over(usd_per_million).times(exactly(TOKENS_PER_PRICE))


def crossings(first: CostAt, second: CostAt, most: int = MOST_REQUESTS_PER_DAY) -> tuple[Crossing, ...]:
    """Give where the cheaper of two options changes, for 1 to `most` requests per day, in order.

    Each is exact: at `requests_per_day` the sign of first - second differs from the sign one request below. Steps of
    machines can make the lines cross and cross back between two points of the grid (64 to each doubling); such a pair
    is missed, and lies within 1.1 % of one volume.
    """
    found: list[Crossing] = []
    last = 1
    below = _is_cheaper(first, second, 1)
    for volume in _grid(most):
        here = _is_cheaper(first, second, volume)
        if here != below:
            found.append(Crossing(_switch(first, second, last, volume), here))
        last, below = volume, here
    return tuple(found)


def _grid(most: int) -> Iterator[int]:
    volume = 1
    while volume < most:
        volume = min(most, max(volume + 1, round(volume * 2 ** (1 / 64))))
        yield volume


def _is_cheaper(first: CostAt, second: CostAt, volume: int) -> bool:
    return first(volume) < second(volume)


def _switch(first: CostAt, second: CostAt, low: int, high: int) -> int:
    """Give the least volume above `low` where the answer is that of `high`."""
    wanted = _is_cheaper(first, second, high)
    while high - low > 1:
        middle = (low + high) // 2
        if _is_cheaper(first, second, middle) == wanted:
            high = middle
        else:
            low = middle
    return high
