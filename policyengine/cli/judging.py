"""The decisions of a profile, judged for their records, and where those are."""

import os.path
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.engine.deciding import decide, decision_question
from policyengine.engine.decision_limits import refuse_large
from policyengine.engine.session import check_profile
from policyengine.engine.sessions import session_beside, session_for
from policyengine.errors import InputError, Mistake, SettingsError, UsageError
from policyengine.loading.named_inputs import RECORDS
from policyengine.loading.profiles import Profile, load_profile
from policyengine.loading.settings import Settings
from policyengine.loading.suggestion import did_you_mean
from policyengine.records.layouts import DEFAULT
from policyengine.resources import TEMPLATES

DIRECTORY = RECORDS
"""Where records go, below the profile's directory, unless the settings or `--directory` say otherwise."""


class Asked(NamedTuple):
    """What a run is asked: only some decisions, another directory or layout, the day, and whose settings count.

    `latest` is the last day on which an event can have happened.
    Decisions of that revision at or below a path of `allow_removed` may be gone; `on_commit` is a hook's run.
    """

    only: tuple[str, ...]
    directory: str | None
    layout: str | None
    day: str
    latest: str
    policy_from: str
    allow_removed: tuple[str, ...] = ()
    on_commit: bool = False


class Places(NamedTuple):
    """Where records and their templates are, and in which layout they are written."""

    directory: str
    templates: str
    layout: str


_EXAMPLE = "decisions: {choose-a-name: {workloads: […], status: proposed, date: 2026-11-22}}"


def chosen_decisions(profile: Profile, only: tuple[str, ...] = ()) -> list[str]:
    """Name the decisions of a profile, or only some; raises InputError where there is none, UsageError for others."""
    document = profile.document
    if not profile.decisions:
        hint = f"add one: {_EXAMPLE}"
        raise InputError(document.mistake("the profile declares no decision", document.locate_key(()), hint))
    for name in only:
        if name not in profile.decisions:
            known = list(profile.decisions)
            hint = did_you_mean(name, known) or f"the decisions are {', '.join(known)}"
            raise UsageError(Mistake(f"the profile has no decision `{name}`", hint=hint))
    chosen = [key for key in profile.decisions if not only or key in only]
    # The record of a superseded decision points to its successor's, which has to be there first.
    return sorted(chosen, key=lambda key: profile.decisions[key]["decision.status"] == "superseded")


def judged(  # noqa: PLR0913 - what to judge, when, and by what
    profile: Profile, key: str, profile_path: str, revision: str = "", *, day: str = "", costs: bool = False
) -> Decision:
    """Judge a decision of a profile, by the settings of a git revision if one is named; raises PolicyEngineError.

    `day` is the last one by which events can have happened. With `costs` it is also computed what the options cost.
    """
    question = decision_question(profile.decisions[key], day)._replace(policy_from=revision, costs=costs)
    check_profile(profile, session_for(profile_path, question, {}))
    # Mistakes name files as seen from the working directory, records as seen from the profile: their text is the same
    # wherever they are made.
    named = load_profile(profile_path, os.path.basename(profile_path))
    if revision:
        from policyengine.engine.excuses import with_excuses_of

        named, _ = with_excuses_of(named, revision)
    decision = decide(named, key, session_beside(profile_path, question), question)
    return decision._replace(place=profile.document.locate_key(("decisions", key)))


def judged_all(profile: Profile, path: str, asked: Asked) -> tuple[str, Places, list[Decision]]:
    """Return where the records of a profile are, and its decisions: all are judged before anything is written."""
    chosen = chosen_decisions(profile, asked.only)
    refuse_large(profile, chosen)
    places = _places(path, profile, asked.policy_from)
    places = places._replace(layout=asked.layout or places.layout)
    decisions = [judged(profile, key, path, asked.policy_from, day=asked.latest, costs=True) for key in chosen]
    return asked.directory or places.directory, places, decisions


def _places(profile_path: str, profile: Profile, revision: str) -> Places:
    """Return what settings state under `records:`; directories are relative to the profile, templates to the file."""
    first = next(iter(profile.decisions), None)
    beside = os.path.dirname(profile_path)
    if first is None:
        return Places(os.path.join(beside, DIRECTORY), TEMPLATES, DEFAULT)
    question = decision_question(profile.decisions[first])._replace(policy_from=revision)
    settings = session_for(profile_path, question, {}).environment.settings
    given = settings.records
    templates = _templates(settings) if given.get("templates") else TEMPLATES
    directory = os.path.join(beside, given.get("directory") or DIRECTORY)
    return Places(directory, templates, given.get("layout") or DEFAULT)


def _templates(settings: Settings) -> str:
    """Return the organisation's own templates; raises SettingsError when they lie outside the settings' directory."""
    file = next(file for file in settings.files if file.records.get("templates"))
    top = os.path.realpath(file.directory)
    directory = os.path.realpath(os.path.join(top, file.records["templates"]))
    if file.document is not None and os.path.commonpath([top, directory]) != top:
        place = file.document.locate_value(("records", "templates"))
        hint = "templates stand below the directory of policyengine.yaml"
        raise SettingsError(file.document.mistake("the templates lie outside this directory", place, hint))
    return directory
