"""The module to read first: it takes paths and settings and returns a report.

files -> documents -> profiles -> cases -> answers -> verdicts -> report. An invalid file does not stop the others: its
mistakes are added to the report.
"""

import os.path
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ParamSpec, TypeVar

from policyengine.document import Document
from policyengine.engine.findings import Findings, report_of, with_preview, with_verdicts_on_dates
from policyengine.engine.judging import Wanted, judged
from policyengine.engine.session import Question, Session, Sessions, check_profile
from policyengine.engine.unasked import undecided
from policyengine.errors import InputError, Mistake, PolicyEngineError, SettingsError, UsageError
from policyengine.facts.cases import profile_cases
from policyengine.facts.future import future_in_profile, future_in_settings
from policyengine.loading.discovery import NO_SEARCH, Discovery, absences
from policyengine.loading.paths import display_path, repository_path
from policyengine.loading.profiles import MARKER, MalformedProfileError, Profile, load_profile, under_settings
from policyengine.loading.settings_files import unused_settings
from policyengine.policy.answers import FAILED, PASSED
from policyengine.report import Report
from policyengine.sessions import session_for

Files = Sequence[tuple[str, str | None]]
"""The profiles of a run: the path of each and, if it was read elsewhere, its text."""

P = ParamSpec("P")
T = TypeVar("T")


def check(files: Files, question: Question, mistakes: Iterable[Mistake] = (), search: Discovery = NO_SEARCH) -> Report:
    """Judge profiles.

    `search` states how the files were found. Mistakes in a profile, or in its settings, rules and catalog, are added to
    the report, and the other profiles are still judged. With a base revision, profiles that the revision has and this
    run does not judge fail. Raises UsageError if the question names no rule.
    """
    sessions: Sessions = {}
    documents: dict[str, Document] = {}
    wrong = dict.fromkeys(mistakes)
    paths: dict[str, str] = {}
    findings: list[Findings] = []
    sessions_of: dict[str, Session] = {}
    projects, rules = dict[str, str](), 0
    for path, text in sorted(files, key=lambda file: file[0]):
        session = _kept(wrong, session_for, path, question, sessions)
        profile = _kept(wrong, read_profile, path, text, session)
        if session is None or profile is None:
            continue
        rules = max(rules, session.active.size)
        sessions_of[os.path.abspath(path)] = session
        if (found := _kept(wrong, judge, profile, session, question)) is None:
            continue
        findings.append(found)
        projects[profile.document.path] = profile.facts["project.name"]
        if found.verdicts or any(found.preview):
            documents |= _documents(profile, session)
            paths[profile.document.path] = repository_path(path)
    named = _named(question, sessions)
    findings += _across_profiles(sessions_of, question, documents, paths, projects)
    notes = (*search.notes, *named)
    notes = (*notes, *unused_settings(os.path.dirname(path) for path in sessions_of))
    if question.policy_from:
        findings.append(_gone(files, search, question, sessions, documents, paths, wrong))
    else:
        notes = (*notes, *absences(search))
    report = report_of(findings, question, rules, tuple(wrong), documents)
    report = report._replace(paths=paths, projects=projects, notes=(*notes, *report.notes))
    return with_preview(report, findings, sessions_of, question)


def opened(path: str, question: Question, text: str | None = None) -> tuple[Profile, Session]:
    """Load a profile and its session; raises PolicyEngineError with all mistakes in either.

    `text` is the text of a profile that was read elsewhere.
    """
    wrong: dict[Mistake, None] = {}
    session = _kept(wrong, session_for, path, question, {})
    profile = _kept(wrong, read_profile, path, text, session)
    if session is None:
        raise SettingsError(*wrong)
    if profile is None:
        raise InputError(*wrong)
    check_profile(profile, session)
    return profile, session


def loaded(path: str, question: Question) -> Profile:
    """Load a profile alone; raises InputError for its structure, and for unknown names and invalid settings."""
    try:
        return load_profile(path, display_path(path))
    except MalformedProfileError:
        opened(path, question)  # raises more
        raise


def read_profile(path: str, text: str | None, session: Session | None) -> Profile:
    """Load a profile with what it inherits from the settings of a session.

    Raises InputError for its form, and then for the names that the session's catalog does not know; and for what
    contradicts a locked default.
    """
    try:
        profile = load_profile(path, display_path(path), text)
    except MalformedProfileError as error:
        if session is None:
            raise
        from policyengine.facts.references import all_mistakes

        raise all_mistakes(error, session.environment.catalog) from None
    return profile if session is None else under_settings(profile, session.environment.settings)


def _named(question: Question, sessions: Sessions) -> list[str]:
    """Return the selectors that words of a question refer to; raises UsageError for a word that matches no rule."""
    if not question.select and not question.ignore:
        return []
    from policyengine.engine.selecting import meanings, refuse_unnamed

    refuse_unnamed(question, sessions)
    return meanings(question, sessions)


def _gone(  # noqa: PLR0913, PLR0917 - what was found so far, to add to
    files: Files,
    search: Discovery,
    question: Question,
    sessions: Sessions,
    documents: dict[str, Document],
    paths: dict[str, str],
    wrong: dict[Mistake, None],
) -> Findings:
    """Find profiles of the revision that this run does not judge, and add the documents and paths of their verdicts."""
    from policyengine.runs.missing import missing_from

    gone = missing_from(files, search, question, sessions)
    documents |= gone.documents
    paths |= gone.paths
    wrong |= dict.fromkeys(gone.mistakes)
    answers = Counter({FAILED: len(gone.verdicts)})
    return Findings(gone.verdicts, answers, {}, 0, gone.notes, profiles=0, allowed=len(gone.allowed))


def _documents(profile: Profile, session: Session) -> dict[str, Document]:
    """Return the documents that the verdicts on a profile may refer to."""
    settings = session.environment.settings
    excusing = (waiver.document for waiver in (*profile.waivers, *settings.waivers))
    held = (profile.document, *settings.documents, *excusing)
    return {document.path: document for document in held}


def _across_profiles(
    sessions_of: dict[str, Session],
    question: Question,
    documents: dict[str, Document],
    paths: dict[str, str],
    projects: dict[str, str],
) -> Iterator[Findings]:
    """Find duplicate project names, waivers without a profile, required settings not in force, and future dates.

    Add the documents and paths that these refer to.
    """
    if len(set(projects.values())) < len(projects):
        from policyengine.runs.same_names import same_names

        yield Findings([], Counter(), {}, 0, same_names(projects), profiles=0)
    places = {id(session): session.environment for session in sessions_of.values()}.values()
    if question.required or any(
        environment.settings.waivers or future_in_settings(environment) for environment in places
    ):
        from policyengine.runs.settings import verdicts_on_settings

        about = verdicts_on_settings(sessions_of, question)
        documents |= {document.path: document for _, document in about if document is not None}
        paths |= {verdict.subject.profile: repository_path(verdict.subject.profile) for verdict, _ in about}
        yield Findings([verdict for verdict, _ in about], Counter({FAILED: len(about)}), {}, 0, [], profiles=0)


def _kept(wrong: dict[Mistake, None], step: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
    """Run a step; collect the mistakes that stop it, each once, and return None."""
    try:
        return step(*given, **named)
    except UsageError:
        raise
    except PolicyEngineError as error:
        wrong.update(dict.fromkeys(error.mistakes))
        return None


def judge(profile: Profile, session: Session, question: Question) -> Findings:
    """Judge one profile; raises InputError if it names something unknown to the catalog or contradicts a lock."""
    check_profile(profile, session)
    notes = undecided(profile, session.active)
    if question.select:
        from policyengine.engine.selecting import unselected

        notes += unselected(profile, session, question)
    if question.policy_from and (profile.waivers or MARKER in profile.document.text):
        from policyengine.runs.excuses import with_excuses_of

        profile, left_out = with_excuses_of(profile, question.policy_from)
        notes += left_out
    cases = profile_cases(profile, session.environment, considered=question.considered)
    wanted = Wanted(keep=(PASSED,) if question.passes else ())
    found = judged(cases, profile, session, question, wanted)
    verdicts = found.shown(passes=question.passes)
    findings = Findings(verdicts, found.answers, found.waiting, len(profile.workloads), notes)
    if session.active.newest is not None:
        from policyengine.engine.adoption import previewed

        findings = findings._replace(preview=previewed(profile, cases, session, question, found.unsettled))
    return _with_dates(findings, profile, session)


def _with_dates(findings: Findings, profile: Profile, session: Session) -> Findings:
    """Add verdicts on dates of past events that are after the evaluation date."""
    environment = session.environment.under_every_rule if session.environment.counts_future else session.environment
    if not future_in_profile(profile, environment):
        return findings
    return with_verdicts_on_dates(findings, profile, session)
