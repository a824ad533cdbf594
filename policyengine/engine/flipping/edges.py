"""Numbers and days at the boundaries of comparisons, where an outcome may change."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil, floor, isfinite, log10
from typing import Any

from policyengine.engine.flipping.clues import Clues

LARGEST = 2.0**53
"""The largest number that a profile accepts."""

_DAY = timedelta(days=1)
_UNDECLARED_NUMBERS = (0, 1, 10, 1_000, 1_000_000)
_YEARS = (-30, -10, -3, -1, 1, 3, 10, 30)


def numbers(old: float | None, clues: Clues, *, whole: bool) -> Iterator[float]:
    """Yield numbers at the boundaries of comparisons, or where two sides would be equal; integers if `whole`."""
    edges = [*clues.numbers]
    if old is None:
        edges += _UNDECLARED_NUMBERS
    else:
        edges += [edge for left, right in clues.sides for edge in _met(old, left, right)]
    for edge in edges:
        if isfinite(edge) and abs(edge) <= LARGEST:
            yield from (_around_int(edge) if whole else _around_double(float(edge)))


def _met(old: float, left: float, right: float) -> Iterator[float]:
    """Yield values for which two sides would be equal, if one of them is proportional to the number or adds it."""
    yield from (old + right - left, old + left - right)
    if left:
        yield old * right / left
    if right:
        yield old * left / right


def _around_int(edge: float) -> tuple[int, ...]:
    below, above = floor(edge), ceil(edge)
    return (below, above, below - 1, above + 1)


def _around_double(edge: float) -> tuple[float, ...]:
    """Return a number and its neighbours with three digits."""
    places = 2 - floor(log10(abs(edge))) if edge else 2
    step = 10.0**-places
    rounded = round(edge, places)
    return (edge, rounded, round(rounded - step, places), round(rounded + step, places))


def days(old: datetime | None, clues: Clues) -> Iterator[datetime]:
    """Yield days in conditions, at a distance and next to them; then days years away, to be narrowed down."""
    edges = [*clues.days, *(_moved(day, span * sign) for day in clues.days for span in clues.spans for sign in (1, -1))]
    for edge in edges:
        midnight = edge.replace(hour=0, minute=0, second=0, microsecond=0)
        yield from (midnight, _moved(midnight, -_DAY), _moved(midnight, _DAY))
    base = old or max(clues.days, default=None)
    if base is not None:
        yield from (_moved(base, _DAY * 365 * years) for years in _YEARS)


def _moved(day: datetime, by: timedelta) -> datetime:
    try:
        return day + by
    except OverflowError:
        return day


def nearer(old: Any, far: Any) -> Any:
    """Return the midpoint between a value without effect and one with an effect; None if there is none."""
    if isinstance(old, datetime):
        between = (far - old).days
        return old + _DAY * int(between / 2) if abs(between) > 1 else None
    if isinstance(old, int) and not isinstance(old, bool):
        return old + int((far - old) / 2) if abs(far - old) > 1 else None
    return None
