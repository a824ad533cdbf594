"""An axis whose steps are factors of ten."""

from math import ceil, floor, log10
from typing import NamedTuple

_FEW = 3
"""With fewer powers of ten than this on an axis, their doubles and fives are labelled too."""


class LogAxis(NamedTuple):
    """From `low` to `high`, both above 0, drawn from the pixel `start` to the pixel `end`."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return the pixel of a value; one outside the axis lies at its end."""
        inside = min(max(value, self.low), self.high)
        share = log10(inside / self.low) / log10(self.high / self.low)
        return round(self.start + share * (self.end - self.start), 2)

    def ticks(self) -> list[float]:
        """Return the values to label: powers of ten, and 2 and 5 times these where there are few."""
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        steps = (1, 2, 5) if log10(self.high / self.low) < _FEW else (1,)
        values = [step * 10.0**power for power in powers for step in steps]
        return [value for value in values if self.low <= value * (1 + 1e-9) and value <= self.high * (1 + 1e-9)]


def axis_over(low: float, high: float, start: float, end: float) -> LogAxis:
    """Return an axis that holds two values above 0, from the 1, 2 or 5 below the lower to the one above the higher."""
    bottom, top = _step_below(low), _step_above(high)
    return LogAxis(bottom, top if top > bottom else bottom * 10, start, end)


def _step_below(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return float(max(step * power for step in (1, 2, 5) if step * power <= value * (1 + 1e-9)))


def _step_above(value: float) -> float:
    power = 10.0 ** floor(log10(value))
    return float(min(step * power for step in (1, 2, 5, 10) if step * power >= value * (1 - 1e-9)))


def short(value: float) -> str:
    """Write a tick's value: 500, 20k, 1M."""
    for size, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
