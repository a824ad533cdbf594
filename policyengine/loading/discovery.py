"""Which files to read: the profiles under some paths, and the settings above a directory."""

import os
from collections.abc import Iterable

from policyengine.errors import Mistake

PROFILE_NAMES = ("llm-profile.yaml", "llm-profile.yml")
"""A profile's file name, alone or after a dot: `chat.llm-profile.yaml`."""

SETTINGS_NAME = "policyengine.yaml"

_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
_VENV_MARK = "pyvenv.cfg"


def find_profiles(paths: Iterable[str]) -> tuple[list[str], list[Mistake]]:
    """Give the profiles under some files and directories, each once, sorted by what is printed; and what went wrong.

    A file is taken whatever its name. A directory is walked without following links to directories, and without
    hidden directories, `node_modules`, `__pycache__` and virtual environments.
    """
    found: set[str] = set()
    mistakes: list[Mistake] = []
    for path in paths:
        if os.path.isdir(path):
            _walk(path, found, mistakes)
        elif os.path.lexists(path):
            _take(path, found, mistakes)
        else:
            mistakes.append(Mistake(f"`{display_path(path)}`: no such file or directory", hint="check the spelling"))
    return sorted(found), mistakes


def is_profile_name(name: str) -> bool:
    """Say whether a file of this name is a profile."""
    return name in PROFILE_NAMES or name.endswith(tuple(f".{known}" for known in PROFILE_NAMES))


def display_path(path: str) -> str:
    """Give the path as messages print it: relative to the working directory when inside it, with forward slashes."""
    if "\0" in path:
        return path
    try:
        here, absolute = os.getcwd(), os.path.abspath(path)
    except OSError:  # the working directory was removed
        return path
    if absolute == here:
        return "."
    inside = here if here.endswith(os.sep) else here + os.sep
    shown = absolute[len(inside) :] if absolute.startswith(inside) else path
    return shown.replace(os.sep, "/")


def find_settings(start: str) -> str | None:
    """Give the nearest `policyengine.yaml` in a directory or above it, or None.

    The search ends at the git root. Outside a repository it ends at the working directory, and where that is not
    above `start`, at `start`: a file in a home or temporary directory must not decide about somebody's project.
    """
    directory = os.path.abspath(start)
    last = boundary(directory)
    while True:
        candidate = os.path.join(directory, SETTINGS_NAME)
        if os.path.lexists(candidate):
            return display_path(candidate)
        if directory == last:
            return None
        directory = os.path.dirname(directory)


def settings_above(directory: str) -> str | None:
    """Give the nearest settings file above a directory, up to where the search for one ends, or None."""
    return None if directory == boundary(directory) else find_settings(os.path.dirname(directory))


def boundary(directory: str) -> str:
    """Give the outermost directory whose settings may decide about an absolute directory."""
    return repository_root(directory) or _working_directory_above(directory) or directory


def repository_root(start: str) -> str | None:
    """Give the nearest directory, from `start` upward, that holds `.git`, or None."""
    directory = os.path.abspath(start)
    while not os.path.lexists(os.path.join(directory, ".git")):
        parent = os.path.dirname(directory)
        if parent == directory:
            return None
        directory = parent
    return directory


def repository_path(path: str) -> str:
    """Give a file's path from the root of its repository, wherever it is called from; its name where there is none."""
    absolute = os.path.abspath(path)
    root = repository_root(os.path.dirname(absolute))
    return os.path.relpath(absolute, root).replace(os.sep, "/") if root else os.path.basename(absolute)


def _working_directory_above(directory: str) -> str | None:
    here = os.getcwd()
    return here if _is_inside(directory, here) else None


def _is_inside(path: str, directory: str) -> bool:
    return path == directory or path.startswith(directory.rstrip(os.sep) + os.sep)


def _walk(top: str, found: set[str], mistakes: list[Mistake]) -> None:
    waiting = [top]
    while waiting:
        directory = waiting.pop()
        try:
            with os.scandir(directory) as listing:
                entries = list(listing)
        except OSError as error:
            reason = (error.strerror or "cannot be read").lower()
            mistakes.append(Mistake(f"`{display_path(directory)}`: {reason}", hint="make the directory readable"))
            continue
        if directory != top and any(entry.name == _VENV_MARK for entry in entries):
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith(".") and entry.name not in _SKIPPED:
                    waiting.append(entry.path)
            elif is_profile_name(entry.name) and not os.path.isdir(entry.path):  # entry.is_dir() fails on a loop
                _take(entry.path, found, mistakes)


def _take(path: str, found: set[str], mistakes: list[Mistake]) -> None:
    """Add a profile, unless it is a link out of its repository: a pull request could show any file of the machine."""
    shown = display_path(path)
    if os.path.islink(path):
        directory = os.path.dirname(os.path.abspath(path))
        root = os.path.realpath(repository_root(directory) or directory)
        if not _is_inside(os.path.realpath(path), root):
            message = f"`{shown}`: symbolic link to a file outside the repository"
            mistakes.append(Mistake(message, hint="replace the link by a copy of the file"))
            return
    found.add(shown)
