"""The latest results of each model or path, judged against their baselines."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.loading.results import Result
from policyengine.migration.drops import Assessment, Standing, Thresholds, assess


class Monitoring(NamedTuple):
    """What results say: the latest of each path, metric and unit, in that order; earlier ones are only counted.

    `first_runs` counts those whose baseline is their own first run in the file.
    """

    source: str
    limits: Thresholds
    assessments: tuple[Assessment, ...]
    earlier: int = 0
    first_runs: int = 0

    @property
    def alerts(self) -> int:
        """Return how many results raise an alert."""
        return sum(found.standing is Standing.ALERT for found in self.assessments)

    @property
    def told(self) -> int:
        """Return how many results say something: there is a baseline, and the sample is not too small."""
        return sum(found.standing in (Standing.ALERT, Standing.STEADY) for found in self.assessments)


def monitored(source: str, results: Iterable[Result], limits: Thresholds) -> Monitoring:
    """Judge the latest result of each path, metric and unit; of two of one day, the one that stands later.

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
