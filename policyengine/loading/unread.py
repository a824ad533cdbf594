"""Settings files that nobody reads: two in one directory, and names that are only near."""

import os
from collections.abc import Iterable
from functools import lru_cache

from policyengine.errors import Mistake, SettingsError
from policyengine.loading.discovery import boundary, display_path, find_settings_up_to
from policyengine.loading.near_names import SETTINGS_NAME, SETTINGS_NAMES, is_near_settings

_PLAIN = ((), *((name,) for name in SETTINGS_NAMES))
"""What most directories hold of settings: nothing, or one file that is read."""


def find_sole_settings(start: str) -> str | None:
    """Return what `find_settings` returns; raise SettingsError for settings that the search would pass over."""
    directory = os.path.abspath(start)
    last = boundary(directory)
    _refuse_unread(last, directory)
    return find_settings_up_to(last, directory)


def _refuse_unread(last: str, directory: str) -> None:
    while True:
        names = _names_in(directory, _changed(directory))
        if names not in _PLAIN and (wrong := unread(names, _prefix(display_path(directory)))):
            raise SettingsError(*wrong)
        if directory == last:
            return
        directory = os.path.dirname(directory)


def unread(names: Iterable[str], before: str) -> list[Mistake]:
    """Return a mistake for each settings file among a directory's names that would not be read.

    Messages show the names after `before`, the directory with its last slash.
    """
    hint = f"call it `{SETTINGS_NAME}`; if it holds no settings, give it a name that is not so near"
    there = list(names)
    wrong = [Mistake(f"`{before}{name}` is not read", hint=hint) for name in there if is_near_settings(name)]
    if set(SETTINGS_NAMES) <= set(there):
        both = " and ".join(f"`{before}{name}`" for name in SETTINGS_NAMES)
        wrong.append(Mistake(f"{both} are both here, and only one can be read", hint="join them in one file"))
    return wrong


def _prefix(directory: str) -> str:
    return "" if directory == "." else f"{directory.rstrip('/')}/"


@lru_cache(maxsize=1024)
def _names_in(directory: str, _changed: int) -> tuple[str, ...]:
    """Return the names in a directory that may concern settings; none where it cannot be read."""
    try:
        return tuple(sorted(name for name in os.listdir(directory) if name in SETTINGS_NAMES or is_near_settings(name)))
    except OSError:
        return ()


def _changed(directory: str) -> int:
    try:
        return os.stat(directory).st_mtime_ns
    except OSError:
        return 0
