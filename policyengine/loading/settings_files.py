"""The settings file in force for a directory, and files that are not read: two in one directory, or near names."""

import os
from collections.abc import Iterable
from functools import lru_cache

from policyengine.errors import Mistake, SettingsError
from policyengine.loading.near_names import SETTINGS_NAME, SETTINGS_NAMES, is_near_settings
from policyengine.loading.paths import display_path, is_inside, repository_root

_PLAIN = ((), *((name,) for name in SETTINGS_NAMES))
"""What most directories hold of settings: nothing, or one file that is read."""

without_repository: dict[str, None] = {}
"""The outermost directories that this run searched for settings, outside git repositories."""


def find_settings(start: str) -> str | None:
    """Return the nearest settings file in a directory or above it, or None.

    The search ends at the git root. Outside a repository it ends at the working directory, and where that is not
    above `start`, at `start`: a file in a home or temporary directory must not affect a project.
    """
    directory = os.path.abspath(start)
    last = boundary(directory)
    while True:
        for name in SETTINGS_NAMES:
            candidate = os.path.join(directory, name)
            if os.path.lexists(candidate):
                return display_path(candidate)
        if directory == last:
            return None
        directory = os.path.dirname(directory)


def settings_above(directory: str) -> str | None:
    """Return the nearest settings file above a directory, up to where the search for one ends, or None."""
    return None if directory == boundary(directory) else find_settings(os.path.dirname(directory))


def boundary(directory: str) -> str:
    """Return the outermost directory whose settings may apply to an absolute directory."""
    return repository_root(directory) or _working_directory_above(directory) or directory


def unused_settings(directories: Iterable[str]) -> list[str]:
    """Return a line for each settings file above the place where the search for the settings of some directories ends.

    Inside a repository there is none: files above a repository are not expected to count.
    """
    found: dict[str, None] = {}
    for directory in dict.fromkeys(directories):
        if repository_root(directory) is None:
            above = _nearest_above(boundary(directory))
            found |= {above: None} if above else {}
    return [
        f"`{display_path(path)}` was not used: outside a git repository, settings count up to the working directory; "
        f"run from `{display_path(os.path.dirname(path))}`"
        for path in found
    ]


def _nearest_above(directory: str) -> str:
    while (above := os.path.dirname(directory)) != directory:
        directory = above
        for name in SETTINGS_NAMES:
            if os.path.lexists(os.path.join(directory, name)):
                return os.path.join(directory, name)
    return ""


def find_sole_settings(start: str) -> str | None:
    """Return what `find_settings` returns; raise SettingsError for files that look like settings and are not read."""
    directory = os.path.abspath(start)
    last = boundary(directory)
    if repository_root(directory) is None:
        without_repository[last] = None
    found: str | None = None
    while True:
        for name in settings_in(directory):
            found = found or os.path.join(directory, name)
        if directory == last:
            return None if found is None else display_path(found)
        directory = os.path.dirname(directory)


def settings_in(directory: str) -> tuple[str, ...]:
    """Return the name of the settings file in a directory, if any; raise SettingsError for one that is not read."""
    names = _names_in(directory, _changed(directory))
    if names is None:
        return tuple(name for name in SETTINGS_NAMES if os.path.lexists(os.path.join(directory, name)))
    if names not in _PLAIN and (wrong := unread(names, _prefix(display_path(directory)))):
        raise SettingsError(*wrong)
    return names


def unread(names: Iterable[str], before: str) -> list[Mistake]:
    """Return a mistake for each settings file among a directory's names that would not be read.

    Messages show the names after `before`, the directory with its last slash.
    """
    hint = f"call it `{SETTINGS_NAME}`; if it holds no settings, choose a name that is less similar"
    there = list(names)
    wrong = [Mistake(f"`{before}{name}` is not read", hint=hint) for name in there if is_near_settings(name)]
    if set(SETTINGS_NAMES) <= set(there):
        both = " and ".join(f"`{before}{name}`" for name in SETTINGS_NAMES)
        wrong.append(Mistake(f"{both} are both here, and only one can be read", hint="join them in one file"))
    return wrong


def is_boundary(directory: str) -> bool:
    """Return whether an absolute directory is the outermost one whose settings may apply to it."""
    if os.path.lexists(os.path.join(directory, ".git")):
        return True
    here = os.getcwd()
    return (directory == here or not is_inside(directory, here)) and directory == boundary(directory)


def _working_directory_above(directory: str) -> str | None:
    here = os.getcwd()
    return here if is_inside(directory, here) else None


def _prefix(directory: str) -> str:
    return "" if directory == "." else f"{directory.rstrip('/')}/"


@lru_cache(maxsize=1024)
def _names_in(directory: str, _changed: int) -> tuple[str, ...] | None:
    """Return the names in a directory that look like settings; None where it cannot be listed."""
    try:
        return tuple(sorted(name for name in os.listdir(directory) if name in SETTINGS_NAMES or is_near_settings(name)))
    except OSError:
        return None


def _changed(directory: str) -> int:
    try:
        return os.stat(directory).st_mtime_ns
    except OSError:
        return 0
