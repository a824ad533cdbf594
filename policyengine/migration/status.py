"""From a status file to what to do next."""

from datetime import date

from policyengine.errors import Mistake, UsageError
from policyengine.loading.migration_status import Status
from policyengine.migration.actions import Measured, Next, Where, next_action
from policyengine.migration.drops import Thresholds, assess
from policyengine.migration.gates import Limits, limits_of
from policyengine.migration.lengths import lengths_of, names_of
from policyengine.migration.workload import Planned

LATENCY = "latency_p95"
"""The metric, in the unit ms, that is held against the latency at which traffic goes back."""


def next_of(planned: Planned, status: Status, day: str) -> Next:
    """Return what to do next in a workload's move, on an ISO day; raises UsageError for a phase that it leaves out."""
    names = names_of(planned).value
    if status.phase not in names:
        hint = f"`{planned.name}` has {', '.join(names)}"
        raise UsageError(Mistake(f"the move has no phase `{status.phase}`", hint=hint))
    limits = limits_of(planned)
    thresholds = thresholds_of(limits)
    measured, slow = [], []
    for result in status.results:
        if result.metric == LATENCY and result.unit == "ms" and limits.p95_ms.value is not None:
            if result.score > limits.p95_ms.value:
                slow.append(f"{LATENCY} is {result.score:g} ms, beyond {limits.p95_ms.value:g} ms")
        else:
            measured.append(assess(result, result.baseline, result.baseline_n, thresholds))
    where = Where(status.phase, status.since, status.parity_since, status.percent, status.wanted_percent)
    return next_action(
        where, date.fromisoformat(day), lengths_of(planned)[0], names, Measured(tuple(measured), tuple(slow))
    )


def thresholds_of(limits: Limits) -> Thresholds:
    """Return the drops at which traffic goes back: those declared, and where there is none the suite's alert."""
    if limits.has_no_quality:
        return Thresholds(limits.points, limits.quality_alert, limits.examples)
    return Thresholds(limits.points, limits.percent, limits.examples)
