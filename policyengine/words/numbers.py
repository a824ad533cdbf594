"""Numbers as text: one function for each style. `tests/house/test_number_words.py` finds numbers formatted elsewhere.

| what is printed | style | example |
|---|---|---|
| a number that a file holds and a program reads back | `exact` | `0.000001` |
| an amount of money | `money` | `1,200.00 to 1,450.00` |
| a large amount at a glance: tokens, the ticks of an axis | `compact` | `4.5G` |
| a value that somebody declared, or a fact computed from such | `grouped`, `declared` | `4096`, `50,000`, `0.25` |
| a count, a limit, a factor of a product | `counted`, `full` | `1,200 requests`, `4,096`, `0.153` |
| a measured or computed number | `measured`, `percent`, `tenths` | `5.56`, `80 %`, `141.2` |
| an estimate | `about` | `12,300` |
"""

from math import floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import timedelta

DIGITS = 6
"""Maximum digits of a printed computed fact by default."""

_SCALES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_GROUPED_FROM = 10_000
_WHOLE_FROM = 1_000
_TENTH = 0.1
_SMALLEST, _SMALL = 1e-9, 1e-4
"""Range in which Python writes an exponent but people write zeros."""


def exact(number: float) -> str:
    """Return a number with the fewest digits possible, at most ten decimals, and never with an exponent."""
    return _stripped(f"{number:z.10f}")


def grouped(number: float) -> str:
    """Return a number as declared, with thousands separators from 10,000 on: `4096`, `700,000,000`, `12.0` as `12`."""
    if _SMALLEST <= abs(number) < _SMALL:
        return _significant(number, DIGITS)
    return format(number, "," if abs(number) >= _GROUPED_FROM else "").removesuffix(".0")


def declared(number: float, digits: int = DIGITS) -> str:
    """Return a fact's number as a person would declare it, a fraction rounded: `4096`, `50,000`, `2.31481`."""
    return grouped(number if isinstance(number, int) else rounded(number, digits))


def full(number: float) -> str:
    """Return a number with thousands separators, and at most four decimals: `4,096`, `12.5`, `0.153`.

    A number that would round to 0 has two significant digits: `0.000012`.
    """
    if isinstance(number, int):
        return f"{number:,}"
    text = _stripped(f"{number:z,.4f}")
    return text if text != "0" else _significant(number, 2)


def money(low: float, high: float | None = None) -> str:
    """Return an amount of money with cents, or a range of amounts: `1,200.00`, `1,200.00 to 1,450.00`."""
    return span(low, low if high is None else high, _cents)


def compact(number: float) -> str:
    """Return a large number by its first three digits: `500`, `20k`, `1.25M`, `4.5G`."""
    shown = significant(number, 3)
    for size, letter in _SCALES:
        if abs(shown) >= size:
            return _significant(shown / size, 3) + letter
    return _significant(shown, 3)


def measured(number: float) -> str:
    """Return a measured or computed number: two decimals below 1,000, and none above.

    Trailing zeros are omitted, and below 0.1 there are three digits: `0.0568`, `0.64`, `5.56`, `80`, `1,334`.
    """
    if abs(number) >= _WHOLE_FROM:
        return f"{number:,.0f}"
    return _stripped(f"{number:,.2f}") if abs(number) >= _TENTH else _significant(number, 3)


def about(number: float) -> str:
    """Return an estimate by its first three digits: `0.0765`, `1.27`, `12,300`."""
    return full(significant(number, 3))


def tenths(number: float) -> str:
    """Return a number with one decimal, so that a column of them is aligned: `7.5`, `80.0`, `1,128.0`."""
    return f"{number:z,.1f}"


def percent(share: float) -> str:
    """Return a share of 1 in percent: `80 %`, `33.33 %`, `0.05 %`."""
    return f"{measured(share * 100)} %"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 rule`, `1,200 rules`."""
    return f"{full(number)} {noun}" if number == 1 else f"{full(number)} {noun}s"


def duration(time: "timedelta") -> str:
    """Return a duration in days if it is a whole number of days, otherwise in seconds: `30 days`, `1.5 s`."""
    if time.seconds or time.microseconds:
        return f"{grouped(time.total_seconds())} s"
    return counted(time.days, "day")


def span(low: float, high: float, style: "Callable[[float], str]") -> str:
    """Return a range in a style of this module, or one number if both ends look the same: `2 to 4`, `2`."""
    first, last = style(low), style(high)
    return first if first == last else f"{first} to {last}"


def significant(number: float, digits: int) -> float:
    """Round a number to this many digits."""
    return float(f"{number:.{digits}g}")


def rounded(number: float, digits: int = DIGITS) -> float:
    """Round to this many digits, or to tenths for larger numbers: the precision that people compare."""
    return significant(number, digits) if abs(number) < 10**digits else round(number, 1)


def _cents(amount: float) -> str:
    return f"{amount:z,.2f}"


def _significant(number: float, digits: int) -> str:
    """Return a number with this many digits and without an exponent."""
    if number == 0:
        return "0"
    decimals = max(0, digits - 1 - floor(log10(abs(number))))
    return _stripped(f"{number:z,.{decimals}f}")


def _stripped(text: str) -> str:
    """Remove trailing zeros after the point."""
    return text.rstrip("0").rstrip(".") if "." in text else text
