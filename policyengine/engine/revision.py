"""The bench of a place as a git revision has it: settings, packs and overlay from there, the profile from here."""

import os.path

from policyengine.engine.bench import Bench, Benches, Question, bench_or_error
from policyengine.errors import PolicyEngineError
from policyengine.loading.discovery import find_settings
from policyengine.loading.files import LIMIT, text_of
from policyengine.loading.git_objects import contents_of, files_at, revision_of
from policyengine.loading.profiles import Profile, profile_from
from policyengine.loading.revision import exported
from policyengine.loading.settings import Settings, load_settings, no_settings
from policyengine.loading.waivers import Waiver
from policyengine.loading.yaml import parse_mapping


def bench_at_revision(
    directory: str, question: Question, benches: Benches, *, beside: bool = False
) -> Bench | PolicyEngineError:
    """Give the bench for a directory as `question.policy_from` has it, from `benches` if it is there, or its error.

    Messages name a file `origin/main:policyengine.yaml`; with `beside`, as seen from the directory and as if it had
    been read there. Raises UsageError when git cannot give the revision.
    """
    revision = revision_of(directory, question.policy_from)
    with exported(revision, directory) as copy:
        found = find_settings(copy)
        if found is None:
            key = f"no settings at {revision.commit}"
            benches.setdefault(key, bench_or_error(lambda: no_settings(directory), question))
            return benches[key]
        path = os.path.abspath(found)
        top = os.path.dirname(path) if beside else _top(copy, directory, revision.root)
        printed = os.path.relpath(path, copy if beside else top).replace(os.sep, "/")
        prefix = "" if beside else f"{revision.ref}:"
        key = f"{revision.root}@{revision.commit}:{printed}"
        if key not in benches:
            root = _top(copy, directory, revision.root)
            benches[key] = bench_or_error(
                lambda: _of_files_here(load_settings(path, printed, prefix), root, revision.root), question
            )
        return benches[key]


def _of_files_here(settings: Settings, copy: str, root: str) -> Settings:
    """Let the waivers of a copy's settings be for the profiles of the repository it was made from."""
    waivers = [
        given._replace(profile=os.path.join(root, os.path.relpath(given.profile, copy))) for given in settings.waivers
    ]
    return settings._replace(waivers=tuple(waivers))


def with_waivers_of(profile: Profile, ref: str) -> tuple[Profile, list[str]]:
    """Keep the waivers of a profile that stand in a revision of its file, word by word: nobody excuses himself.

    Gives a line for people for each of the others. Raises UsageError when git cannot give the revision.
    """
    revision = revision_of(os.path.dirname(os.path.abspath(profile.path)), ref)
    path = os.path.relpath(os.path.abspath(profile.path), revision.root).replace(os.sep, "/")
    files = [file for file in files_at(revision, [path]) if not file.is_link and file.size <= LIMIT]
    known: set[tuple[str, ...]] = set()
    for data in contents_of(revision, files):
        try:
            there = profile_from(parse_mapping(path, text_of(data, path)), profile.path)
        except PolicyEngineError:
            continue  # what could not be judged there has excused nothing
        known.update(_said(waiver) for waiver in there.waivers)
    notes = [
        f"{waiver.location}: the waiver of `{waiver.rule}` is not in {ref} as it stands here, so it excuses nothing"
        for waiver in profile.waivers
        if _said(waiver) not in known
    ]
    return profile._replace(waivers=tuple(w for w in profile.waivers if _said(w) in known)), notes


def _said(waiver: Waiver) -> tuple[str, ...]:
    *said, _document, _route = waiver
    return tuple(said)


def _top(copy: str, directory: str, root: str) -> str:
    """Give the folder of the copy that stands for the repository's root."""
    inside = os.path.relpath(os.path.abspath(directory), root)
    return copy if inside == "." else os.path.normpath(os.path.join(copy, *[".."] * len(inside.split(os.sep))))
