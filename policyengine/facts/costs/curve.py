"""Cost by volume as points to draw, dense enough that a step in the number of GPUs is drawn as a step."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from policyengine.costs.money import in_cents
from policyengine.costs.ranges import Range
from policyengine.costs.report import Curve
from policyengine.facts.costs.served_options import Served, is_counted, side_of
from policyengine.facts.environment import Environment

_PER_DECADE = 8
_DECADES = 2
_VISIBLE = 0.01
"""A step of less than this fraction of the cost is drawn as a slope: it is narrower than the line."""

_PARTS = 8
"""The number of samples between two points: steps of hardware can cross the straight line between them."""

_MOST_POINTS = 400


def cost_curve(
    served: Sequence[Served], considered: Sequence[Served], requests: int, environment: Environment
) -> Curve | None:
    """Return the costs from 1/100 to 100 times today's volume, for the options in use and each considered option.

    There are eight points per factor of ten, and two points, one request apart, at each visible step of the hardware.
    """
    if requests < 1:
        return None
    lines = [("in use", side_of(served, environment).cost_at)] if is_counted(served, environment) else []
    counted = [other for other in considered if is_counted([other], environment)]
    lines += [(other.element, side_of([other], environment).cost_at) for other in counted]
    span = range(-_DECADES * _PER_DECADE, _DECADES * _PER_DECADE + 1)
    grid = sorted({max(1, round(requests * 10 ** (step / _PER_DECADE))) for step in span})
    points = set(grid)
    for _, at in lines:
        points.update(_steps(at, grid))
    volumes = tuple(sorted(points))
    costs = tuple((name, tuple(in_cents(at(volume)) for volume in volumes)) for name, at in lines)
    return Curve(volumes, costs) if costs else None


def _steps(at: Callable[[int], Range], grid: Sequence[int]) -> set[int]:
    """Return the volumes on both sides of each visible step."""
    found: set[int] = set()
    waiting = list(pairwise(grid))[::-1]
    while waiting and len(found) < _MOST_POINTS:
        low, high = waiting.pop()
        if _is_straight(at, low, high):
            continue
        if high - low == 1:
            found |= {low, high}
            continue
        middle = (low + high) // 2
        waiting += [(middle, high), (low, middle)]
    return found


def _is_straight(at: Callable[[int], Range], low: int, high: int) -> bool:
    """Return whether no step between two volumes is visible: neither end of the range deviates from its slope."""
    first, last = at(low), at(high)
    if high - low == 1:
        below = at(low - 1) if low > 1 else first
        return all(b - a - (a - z) <= _VISIBLE * b for a, b, z in zip(first, last, below, strict=True))
    between = {low + (high - low) * part // _PARTS for part in range(1, _PARTS)} - {low}
    return all(_is_on_line(at(volume), first, last, (volume - low) / (high - low)) for volume in between)


def _is_on_line(point: Range, first: Range, last: Range, share: float) -> bool:
    low = abs(point.low - (first.low + share * (last.low - first.low))) <= _VISIBLE / 2 * last.low
    return low and abs(point.high - (first.high + share * (last.high - first.high))) <= _VISIBLE / 2 * last.high
