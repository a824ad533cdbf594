"""Judge the decisions of a profile for their records, and find the directories of these."""

import os.path
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from policyengine.decision import Decision
from policyengine.engine.deciding import decide, decision_question
from policyengine.engine.decision_limits import refuse_large
from policyengine.engine.session import Question, Session, check_profile, session_on, with_defaults
from policyengine.errors import InputError, Mistake, PolicyEngineError, SettingsError, UsageError
from policyengine.loading.named_inputs import RECORDS
from policyengine.loading.profiles import Profile
from policyengine.loading.settings import Settings
from policyengine.loading.suggestion import did_you_mean
from policyengine.resources import TEMPLATES
from policyengine.sessions import session_beside, session_for

T = TypeVar("T")

DIRECTORY = RECORDS
"""Where records go, below the profile's directory, unless the settings or `--directory` say otherwise."""


class Asked(NamedTuple):
    """The options of a run: which decisions, another directory or layout, the day, and whose settings apply.

    `latest` is the last day on which an event can have happened.
    Decisions of that revision at or below a path of `allow_removed` may be gone; `on_commit` is a hook's run. `costs`
    also computes what the options cost.
    """

    only: tuple[str, ...]
    directory: str | None
    layout: str | None
    day: str
    latest: str
    policy_from: str
    allow_removed: tuple[str, ...] = ()
    on_commit: bool = False
    costs: bool = True


class Places(NamedTuple):
    """Where records and their templates are, and in which layout they are written; empty for the one that each has."""

    directory: str
    templates: str
    layout: str


_EXAMPLE = "decisions: {choose-a-name: {workloads: […], status: proposed, date: 2026-11-22}}"


def chosen_decisions(profile: Profile, only: tuple[str, ...] = ()) -> list[str]:
    """Return the names of a profile's decisions, or only some.

    Raises InputError where there is none, UsageError for a name that is not declared.
    """
    if not profile.decisions:
        raise InputError(no_decision(profile))
    for name in only:
        if name not in profile.decisions:
            known = list(profile.decisions)
            hint = did_you_mean(name, known) or f"the decisions are {', '.join(known)}"
            raise UsageError(Mistake(f"the profile has no decision `{name}`", hint=hint))
    chosen = [key for key in profile.decisions if not only or key in only]
    # The record of a superseded decision points to its successor's, which has to be there first.
    return sorted(chosen, key=lambda key: profile.decisions[key]["decision.status"] == "superseded")


def no_decision(profile: Profile) -> Mistake:
    """Return that a profile declares no decision, and how to declare one."""
    document = profile.document
    return document.mistake("the profile declares no decision", document.locate_key(()), f"add one: {_EXAMPLE}")


def judged_all(profile: Profile, path: str, asked: Asked) -> tuple[str, Places, list[Decision]]:
    """Return where the records of a profile are, and its decisions: all are judged before anything is written."""
    chosen = chosen_decisions(profile, asked.only)
    refuse_large(profile, chosen)

    def step(session: Session) -> tuple[str, Places, list[Decision]]:
        places = _places(path, session.environment.settings)
        places = places._replace(layout=asked.layout or places.layout)
        return asked.directory or places.directory, places, _decisions(profile, chosen, session, asked)

    return _named_beside(path, decision_question(profile.decisions[chosen[0]]), asked.policy_from, step)


def judged_decisions(profile: Profile, path: str, day: str) -> list[Decision]:
    """Judge every decision of a profile; events can have happened until `day`. Raises PolicyEngineError."""
    chosen = chosen_decisions(profile)
    refuse_large(profile, chosen)
    asked = Asked((), None, None, day, day, "", costs=False)
    first = decision_question(profile.decisions[chosen[0]])
    return _named_beside(path, first, "", lambda session: _decisions(profile, chosen, session, asked))


def _decisions(profile: Profile, chosen: Iterable[str], session: Session, asked: Asked) -> list[Decision]:
    """Judge decisions, each as of its own day, by settings, rules and a catalog that are loaded once."""
    # Mistakes name files as seen from the working directory, records as seen from the profile: their text is the same
    # wherever they are made.
    profile = with_defaults(profile, session)
    named = profile.named(os.path.basename(profile.path))
    if asked.policy_from:
        from policyengine.runs.excuses import with_excuses_of

        named, _ = with_excuses_of(named, asked.policy_from)
    decisions = []
    for key in chosen:
        question = decision_question(profile.decisions[key], asked.latest)
        question = question._replace(policy_from=asked.policy_from, costs=asked.costs)
        of_day = session_on(session, question)
        check_profile(profile, of_day)
        decision = decide(named, key, of_day, question)
        decisions.append(decision._replace(place=profile.document.locate_key(("decisions", key))))
    return decisions


def _named_beside(path: str, question: Question, revision: str, step: Callable[[Session], T]) -> T:
    """Take a step with the session of a profile, whose files are named as seen from the profile.

    What is refused is refused again with the names seen from the working directory, as every message has them.
    """
    question = question._replace(policy_from=revision)
    try:
        return step(session_beside(path, question))
    except PolicyEngineError:
        step(session_for(path, question, {}))
        raise


def _places(profile_path: str, settings: Settings) -> Places:
    """Return the settings under `records:`; directories are relative to the profile, templates to the file."""
    given = settings.records
    templates = _templates(settings) if given.get("templates") else TEMPLATES
    directory = os.path.join(os.path.dirname(profile_path), given.get("directory") or DIRECTORY)
    return Places(directory, templates, given.get("layout") or "")


def _templates(settings: Settings) -> str:
    """Return the organisation's templates; raises SettingsError when they are outside the settings' directory."""
    file = next(file for file in settings.files if file.records.get("templates"))
    top = os.path.realpath(file.directory)
    directory = os.path.realpath(os.path.join(top, file.records["templates"]))
    if file.document is not None and os.path.commonpath([top, directory]) != top:
        place = file.document.locate_value(("records", "templates"))
        hint = "move the templates below the directory of policyengine.yaml"
        raise SettingsError(file.document.mistake("the templates lie outside this directory", place, hint))
    return directory
