"""The session of a directory at a git revision: settings, packs and overlay of the revision, the profile from disk."""

import os.path

from policyengine.engine.session import Question, Session, Sessions, session_or_error
from policyengine.errors import PolicyEngineError, UsageError
from policyengine.loading.git.nesting import refuse_nested
from policyengine.loading.git.revisions import Revision, revision_of
from policyengine.loading.paths import without_links
from policyengine.loading.revision import exported, refuse_unread_at, settings_at
from policyengine.loading.settings import Settings, no_settings
from policyengine.loading.settings_files import find_settings
from policyengine.sessions import load_settings


def session_at_revision(
    directory: str, question: Question, sessions: Sessions, *, beside: bool = False
) -> Session | PolicyEngineError:
    """Return the session of a directory at `question.policy_from`, from `sessions` if it is there, or its error.

    Messages name a file `origin/main:policyengine.yaml`; with `beside`, relative to the directory and as if it had been
    read there. Raises UsageError if git cannot read the revision.
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
    if key in sessions and not beside:
        return sessions[key]
    with exported(revision, directory) as copy:
        found = find_settings(copy)
        if found is None:
            sessions.setdefault(key, session_or_error(lambda: no_settings(directory), question))
            return sessions[key]
        path = os.path.abspath(found)
        top = os.path.dirname(path) if beside else _top(copy, directory, revision.root)
        printed = os.path.relpath(path, copy if beside else top).replace(os.sep, "/")
        prefix = "" if beside else f"{revision.ref}:"
        key = _key(revision, printed)
        if key not in sessions:
            root = _top(copy, directory, revision.root)
            sessions[key] = session_or_error(
                lambda: _of_files_here(load_settings(path, printed, prefix), root, revision.root), question
            )
        return sessions[key]


def _key(revision: Revision, settings: str) -> str:
    """Return the key of a session: of the settings at a path from the root, or of none."""
    return f"{revision.root}@{revision.commit}:{settings}" if settings else f"no settings at {revision.commit}"


def _of_files_here(settings: Settings, copy: str, root: str) -> Settings:
    """Apply the waivers of a copy's settings to the profiles of the original repository."""
    waivers = [
        given._replace(profile=os.path.join(root, os.path.relpath(given.profile, copy))) for given in settings.waivers
    ]
    return settings._replace(waivers=tuple(waivers))


def _top(copy: str, directory: str, root: str) -> str:
    """Return the folder of the copy that corresponds to the root of the repository."""
    inside = os.path.relpath(os.path.abspath(directory), root)
    return copy if inside == "." else os.path.normpath(os.path.join(copy, *[".."] * len(inside.split(os.sep))))
