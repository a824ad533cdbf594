"""What a run found, profile by profile, and the report that it makes together."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.document import Document
from policyengine.engine.bench import Question
from policyengine.errors import Mistake
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, NOT_ASKED, PASSED, UNKNOWN, WAIVED, WOULD_FAIL
from policyengine.report import Counts, Report, Waiting, todo_of
from policyengine.rule import SCOPES

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run has none


class Findings(NamedTuple):
    """What came of one profile, or, with `profiles` 0, of the settings."""

    verdicts: "list[Verdict]"
    answers: Counter[int]
    waiting: Waiting
    workloads: int
    notes: list[str]
    profiles: int = 1


def report_of(
    findings: Sequence[Findings],
    question: Question,
    rules: int,
    mistakes: Sequence[Mistake],
    documents: dict[str, Document],
) -> Report:
    """Return the report of a run: everything found, sorted, and counted."""
    answers: Counter[int] = Counter()
    waiting: Waiting = {}
    for found in findings:
        answers.update(found.answers)
        for path, ids in found.waiting.items():
            waiting.setdefault(path, set()).update(ids)
    counts = Counts(
        profiles=sum(found.profiles for found in findings),
        workloads=sum(found.workloads for found in findings),
        rules=rules,
        passed=answers[PASSED],
        failed=answers[FAILED],
        unknown=answers[UNKNOWN] + answers[WOULD_FAIL],
        not_applicable=answers[NOT_APPLICABLE],
        not_asked=answers[NOT_ASKED],
        waived=answers[WAIVED],
        broken=answers[BROKEN],
    )
    return Report(
        verdicts=tuple(sorted((v for found in findings for v in found.verdicts), key=_order)),
        counts=counts,
        as_of=question.as_of,
        todo=todo_of(waiting),
        notes=tuple(note for found in findings for note in found.notes),
        mistakes=tuple(sorted(mistakes, key=_mistake_order)),
        documents=documents,
    )


def _mistake_order(mistake: Mistake) -> tuple[Any, ...]:
    """Order mistakes by place; those without one come first, by what they say."""
    place = mistake.location
    return (place.path, place.line, place.column, "") if place else ("", 0, 0, mistake.message)


def _order(verdict: "Verdict") -> tuple[Any, ...]:
    place = verdict.location
    subject = verdict.subject
    at = (place.line, place.column) if place else (0, 0)
    return (subject.profile, *at, verdict.rule.id, SCOPES.index(subject.scope), subject.workload, subject.element)
