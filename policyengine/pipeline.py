"""The page to read first: paths and settings go in, a report comes out.

files -> documents -> profiles -> cases -> answers -> verdicts -> report. One bad file does not stop the others: its
mistakes go into the report.
"""

import os.path
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from policyengine.document import Document
from policyengine.engine.asking import ask
from policyengine.engine.bench import Bench, Benches, Question, bench_for, check_profile
from policyengine.engine.unasked import count_unasked, undecided
from policyengine.errors import Mistake, PolicyEngineError, UsageError
from policyengine.facts.cases import profile_cases
from policyengine.loading.discovery import display_path, repository_path
from policyengine.loading.profiles import MARKER, Profile, load_profile
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, NOT_ASKED, PASSED, UNKNOWN, WAIVED, WOULD_FAIL
from policyengine.report import Counts, Report, Waiting, todo_of
from policyengine.rule import SCOPES

if TYPE_CHECKING:
    from policyengine.verdict import Verdict  # a clean run has none

P = ParamSpec("P")
T = TypeVar("T")


class Findings(NamedTuple):
    """What came of one profile, or, with `profiles` 0, of the settings."""

    verdicts: "list[Verdict]"
    answers: Counter[int]
    waiting: Waiting
    workloads: int
    notes: list[str]
    profiles: int = 1


def check(files: Sequence[tuple[str, str | None]], question: Question, mistakes: Iterable[Mistake] = ()) -> Report:
    """Judge profiles: each file is a path and, when it was read elsewhere, its text.

    What is wrong with a profile, or with the settings, rules and catalog it is judged by, goes into the report, and the
    other profiles are judged all the same. Raises UsageError when the question names no rule.
    """
    benches: Benches = {}
    documents: dict[str, Document] = {}
    wrong = dict.fromkeys(mistakes)
    paths: dict[str, str] = {}
    findings: list[Findings] = []
    judged: dict[str, Bench] = {}
    projects, rules = dict[str, str](), 0
    for path, text in sorted(files, key=lambda file: file[0]):
        bench = _kept(wrong, bench_for, path, question, benches)
        profile = _kept(wrong, _profile, path, text)
        if bench is None or profile is None:
            continue
        rules = max(rules, bench.board.size)
        judged[os.path.abspath(path)] = bench
        if (found := _kept(wrong, judge, profile, bench, question)) is None:
            continue
        findings.append(found)
        projects[profile.document.path] = profile.facts["project.name"]
        if found.verdicts:
            settings = bench.around.settings
            excusing = (waiver.document for waiver in (*profile.waivers, *settings.waivers))
            held = [profile.document, *settings.documents, *excusing]
            documents |= {document.path: document for document in held}
            paths[profile.document.path] = repository_path(path)
    if question.select or question.ignore:
        from policyengine.engine.selecting import refuse_unnamed

        refuse_unnamed(question, benches)
    findings += _across_profiles(judged, documents, paths, projects)
    return _report(findings, question, rules, tuple(wrong), documents)._replace(paths=paths, projects=projects)


def _across_profiles(
    judged: dict[str, Bench], documents: dict[str, Document], paths: dict[str, str], projects: dict[str, str]
) -> Iterator[Findings]:
    """Find projects of one name, and waivers of the settings that reach no profile; add what these name."""
    if len(set(projects.values())) < len(projects):
        from policyengine.engine.same_names import same_names

        yield Findings([], Counter(), {}, 0, same_names(projects), profiles=0)
    if any(bench.around.settings.waivers for bench in judged.values()):
        from policyengine.engine.settling import waivers_astray

        lost = waivers_astray(judged)
        documents |= {document.path: document for _, document in lost}
        paths |= {verdict.subject.profile: repository_path(verdict.subject.profile) for verdict, _ in lost}
        yield Findings([verdict for verdict, _ in lost], Counter({FAILED: len(lost)}), {}, 0, [], profiles=0)


def _kept(wrong: dict[Mistake, None], step: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
    """Take a step; keep the mistakes that stop it, each once, and give None."""
    try:
        return step(*given, **named)
    except UsageError:
        raise
    except PolicyEngineError as error:
        wrong.update(dict.fromkeys(error.mistakes))
        return None


def judge(profile: Profile, bench: Bench, question: Question) -> Findings:
    """Judge one profile; raises InputError when it names what the catalog does not know or contradicts a lock."""
    check_profile(profile, bench)
    notes = undecided(profile, bench.board)
    if question.select:
        from policyengine.engine.selecting import unselected

        notes += unselected(profile, bench, question)
    if question.policy_from and (profile.waivers or MARKER in profile.document.text):
        from policyengine.engine.excuses import with_excuses_of

        profile, left_out = with_excuses_of(profile, question.policy_from)
        notes += left_out
    cases = profile_cases(profile, bench.around, considered=question.considered)
    proof = bench.around.settings.terms.get("evidence")
    asked = ask(bench.board, cases, also=(PASSED,) if question.passes or proof else ())
    given = asked.open
    if proof and not question.passes:
        from policyengine.engine.settling import to_explain

        given = to_explain(given, bench)
    waiting, left = count_unasked(given, bench.board)
    verdicts: list[Verdict] = []
    if left:
        from policyengine.engine.explaining import explain_open

        verdicts, more = explain_open(left, profile, bench, question)
        for path, rules in more.items():
            waiting.setdefault(path, set()).update(rules)
    answers = asked.answers
    if proof or profile.waivers or bench.around.settings.waivers or MARKER in profile.document.text:
        from policyengine.engine.settling import settle, settled_answers

        settled = settle(verdicts, profile, bench, question.as_of)
        answers = settled_answers(answers, verdicts, settled)
        verdicts = settled.shown(passes=question.passes)
    return Findings(verdicts, answers, waiting, len(profile.workloads), notes)


def _profile(path: str, text: str | None) -> Profile:
    if text is None:
        return load_profile(path, display_path(path))
    from policyengine.loading.profiles import profile_from
    from policyengine.loading.yaml import parse_mapping

    return profile_from(parse_mapping(display_path(path), text), path)


def _report(
    findings: Sequence[Findings],
    question: Question,
    rules: int,
    mistakes: Sequence[Mistake],
    documents: dict[str, Document],
) -> Report:
    answers, waiting = Counter[int](), Waiting()
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
    place, subject = verdict.location, verdict.subject
    at = (place.line, place.column) if place else (0, 0)
    return (subject.profile, *at, verdict.rule.id, SCOPES.index(subject.scope), subject.workload, subject.element)
