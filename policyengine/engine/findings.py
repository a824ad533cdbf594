"""The results of each profile, and the report made from them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from policyengine.document import Document
from policyengine.engine.session import Question, Session
from policyengine.errors import Mistake
from policyengine.loading.profiles import Profile
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, NOT_ASKED, PASSED, UNKNOWN, WAIVED, WOULD_FAIL
from policyengine.report import Counts, Report, Waiting, todo_of, verdict_order

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


def report_of(
    findings: Sequence[Findings],
    question: Question,
    rules: int,
    mistakes: Sequence[Mistake],
    documents: dict[str, Document],
) -> Report:
    """Return the report of a run; `rules` is the largest number of rules in force for one of its profiles."""
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
        verdicts=tuple(sorted((v for found in findings for v in found.verdicts), key=verdict_order)),
        counts=counts,
        as_of=question.as_of,
        todo=todo_of(waiting),
        notes=tuple(note for found in findings for note in found.notes),
        mistakes=tuple(sorted(mistakes, key=_mistake_order)),
        documents=documents,
        allowed=sum(found.allowed for found in findings),
    )


def with_preview(
    report: Report, findings: Iterable[Findings], judged: Mapping[str, Session], question: Question
) -> Report:
    """Return a report with the effect of raising the editions in force; `judged` is by absolute path.

    If no edition is pinned, a note may explain how to pin an older one.
    """
    if report.verdicts and not any(session.environment.settings.edition for session in judged.values()):
        from policyengine.engine.upgrading import upgrade_notes

        report = report._replace(notes=(*report.notes, *upgrade_notes(report, judged.values(), question)))
    if all(session.active.newest is None for session in judged.values()):
        return report
    from policyengine.engine.adoption import preview_of

    return report._replace(preview=preview_of(judged, [found.preview for found in findings]))


def _mistake_order(mistake: Mistake) -> tuple[Any, ...]:
    """Sort mistakes by place; those without a place come first, by message."""
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
