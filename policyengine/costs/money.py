"""Amounts are added in whole cents, so that the lines of a table add up to its total."""

from typing import NamedTuple

from policyengine.costs.ranges import Range


def cents(usd: float) -> int:
    """Round USD to whole cents, half to even as the decimal reads.

    An amount within a millionth of a cent of half a cent counts as half. Above ten million USD, where a float is no
    longer that precise, exactly half a cent may be rounded either way.
    """
    return round(round(usd * 100, 6))


def in_cents(usd: Range) -> Range:
    """Round both ends of a range to whole cents; still in USD."""
    return Range(cents(usd.low) / 100, cents(usd.high) / 100)


class ExchangeRate(NamedTuple):
    """An exchange rate: `per_usd` units of the currency per USD, as of an ISO day, from a source."""

    currency: str
    per_usd: float
    day: str
    source: str


def converted(usd: float, rate: ExchangeRate) -> float:
    """Return USD in the currency of the rate: usd x per_usd."""
    return usd * rate.per_usd


def in_usd(amount: float, rate: ExchangeRate) -> float:
    """Return an amount of the rate's currency in USD: amount / per_usd."""
    return amount / rate.per_usd


def discounted(usd: Range, off: Range) -> Range:
    """Return the rest of an amount after a fraction (0 to 1) is subtracted: usd x (1 - off)."""
    return usd.times(Range(1 - off.high, 1 - off.low))
