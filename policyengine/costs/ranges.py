"""An amount that is known exactly, or only within a range."""

from collections.abc import Iterable
from typing import NamedTuple


class Range(NamedTuple):
    """From `low` to `high`, both included; equal if the amount is known exactly."""

    low: float
    high: float

    @property
    def is_exact(self) -> bool:
        """Return whether the amount is known exactly."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """Return the midpoint."""
        return (self.low + self.high) / 2

    def plus(self, other: "Range") -> "Range":
        """Return the range of the sum."""
        return Range(self.low + other.low, self.high + other.high)

    def times(self, other: "Range") -> "Range":
        """Return the range of the product of two amounts that are not negative."""
        return Range(self.low * other.low, self.high * other.high)

    def over(self, other: "Range") -> "Range":
        """Return the range of the quotient; the divisor is positive."""
        return Range(self.low / other.high, self.high / other.low)


NOTHING = Range(0.0, 0.0)


def exactly(amount: float) -> Range:
    """Return the range of a known amount."""
    return Range(float(amount), float(amount))


def total(amounts: Iterable[Range]) -> Range:
    """Return the range of the sum of all."""
    low = high = 0.0
    for least, most in amounts:
        low += least
        high += most
    return Range(low, high)
