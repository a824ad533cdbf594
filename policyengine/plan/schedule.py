"""The dates of the phases of a move; nothing else."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from policyengine.costs.ranges import Range

PHASES = ("shadow", "canary", "rollout", "full")
"""The phases in order."""


class Lengths(NamedTuple):
    """The lengths of the phases in days, and the traffic shares of the new option in them, in percent."""

    shadow_days: int
    canary_days: int
    canary_percent: Range
    rollout_days: int
    steps_percent: tuple[int, ...]
    days_at_parity: int


class Step(NamedTuple):
    """A share of traffic, in percent, and the first day on which it is possible."""

    percent: float
    earliest: date


class Phase(NamedTuple):
    """A phase with its first and last day, None for the final one, and the new option's share in percent."""

    name: str
    start: date
    end: date | None
    percent: Range
    steps: tuple[Step, ...] = ()
    slack_days: int = 0
    """Return the days of the rollout beyond its steps."""


def schedule(start: date, names: Sequence[str], lengths: Lengths) -> tuple[Phase, ...]:
    """Return consecutive phases from a day on; the last day of one is the day before the next.

    A rollout has its declared days, or more if its steps at parity need more. A phase of 0 days is skipped.
    """
    found: list[Phase] = []
    for name in PHASES:
        if name not in names:
            continue
        phase = _phase(name, start, lengths)
        if phase.end is not None and phase.end < start:
            continue
        found.append(phase)
        if phase.end is not None:
            start = phase.end + timedelta(days=1)
    return tuple(found)


def _phase(name: str, start: date, lengths: Lengths) -> Phase:
    if name == "full":
        return Phase(name, start, None, Range(100, 100))
    if name == "rollout":
        needed = len(lengths.steps_percent) * lengths.days_at_parity
        days = max(lengths.rollout_days, needed)
        steps = tuple(
            Step(percent, start + timedelta(days=index * lengths.days_at_parity))
            for index, percent in enumerate(lengths.steps_percent)
        )
        share = Range(min(lengths.steps_percent, default=0), max(lengths.steps_percent, default=0))
        return Phase(name, start, _last(start, days), share, steps, days - needed)
    if name == "canary":
        return Phase(name, start, _last(start, lengths.canary_days), lengths.canary_percent)
    return Phase(name, start, _last(start, lengths.shadow_days), Range(0, 0))


def _last(start: date, days: int) -> date:
    return start + timedelta(days=days - 1)
