"""The bench of a place as a git revision has it: settings, packs and overlay from there, the profile from here."""

import os.path

from policyengine.engine.bench import Bench, Benches, Question, bench_or_error
from policyengine.errors import PolicyEngineError, UsageError
from policyengine.loading.git.nesting import refuse_nested
from policyengine.loading.git.revisions import Revision, revision_of
from policyengine.loading.paths import without_links
from policyengine.loading.revision import exported, refuse_unread_at, settings_at
from policyengine.loading.settings import Settings, no_settings
from policyengine.loading.settings_files import find_settings
from policyengine.loading.settings_in_force import load_settings


def bench_at_revision(
    directory: str, question: Question, benches: Benches, *, beside: bool = False
) -> Bench | PolicyEngineError:
    """Return the bench for a directory as `question.policy_from` has it, from `benches` if it is there, or its error.

    Messages name a file `origin/main:policyengine.yaml`; with `beside`, as seen from the directory and as if it had
    been read there. Raises UsageError when git cannot give the revision.
    """
    directory = without_links(directory)
    try:
        refuse_nested(directory, question.policy_from)
        revision = revision_of(directory, question.policy_from)
        refuse_unread_at(revision, directory)
    except UsageError:
        raise
    except PolicyEngineError as error:
        return error
    key = _key(revision, settings_at(revision, directory))
    if key in benches and not beside:
        return benches[key]
    with exported(revision, directory) as copy:
        found = find_settings(copy)
        if found is None:
            benches.setdefault(key, bench_or_error(lambda: no_settings(directory), question))
            return benches[key]
        path = os.path.abspath(found)
        top = os.path.dirname(path) if beside else _top(copy, directory, revision.root)
        printed = os.path.relpath(path, copy if beside else top).replace(os.sep, "/")
        prefix = "" if beside else f"{revision.ref}:"
        key = _key(revision, printed)
        if key not in benches:
            root = _top(copy, directory, revision.root)
            benches[key] = bench_or_error(
                lambda: _of_files_here(load_settings(path, printed, prefix), root, revision.root), question
            )
        return benches[key]


def _key(revision: Revision, settings: str) -> str:
    """Return the key of a bench: of the settings at a path from the root, or of none."""
    return f"{revision.root}@{revision.commit}:{settings}" if settings else f"no settings at {revision.commit}"


def _of_files_here(settings: Settings, copy: str, root: str) -> Settings:
    """Let the waivers of a copy's settings be for the profiles of the repository it was made from."""
    waivers = [
        given._replace(profile=os.path.join(root, os.path.relpath(given.profile, copy))) for given in settings.waivers
    ]
    return settings._replace(waivers=tuple(waivers))


def _top(copy: str, directory: str, root: str) -> str:
    """Return the folder of the copy that stands for the repository's root."""
    inside = os.path.relpath(os.path.abspath(directory), root)
    return copy if inside == "." else os.path.normpath(os.path.join(copy, *[".."] * len(inside.split(os.sep))))
