"""What a git revision holds: lists of its files, and their contents."""

import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policyengine.errors import Mistake, UsageError
from policyengine.loading.git.command import run_git
from policyengine.loading.git.revisions import Revision
from policyengine.loading.near_names import SETTINGS_NAMES, is_near_settings, is_profile_name

_LINKS = ("120000", "160000")
AT_ONCE = 500
"""How many paths git is asked for in one command line."""

_LARGEST_AT_ONCE = 32 * 1024  # bytes of settings that are read for all places at once
_LEADS_NOWHERE = ("symlink", "dangling", "loop", "notdir")


class TreeFile(NamedTuple):
    """A file of a revision: its path from the root, whether it is a link, its object and its size in bytes."""

    path: str
    is_link: bool
    object: str
    size: int


def files_at(revision: Revision, paths: Sequence[str], *, below: bool = False) -> list[TreeFile]:
    """List the files at some paths, or below them."""
    walk = ("-r",) if below else ()
    out = run_git(revision.root, "ls-tree", "-z", "-l", "--full-tree", *walk, revision.commit, "--", *paths)
    files = []
    for line in out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        head, _, path = line.partition("\t")
        mode, kind, name, size = head.split()
        if kind == "blob" or mode in _LINKS:
            files.append(TreeFile(path, mode in _LINKS, name, int(size) if size.isdigit() else 0))
    return files


def contents_of(revision: Revision, files: Sequence[TreeFile]) -> Iterator[bytes]:
    """Yield the bytes of files, in their order; raises UsageError when this clone does not have one."""
    wanted = "".join(f"{file.object}\n" for file in files).encode()
    out = run_git(revision.root, "cat-file", "--batch", stdin=wanted) if files else b""
    place = 0
    for file in files:
        start = out.index(b"\n", place) + 1
        if out[place : start - 1] != f"{file.object} blob {file.size}".encode():
            raise UsageError(Mistake(f"this clone lacks `{revision.ref}:{file.path}`", hint="fetch it whole"))
        yield out[start : start + file.size]
        place = start + file.size + 1


@lru_cache(maxsize=4)
def files_below(revision: Revision, folders: tuple[str, ...]) -> list[TreeFile]:
    """List the files below some folders, which many settings files may name."""
    return files_at(revision, folders, below=True)


@lru_cache(maxsize=2)
def pack_contents(revision: Revision, files: tuple[TreeFile, ...]) -> tuple[bytes, ...]:
    """Return the bytes of the files of a pack, which many settings files may name."""
    return tuple(contents_of(revision, files))


def followed(revision: Revision, files: Sequence[TreeFile]) -> list[TreeFile]:
    """Return files with each link replaced by the file that it leads to, inside the revision.

    A link that leads out of the repository, to nothing or in a circle stays what it is.
    """
    links = [file for file in files if file.is_link and "\n" not in file.path]
    if not links:
        return list(files)
    asked = "".join(f"{revision.commit}:{file.path}\n" for file in links)
    data = os.fsencode(asked)
    out = run_git(revision.root, "cat-file", "--batch-check", "--follow-symlinks", stdin=data)
    found: dict[str, TreeFile] = {}
    place = 0
    for file in links:
        end = out.index(b"\n", place)
        words = out[place:end].decode("ascii", "replace").split(" ")
        place = end + 1
        if words[0] in _LEADS_NOWHERE:
            place += int(words[1]) + 1  # git repeats the path
        elif words[1:2] == ["blob"]:
            found[file.path] = TreeFile(file.path, is_link=False, object=words[0], size=int(words[2]))
    return [found.get(file.path, file) for file in files]


@lru_cache(maxsize=8)
def named_at(revision: Revision) -> tuple[str, ...]:
    """Return the paths of the profiles and settings files of a revision, and of what is named nearly like settings."""
    out = run_git(revision.root, "ls-tree", "-r", "-z", "--name-only", "--full-tree", revision.commit)
    paths = os.fsdecode(out).split("\0")[:-1]
    return tuple(path for path in paths if _is_ours(path.rpartition("/")[2]))


@lru_cache(maxsize=8)
def names_at(revision: Revision) -> dict[str, list[str]]:
    """Return the same as names, by the directories that hold them, each with its last slash."""
    names: dict[str, list[str]] = {}
    for path in named_at(revision):
        place = path.rfind("/") + 1
        names.setdefault(path[:place], []).append(path[place:])
    return names


@lru_cache(maxsize=4)
def settings_files(revision: Revision) -> dict[str, TreeFile]:
    """Return every settings file of a revision by its path, so that git runs once for all of them."""
    return _files_by_path(revision, [path for path in named_at(revision) if path.rpartition("/")[2] in SETTINGS_NAMES])


@lru_cache(maxsize=4)
def profile_files(revision: Revision) -> dict[str, TreeFile]:
    """Return every profile of a revision by its path; a link is replaced by what it leads to."""
    found = _files_by_path(revision, [path for path in named_at(revision) if is_profile_name(path.rpartition("/")[2])])
    return dict(zip(found, followed(revision, list(found.values())), strict=True))


def _files_by_path(revision: Revision, paths: Sequence[str]) -> dict[str, TreeFile]:
    chunks = [paths[start : start + AT_ONCE] for start in range(0, len(paths), AT_ONCE)]
    return {file.path: file for chunk in chunks for file in files_at(revision, chunk)}


@lru_cache(maxsize=4)
def settings_contents(revision: Revision) -> dict[str, bytes]:
    """Return the bytes of a revision's settings files by their objects, as far as they are of a common size."""
    files = {
        file.object: file
        for file in settings_files(revision).values()
        if not file.is_link and file.size <= _LARGEST_AT_ONCE
    }
    some = list(files.values())[:AT_ONCE]
    return dict(zip((file.object for file in some), contents_of(revision, some), strict=True))


def _is_ours(name: str) -> bool:
    return is_profile_name(name) or name in SETTINGS_NAMES or is_near_settings(name)
