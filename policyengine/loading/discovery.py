"""Find the profiles to read under some paths."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from policyengine.errors import Mistake
from policyengine.loading.paths import display_path, has_no_links, link_mistakes, without_links


class Discovery(NamedTuple):
    """The profiles found under some paths, each once, sorted by printed path, and what to report about other files.

    `absent` are profiles that git tracks and that are not on disk, by printed path; `directories` are those that were
    searched; `notes` are lines for people.
    """

    files: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    absent: tuple[str, ...] = ()
    directories: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def absences(search: Discovery) -> list[str]:
    """Return a line for each profile that git tracks and that is not on disk, so that it is not judged."""
    return [f"git tracks `{path}`, which is not on disk, so it was not judged" for path in search.absent]


NO_SEARCH = Discovery()
"""The result where files are named and no directory."""


def find_profiles(paths: Iterable[str], *, into_nested: bool = True) -> Discovery:
    """Find the profiles under some files and directories.

    A named file is always taken. Directories are searched without following links to directories. Below them, only
    files that `.gitignore` excludes are left out; a file whose name is near that of a profile is a mistake. Unless
    `into_nested`, repositories inside a repository that is searched are left out, with a note.
    """
    files: set[str] = set()
    mistakes: list[Mistake] = []
    directories = []
    plain: dict[str, bool] = {}
    for path in paths:
        if not os.path.lexists(path):
            mistakes.append(Mistake(f"`{display_path(path)}`: no such file or directory", hint="check the spelling"))
        elif not os.path.isdir(path) and has_no_links(path, plain):
            files.add(display_path(path))
        elif wrong := link_mistakes(path):
            mistakes += wrong
        elif os.path.isdir(path):
            directories.append(without_links(path))
        else:
            folder, name = os.path.split(path)
            files.add(display_path(os.path.join(without_links(folder or "."), name) if folder else path))
    if not directories:
        return Discovery(tuple(sorted(files)), tuple(mistakes))
    from policyengine.loading.searching import Search

    search = Search(into_nested=into_nested)
    for directory in directories:
        search.below(directory)
    files |= search.files
    absent = tuple(sorted(search.absent))
    notes = tuple(dict.fromkeys(search.notes))
    return Discovery(tuple(sorted(files)), (*mistakes, *search.mistakes), absent, tuple(directories), notes)
