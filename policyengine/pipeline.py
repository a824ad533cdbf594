"""The module to read first: it takes paths and settings and returns a report.

files -> documents -> profiles -> cases -> answers -> verdicts -> report. An invalid file does not stop the others: its
mistakes are added to the report.
"""

import os.path
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from policyengine.document import Document
from policyengine.engine.findings import (
    Findings,
    Part,
    RunTally,
    documents_of,
    joined,
    with_verdicts_on_dates,
)
from policyengine.engine.judging import Wanted, judged
from policyengine.engine.session import (
    Question,
    Session,
    Sessions,
    UnfitSettingsError,
    check_profile,
    mistakes_in,
    with_defaults,
)
from policyengine.engine.unasked import undecided
from policyengine.errors import InputError, Mistake, PolicyEngineError, SettingsError, UsageError
from policyengine.facts.cases import profile_cases
from policyengine.facts.future import future_in_profile, future_in_settings
from policyengine.loading.discovery import NO_SEARCH, Discovery, absences
from policyengine.loading.paths import display_path, repository_path
from policyengine.loading.profiles import MARKER, MalformedProfileError, Profile, load_profile
from policyengine.loading.settings_files import unused_settings
from policyengine.policy.answers import PASSED
from policyengine.policy.catalog import Catalog
from policyengine.report import Report, Totals
from policyengine.sessions import session_for

if TYPE_CHECKING:
    from policyengine.preview import Preview  # only a run by an older edition has one
    from policyengine.runs.missing import Missing  # only runs by a revision need it

Files = Sequence[tuple[str, str | None]]
"""The profiles of a run: the path of each and, if it was read elsewhere, its text."""

P = ParamSpec("P")
T = TypeVar("T")


class Run:
    """Judges profiles one after another and keeps of each only numbers and names.

    `search` is how the files were found. What is wrong with a profile, or with the settings, rules and catalog it is
    judged by, becomes a mistake; the other profiles are still judged. Where a revision judges, what it has
    and this run does not judge fails.
    """

    def __init__(
        self, files: Files, question: Question, mistakes: Iterable[Mistake] = (), search: Discovery = NO_SEARCH
    ) -> None:
        self.files = sorted(files, key=lambda file: file[0])
        self.question, self.search = question, search
        self.projects: dict[str, str] = {}
        self._sessions: Sessions = {}
        self._sessions_of: dict[str, Session] = {}
        self._wrong = dict.fromkeys(mistakes)
        self._tally = RunTally()
        self._rules = 0
        self._named: list[str] = []
        self._old_waiver = ("", "")
        self._newer: Preview | None = None

    def parts(self) -> Iterator[Part]:
        """Yield a part for each profile, sorted by path, between one for the search and one for the run as a whole.

        Raises UsageError when the question names no rule, or no revision that can be read.
        """
        gone = None
        if self.question.select or self.question.ignore:
            for path, _ in self.files:
                _kept(self._wrong, session_for, path, self.question, self._sessions)
            from policyengine.engine.selecting import meanings, refuse_unnamed

            refuse_unnamed(self.question, self._sessions)
            self._named = meanings(self.question, self._sessions)
        if self.question.policy_from:
            from policyengine.runs.missing import missing_from

            gone = missing_from(self.files, self.search, self.question, self._sessions)
        yield Part(mistakes=tuple(self._wrong))
        for path, text in self.files:
            yield self._judged(path, text)
        yield self._across(gone)

    def reports(self) -> Iterator[Report]:
        """Yield a report for each part."""
        for part in self.parts():
            yield part.report(self.question.as_of)

    def totals(self) -> Totals:
        """Return the numbers of the run once all parts were yielded."""
        totals = self._tally.totals(self.question, self._rules, self._wrong)
        notes = [*self.search.notes, *self._named]
        notes += unused_settings(os.path.dirname(path) for path in self._sessions_of)
        notes += () if self.question.policy_from else absences(self.search)
        sessions = self._sessions_of.values()
        _, place = self._old_waiver
        upgrading: tuple[str, ...] = ()
        if place and not any(session.environment.settings.edition for session in sessions):
            from policyengine.engine.upgrading import upgrade_notes

            upgrading = upgrade_notes(self._tally.errors, place, sessions, self.question)
        newer = self._newer
        preview = newer and self._tally.preview(newer.editions, newer.rules)
        return totals._replace(notes=(*notes, *totals.notes, *upgrading), preview=preview)

    def preview(self, findings: Iterable[Findings]) -> "Preview | None":
        """Return what raising the editions in force would change; None if no rule is newer."""
        if all(session.active.newest is None for session in self._sessions_of.values()):
            return None
        from policyengine.engine.adoption import preview_of

        return preview_of(self._sessions_of, [found.preview for found in findings])

    def _judged(self, path: str, text: str | None) -> Part:
        before = len(self._wrong)
        session, catalog = _session(self._wrong, path, self.question, self._sessions)
        profile = _kept(self._wrong, read_profile, path, text, session, catalog)
        found = None
        if session is not None and profile is not None:
            self._rules = max(self._rules, session.active.size)
            self._sessions_of[os.path.abspath(path)] = session
            found = _kept(self._wrong, judge, profile, session, self.question)
        wrong = tuple(self._wrong)[before:]
        if session is None or profile is None or found is None:
            return Part(mistakes=wrong)
        self.projects[profile.document.path] = profile.facts["project.name"]
        self._tally.take(found)
        if not found.verdicts and not any(found.preview):
            return Part((found,), wrong)
        documents = documents_of(profile, session)
        self._note_old_waivers(documents)
        return Part((found,), wrong, documents, {profile.document.path: repository_path(path)})

    def _note_old_waivers(self, documents: Mapping[str, Document]) -> None:
        """Keep the place of the first waiver, by path, that version 0.1.0 wrote."""
        if not documents:
            return
        from policyengine.engine.upgrading import waiver_of_0_1_0

        for path, document in documents.items():
            if (not self._old_waiver[0] or path < self._old_waiver[0]) and (place := waiver_of_0_1_0(document)):
                self._old_waiver = (path, place)

    def _across(self, gone: "Missing | None") -> Part:
        """Return what holds of the run as a whole: projects of one name, settings, and what a revision has."""
        parts = []
        if len(set(self.projects.values())) < len(self.projects):
            from policyengine.runs.same_names import part_on_names

            parts.append(part_on_names(self.projects))
        places = {id(session): session.environment for session in self._sessions_of.values()}.values()
        if self.question.required or any(place.settings.waivers or future_in_settings(place) for place in places):
            from policyengine.runs.settings import part_on_settings

            parts.append(part_on_settings(self._sessions_of, self.question))
        part = joined(parts if gone is None else [*parts, gone.part])
        before = len(self._wrong)
        self._wrong |= dict.fromkeys(part.mistakes)
        for found in part.findings:
            self._tally.take(found)
        self._note_old_waivers(part.documents)
        self._newer = self.preview(())
        if self._newer:
            self._tally.add_preview(self._newer.verdicts, self._newer.removed)
        return part._replace(mistakes=tuple(self._wrong)[before:])


def opened(path: str, question: Question, text: str | None = None) -> tuple[Profile, Session]:
    """Load a profile and its session; raises PolicyEngineError with all mistakes in either.

    `text` is the text of a profile that was read elsewhere.
    """
    wrong: dict[Mistake, None] = {}
    session, catalog = _session(wrong, path, question, {})
    profile = _kept(wrong, read_profile, path, text, session, catalog)
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


def read_profile(path: str, text: str | None, session: Session | None, catalog: Catalog | None) -> Profile:
    """Load a profile with what it inherits from settings.

    Raises InputError for its form or locked defaults that it contradicts, together with unknown names and broken locks.
    Without a session the profile is not judged, so its names are looked up here.
    """
    try:
        profile = load_profile(path, display_path(path), text)
    except MalformedProfileError as error:
        if catalog is None:
            raise
        from policyengine.facts.references import all_mistakes

        inherits = session is None or session.environment.settings.has_defaults
        raise all_mistakes(error, lambda part: mistakes_in(part, catalog, session), inherits=inherits) from None
    if session is None:
        if catalog is not None and (wrong := mistakes_in(profile, catalog, None)):
            raise InputError(*wrong)
        return profile
    try:
        return with_defaults(profile, session)
    except InputError as error:
        raise InputError(*error.mistakes, *mistakes_in(profile, session.environment.catalog, session)) from None


def _session(
    wrong: dict[Mistake, None], path: str, question: Question, sessions: Sessions
) -> tuple[Session | None, Catalog | None]:
    """Return the session of a profile, or None and keep why, and the catalog that has its names, as far as known."""
    try:
        session = session_for(path, question, sessions)
    except UsageError:
        raise
    except PolicyEngineError as error:
        wrong.update(dict.fromkeys(error.mistakes))
        return None, error.catalog if isinstance(error, UnfitSettingsError) else None
    return session, session.environment.catalog


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
    environment = session.environment.under_every_rule if session.environment.counts_future else session.environment
    dated = future_in_profile(profile, environment)
    return with_verdicts_on_dates(findings, profile, session) if dated else findings
