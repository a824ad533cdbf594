"""The side of a workload's tasks in published patterns: self-hosted open models, or closed models by API."""

from typing import NamedTuple

from policyengine.migration.published import CLOSED_TASKS, OPEN_TASKS, PARTITION, ROUTING
from policyengine.migration.workload import Planned
from policyengine.rule import Reference

OPEN, CLOSED = "open", "closed"


class Pattern(NamedTuple):
    """The recommendation of a published pattern for a task or for the whole workload: a side, and the source."""

    about: str
    side: str
    source: Reference


def side_of_task(task: str) -> str:
    """Return the side of a task in the routing design, an empty text for a task that it does not name."""
    return OPEN if task in OPEN_TASKS else CLOSED if task in CLOSED_TASKS else ""


def patterns_of(planned: Planned) -> tuple[Pattern, ...]:
    """Return the recommendations for a workload; contradictory ones are both included."""
    tasks = planned.fact("workload.tasks") or []
    found = [Pattern(task, side, ROUTING) for task in tasks if (side := side_of_task(task))]
    if planned.fact("workload.output.user_facing"):
        found.append(Pattern("what users see", CLOSED, PARTITION))
    if planned.fact("workload.interaction") == "batch":
        found.append(Pattern("batch", OPEN, PARTITION))
    found += [Pattern(task, OPEN, PARTITION) for task in tasks if task in ("classification", "embeddings")]
    return tuple(found)
