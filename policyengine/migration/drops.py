"""A score compared with its baseline: the drop, in points and relative, and whether it may be due to chance."""

from enum import StrEnum
from math import inf, isfinite
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.loading.results import Result
from policyengine.migration.intervals import examples_needed, false_alarm_share, newcombe
from policyengine.migration.terms import Term

_DIGITS = 9
"""Rounding of differences, so that 0.90 - 0.85 is exactly 5 points."""


class Standing(StrEnum):
    """The status of a result."""

    ALERT = "alert"
    STEADY = "steady"
    TOO_SMALL = "too-small"
    NO_BASELINE = "no-baseline"


class Thresholds(NamedTuple):
    """The alert thresholds for a drop, in points of a share and in percent of the baseline, and the minimum examples.

    A drop must exceed a threshold; a threshold of None is ignored.
    """

    points: Term
    percent: Term
    examples: Term


class Assessment(NamedTuple):
    """The evaluation of one result.

    `points` and `percent` are the drop, negative for a rise. `points` and `interval` (of the drop, in points, at 95 %)
    are None if the score is not a share, `percent` is None for a baseline of 0, and all of them are None without a
    baseline. `false_alarms` is the probability (0 to 1) of passing the tighter threshold by chance with this number of
    examples, and `enough` is the number per run at which it is 1 in 20. `baseline_examples` is None for a baseline that
    is treated as exact.
    """

    result: Result
    standing: Standing
    baseline: float | None = None
    baseline_examples: int | None = None
    points: float | None = None
    percent: float | None = None
    over_points: bool | None = None
    over_percent: bool | None = None
    interval: Range | None = None
    false_alarms: float | None = None
    enough: int | None = None

    @property
    def is_told_apart(self) -> bool | None:
        """Return whether the interval excludes 0; None without one."""
        return None if self.interval is None else not self.interval.low <= 0 <= self.interval.high


def assess(result: Result, baseline: float | None, baseline_examples: int | None, limits: Thresholds) -> Assessment:
    """Evaluate a result against a baseline with this many examples, None if their number is unknown.

    Too few examples, in either run, are inconclusive, unless they show a drop above a threshold whose interval excludes
    0. For a baseline of 0 there is no percentage, and any drop is above the relative threshold.
    """
    if baseline is None:
        return Assessment(result, Standing.NO_BASELINE)
    fell = (baseline - result.score) if result.better == "higher" else (result.score - baseline)
    percent = _percent(fell, baseline)
    points = round(fell * 100, _DIGITS) if result.is_share else None
    over_points = _over(points, limits.points)
    over_percent = _over(inf if percent is None and fell > 0 else percent or 0, limits.percent)
    standing = Standing.ALERT if over_points or over_percent else Standing.STEADY
    found = Assessment(result, standing, baseline, baseline_examples, points, percent, over_points, over_percent)
    if result.is_share:
        found = _with_chance(found, baseline, limits)
    fewest = result.n if baseline_examples is None else min(result.n, baseline_examples)
    if fewest >= limits.examples.value or (standing is Standing.ALERT and found.is_told_apart):
        return found
    return found._replace(standing=Standing.TOO_SMALL)


def _percent(fell: float, baseline: float) -> float | None:
    """Return a drop in percent of the baseline; None if the baseline is 0, or almost 0."""
    if not baseline or not isfinite(fell / baseline * 100):
        return None
    return round(fell / abs(baseline) * 100, _DIGITS)


def _over(drop: float | None, limit: Term) -> bool | None:
    return None if drop is None or limit.value is None else drop > limit.value


def _with_chance(found: Assessment, baseline: float, limits: Thresholds) -> Assessment:
    result, examples = found.result, found.baseline_examples
    apart = newcombe(baseline, examples, result.score, result.n)
    if result.better == "lower":
        apart = Range(-apart.high, -apart.low)
    found = found._replace(interval=Range(round(apart.low * 100, _DIGITS), round(apart.high * 100, _DIGITS)))
    margins = [limits.points.value, limits.percent.value and limits.percent.value * baseline]
    margin = min((margin for margin in margins if margin is not None), default=None)
    if not margin:
        return found
    chance = false_alarm_share(baseline, examples, result.n, margin / 100)
    chance = None if chance is None else round(chance, _DIGITS)
    return found._replace(false_alarms=chance, enough=examples_needed(baseline, margin / 100))
