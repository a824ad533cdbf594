"""Creates the session of a path: from its settings, or from those of a git revision."""

import os.path

from policyengine.engine.session import Question, Session, Sessions, session_or_error, session_with
from policyengine.errors import Mistake, PolicyEngineError, SettingsError
from policyengine.loading.paths import display_path
from policyengine.loading.settings import MalformedSettingsError, Settings, no_settings, read_settings
from policyengine.loading.settings_files import (
    boundary,
    find_sole_settings,
    is_boundary,
    settings_above,
    settings_in,
)


def session_beside(path: str, question: Question) -> Session:
    """Return the session of a profile's settings file, with paths relative to the profile.

    A record must not depend on the working directory. Raises PolicyEngineError as `session_for`.
    """
    directory = os.path.dirname(os.path.abspath(path))
    if question.policy_from:
        from policyengine.sessions.revision import session_at_revision

        return _unless_error(session_at_revision(directory, question, {}, beside=True))
    found = find_sole_settings(directory)
    if found is None:
        return session_with(no_settings(directory), question)
    printed = os.path.relpath(os.path.abspath(found), directory).replace(os.sep, "/")
    return session_with(load_settings(found, printed), question)


def session_for(path: str, question: Question, sessions: Sessions) -> Session:
    """Return the session of a profile's settings file, from `sessions` if it is there.

    Raises PolicyEngineError if the settings, the packs or the catalog are invalid.
    """
    return _unless_error(_session_at(os.path.dirname(os.path.abspath(path)), question, sessions))


def _session_at(directory: str, question: Question, sessions: Sessions) -> Session | PolicyEngineError:
    if directory not in sessions:
        if question.policy_from:
            from policyengine.sessions.revision import session_at_revision

            sessions[directory] = session_at_revision(directory, question, sessions)
        else:
            sessions[directory] = _session_found(directory, question, sessions)
    return sessions[directory]


def _session_found(directory: str, question: Question, sessions: Sessions) -> Session | PolicyEngineError:
    try:
        if not settings_in(directory) and not is_boundary(directory):
            return _session_at(os.path.dirname(directory), question, sessions)
        found = find_sole_settings(directory)
    except PolicyEngineError as error:
        return error
    key = os.path.abspath(found) if found else "no settings"
    if key not in sessions:
        sessions[key] = session_or_error(
            lambda: load_settings(found, display_path(found)) if found else no_settings(directory), question
        )
    return sessions[key]


def _unless_error(session: Session | PolicyEngineError) -> Session:
    if isinstance(session, PolicyEngineError):
        raise session
    return session


def load_settings(path: str, printed: str, prefix: str = "") -> Settings:
    """Load a settings file and those it extends; raises SettingsError or InputError.

    `printed` is the path in messages, after a `prefix` such as `origin/main:`.
    """
    if os.path.islink(path):
        _refuse_link_out(path, prefix + printed)
    try:
        settings = read_settings(path, prefix + printed)
    except MalformedSettingsError as error:
        raise _with_those_above(error, path, printed, prefix) from None
    if settings.extends or settings_above(settings.directory):
        from policyengine.loading.layers import Place, layered

        return layered(settings, Place(os.path.abspath(path), printed, prefix, boundary(settings.directory)))
    return settings


def _with_those_above(error: MalformedSettingsError, path: str, printed: str, prefix: str) -> SettingsError:
    """Return the mistakes in a malformed settings file together with those in the files that it extends."""
    from policyengine.loading.layers import Place, layered
    from policyengine.loading.well_formed import well_formed_settings

    part = well_formed_settings(error.document, error.directory)
    if part is None or not (part.extends or settings_above(part.directory)):
        return error
    try:
        whole = layered(part, Place(os.path.abspath(path), printed, prefix, boundary(part.directory)))
    except MalformedSettingsError as above:
        return MalformedSettingsError(
            error.document, error.directory, *error.mistakes, *above.mistakes, part=above.part
        )
    except PolicyEngineError as above:
        return SettingsError(*error.mistakes, *above.mistakes)
    return MalformedSettingsError(error.document, error.directory, *error.mistakes, part=whole)


def _refuse_link_out(path: str, shown: str) -> None:
    """Raise SettingsError for a link out of the repository: messages contain lines, and could reveal any file."""
    top = os.path.realpath(boundary(os.path.dirname(os.path.abspath(path))))
    if not os.path.realpath(path).startswith(top.rstrip(os.sep) + os.sep):
        message = f"`{shown}`: symbolic link to a file outside the repository"
        raise SettingsError(Mistake(message, hint="replace the link by a copy of the file"))
