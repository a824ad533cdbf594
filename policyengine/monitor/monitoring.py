"""The latest results of each model or path, compared with their baselines."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.loading.results import Result
from policyengine.migration.drops import Assessment, Standing, Thresholds, assess


class Monitoring(NamedTuple):
    """The evaluated results: the latest of each path, metric and unit, in that order; earlier ones are only counted.

    `first_runs` counts the results whose baseline is their own first run in the file.
    """

    source: str
    limits: Thresholds
    assessments: tuple[Assessment, ...]
    earlier: int = 0
    first_runs: int = 0

    @property
    def alerts(self) -> int:
        """Return the number of results that raise an alert."""
        return sum(found.standing is Standing.ALERT for found in self.assessments)

    @property
    def told(self) -> int:
        """Return the number of conclusive results: there is a baseline, and the sample is large enough."""
        return sum(found.standing in (Standing.ALERT, Standing.STEADY) for found in self.assessments)


def monitored(source: str, results: Iterable[Result], limits: Thresholds) -> Monitoring:
    """Evaluate the latest result of each path, metric and unit; of two results of one day, the later one in the file.

    A result without a baseline is compared with the first result of its series, if that is another one.
    """
    series: dict[tuple[str, str, str], list[Result]] = {}
    for result in results:
        series.setdefault(result.series, []).append(result)
    assessments, earlier, own = [], 0, 0
    for _, runs in sorted(series.items()):
        ordered = sorted(runs, key=lambda run: run.date)
        first, last = ordered[0], ordered[-1]
        earlier += len(ordered) - 1
        baseline, examples = last.baseline, last.baseline_n
        if baseline is None and len(ordered) > 1:
            own += 1
            baseline, examples = first.score, first.n
        assessments.append(assess(last, baseline, examples, limits))
    return Monitoring(source, limits, tuple(assessments), earlier, own)
