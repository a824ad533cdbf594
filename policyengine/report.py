"""All verdicts of a run."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.case import SCOPES
from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.severity import RANK, Severity

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run has none


class Counts(NamedTuple):
    """Totals of a run: files and workloads judged, rules in force, and one number per outcome.

    `not_asked` counts cases whose applicability is unknown because facts are missing.
    """

    profiles: int = 0
    workloads: int = 0
    rules: int = 0
    passed: int = 0
    failed: int = 0
    unknown: int = 0
    not_applicable: int = 0
    not_asked: int = 0
    waived: int = 0
    broken: int = 0


class Todo(NamedTuple):
    """A fact whose declaration would decide undecided rules."""

    path: str
    settles: int


Waiting = dict[str, set[str]]
"""For each fact, the ids of the rules that depend on its declaration."""


def todo_of(waiting: Waiting) -> tuple[Todo, ...]:
    """Return the facts to declare, those that would decide the most rules first."""
    counted = (Todo(path, len(rules)) for path, rules in waiting.items())
    return tuple(sorted(counted, key=lambda todo: (-todo.settles, todo.path)))


class Preview(NamedTuple):
    """Verdicts of shipped rules that are newer than the editions in force; they never change the exit code.

    `editions` are those in force, `rules` the ids of the newer rules. `verdicts` are those that adopting the newer
    rules would add and `removed` those that it would remove, both sorted as in a report and without waived ones.
    """

    editions: tuple[str, ...]
    rules: tuple[str, ...]
    verdicts: "tuple[Verdict, ...]" = ()
    removed: "tuple[Verdict, ...]" = ()


class Report(NamedTuple):
    """The verdicts of a run, sorted by path, line, column and rule id; passes are included only on request.

    `documents` are the files that locations refer to, by their printed path; `paths` are the paths of the profiles with
    verdicts from the root of their repository, also by printed path; `projects` are the names of the projects of all
    profiles judged; `notes` are lines for people; `mistakes` are the errors in files that could not be judged;
    `preview` is None if no rule is newer than the editions in force. `allowed` is the number of removals since the
    revision that the command line allows.
    """

    verdicts: "tuple[Verdict, ...]"
    counts: Counts
    as_of: str
    todo: tuple[Todo, ...] = ()
    notes: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    documents: Mapping[str, Document] = MappingProxyType({})
    paths: Mapping[str, str] = MappingProxyType({})
    preview: Preview | None = None
    projects: Mapping[str, str] = MappingProxyType({})
    allowed: int = 0

    def at_or_above(self, severity: Severity) -> "tuple[Verdict, ...]":
        """Return the failing, unknown and broken verdicts of at least this severity."""
        return tuple(v for v in self.verdicts if v.needs_attention and RANK[v.severity] >= RANK[severity])


def verdict_order(verdict: "Verdict") -> tuple[Any, ...]:
    """Return the sort key of a verdict: place, rule and subject."""
    place = verdict.location
    subject = verdict.subject
    at = (place.line, place.column) if place else (0, 0)
    return (subject.profile, *at, verdict.rule.id, SCOPES.index(subject.scope), subject.workload, subject.element)
