"""The result for each profile, and the sums of a run."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.document import Document
from policyengine.engine.session import Question, Session
from policyengine.errors import Mistake
from policyengine.loading.profiles import Profile
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, NOT_ASKED, PASSED, UNKNOWN, WAIVED, WOULD_FAIL
from policyengine.report import Counts, Report, Tally, Totals, Waiting, todo_of, unread_files, verdict_order

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run has none


class Findings(NamedTuple):
    """The results of one profile, or, if `profiles` is 0, of the settings.

    `preview` are the verdicts that raising the edition would add and those that it would remove. `allowed` is the
    number of removals since the revision that the command line allows.
    """

    verdicts: "list[Verdict]"
    answers: Counter[int]
    waiting: Waiting
    workloads: int
    notes: list[str]
    profiles: int = 1
    preview: "tuple[tuple[Verdict, ...], tuple[Verdict, ...]]" = ((), ())
    allowed: int = 0


class RunTally(Tally):
    """Adds up the results of the profiles of a run."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: Counter[int] = Counter()
        self._waiting: Waiting = {}
        self._profiles = self._workloads = self._allowed = 0
        self._notes: list[str] = []

    def take(self, found: Findings) -> None:
        """Count the results of a profile, or of the settings."""
        self.add(found.verdicts)
        self.add_preview(*found.preview)
        self._answers.update(found.answers)
        for path, ids in found.waiting.items():
            self._waiting.setdefault(path, set()).update(ids)
        self._profiles += found.profiles
        self._workloads += found.workloads
        self._allowed += found.allowed
        self._notes += found.notes

    def totals(self, question: Question, rules: int, mistakes: Iterable[Mistake]) -> Totals:
        """Return the numbers of the run; `rules` is the largest number of rules in force for one of its profiles."""
        answers = self._answers
        counts = Counts(
            profiles=self._profiles,
            workloads=self._workloads,
            rules=rules,
            passed=answers[PASSED],
            failed=answers[FAILED],
            unknown=answers[UNKNOWN] + answers[WOULD_FAIL],
            not_applicable=answers[NOT_APPLICABLE],
            not_asked=answers[NOT_ASKED],
            waived=answers[WAIVED],
            broken=answers[BROKEN],
        )
        return Totals(
            counts,
            question.as_of,
            todo_of(self._waiting),
            tuple(self._notes),
            failed=self.failed,
            undecided=self.undecided,
            outcomes=self.outcomes,
            unread=unread_files(mistakes),
            allowed=self._allowed,
        )


def documents_of(profile: Profile, session: Session) -> dict[str, Document]:
    """Return the documents that the verdicts on a profile may point into."""
    settings = session.environment.settings
    excusing = (waiver.document for waiver in (*profile.waivers, *settings.waivers))
    held = (profile.document, *settings.documents, *excusing)
    return {document.path: document for document in held}


def in_order(verdicts: "Iterable[Verdict]") -> "tuple[Verdict, ...]":
    """Return verdicts as a report has them."""
    return tuple(sorted(verdicts, key=verdict_order))


def mistakes_in_order(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """Return mistakes by place; those without one come first, by what they say."""
    return tuple(sorted(mistakes, key=_mistake_order))


def _mistake_order(mistake: Mistake) -> tuple[Any, ...]:
    place = mistake.location
    return (place.path, place.line, place.column, "") if place else ("", 0, 0, mistake.message)


def with_verdicts_on_dates(findings: Findings, profile: Profile, session: Session) -> Findings:
    """Add verdicts to the results of a profile; with an older edition they are previewed."""
    from policyengine.engine.future_dates import verdicts_on_dates

    if session.environment.counts_future:
        added, removed = findings.preview
        later = verdicts_on_dates(profile, session._replace(environment=session.environment.under_every_rule))
        return findings._replace(preview=((*added, *later), removed))
    wrong = verdicts_on_dates(profile, session)
    answers = findings.answers + Counter({FAILED: len(wrong)})
    return findings._replace(verdicts=[*findings.verdicts, *wrong], answers=answers)


class Part(NamedTuple):
    """The results of one profile of a run, or of the run as a whole.

    `documents` are those that its verdicts may point into, by printed path, and `paths` leads to the profiles of its
    verdicts from the root of their repository. `mistakes` are those that no part before it has.
    """

    findings: tuple[Findings, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    documents: Mapping[str, Document] = {}
    paths: Mapping[str, str] = {}

    def report(self, as_of: str) -> Report:
        """Return a report of this part alone, without the numbers of the run."""
        verdicts = in_order(verdict for found in self.findings for verdict in found.verdicts)
        mistakes = mistakes_in_order(self.mistakes)
        return Report(verdicts, Counts(), as_of, mistakes=mistakes, documents=self.documents, paths=self.paths)


def joined(parts: Iterable[Part]) -> Part:
    """Return one part with the results of several."""
    taken = [*parts]
    return Part(
        tuple(found for part in taken for found in part.findings),
        tuple(mistake for part in taken for mistake in part.mistakes),
        {path: document for part in taken for path, document in part.documents.items()},
        {printed: path for part in taken for printed, path in part.paths.items()},
    )
