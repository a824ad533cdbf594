"""All verdicts of a run, and the numbers that remain where these are printed profile by profile."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.case import SCOPES
from policyengine.document import Document
from policyengine.errors import Mistake, is_count
from policyengine.severity import RANK, Severity

if TYPE_CHECKING:
    from policyengine.preview import Preview, PreviewTotals  # only a run by an older edition has one
    from policyengine.verdict import Outcome, Verdict  # a clean run has none


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


class Totals(NamedTuple):
    """The numbers of a run, for its exit code and for the lines that close a report.

    `failed` and `undecided` count the verdicts that need attention, `outcomes` all verdicts by rule. `unread` is the
    number of files with mistakes. The others are as in a report.
    """

    counts: Counts
    as_of: str
    todo: tuple[Todo, ...] = ()
    notes: tuple[str, ...] = ()
    preview: "PreviewTotals | None" = None
    failed: Mapping[Severity, int] = MappingProxyType({})
    undecided: Mapping[Severity, int] = MappingProxyType({})
    outcomes: "Mapping[str, Mapping[Outcome, int]]" = MappingProxyType({})
    unread: int = 0
    allowed: int = 0

    def at_or_above(self, severity: Severity) -> int:
        """Return the number of verdicts that need attention and have at least this severity."""
        both = (*self.failed.items(), *self.undecided.items())
        return sum(number for each, number in both if RANK[each] >= RANK[severity])


class Tally:
    """Counts verdicts one after another and keeps none of them, except the first ones of a preview."""

    def __init__(self) -> None:
        self.failed: Counter[Severity] = Counter()
        self.undecided: Counter[Severity] = Counter()
        self.outcomes: dict[str, Counter[Outcome]] = {}
        self.errors: Counter[str] = Counter()
        self._first: list[Verdict] = []
        self._added: Counter[Severity] = Counter()
        self._removed: Counter[Severity] = Counter()

    def add(self, verdicts: "Iterable[Verdict]") -> None:
        """Count verdicts."""
        for verdict in verdicts:
            self.outcomes.setdefault(verdict.rule.id, Counter())[verdict.outcome] += 1
            if verdict.needs_attention:
                (self.undecided if verdict.is_undecided else self.failed)[verdict.severity] += 1
                self.errors[verdict.rule.id] += verdict.severity is Severity.ERROR

    def add_preview(self, added: "Iterable[Verdict]", removed: "Iterable[Verdict]") -> None:
        """Count verdicts that a preview adds and removes."""
        added = tuple(added)
        self._added.update(verdict.severity for verdict in added)
        self._removed.update(verdict.severity for verdict in removed)
        if added:
            from policyengine.preview import PREVIEWED

            self._first = sorted((*self._first, *added), key=verdict_order)[:PREVIEWED]

    def preview(self, editions: tuple[str, ...], rules: tuple[str, ...]) -> "PreviewTotals":
        """Return what was counted of a preview of these rules."""
        from policyengine.preview import PreviewTotals

        return PreviewTotals(editions, rules, tuple(self._first), self._added, self._removed)


def unread_files(mistakes: Iterable[Mistake]) -> int:
    """Count the files with mistakes; one without a place counts as a file, unless it only counts further mistakes."""
    places = [mistake.location for mistake in mistakes if not is_count(mistake)]
    return len({place.path for place in places if place}) + places.count(None)


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
    preview: "Preview | None" = None
    projects: Mapping[str, str] = MappingProxyType({})
    allowed: int = 0

    @property
    def totals(self) -> Totals:
        """Return the numbers of the report."""
        tally = Tally()
        tally.add(self.verdicts)
        newer = self.preview
        if newer is not None:
            tally.add_preview(newer.verdicts, newer.removed)
        return Totals(
            self.counts,
            self.as_of,
            self.todo,
            self.notes,
            newer and tally.preview(newer.editions, newer.rules),
            tally.failed,
            tally.undecided,
            tally.outcomes,
            unread_files(self.mistakes),
            self.allowed,
        )


def verdict_order(verdict: "Verdict") -> tuple[Any, ...]:
    """Return the sort key of a verdict: place, rule and subject."""
    place = verdict.location
    subject = verdict.subject
    at = (place.line, place.column) if place else (0, 0)
    return (subject.profile, *at, verdict.rule.id, SCOPES.index(subject.scope), subject.workload, subject.element)
