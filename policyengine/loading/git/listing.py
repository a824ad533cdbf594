"""The files of a working tree that git knows or would add: what `.gitignore` leaves out is left out."""

import os
from collections.abc import Iterator
from typing import NamedTuple

from policyengine.errors import UsageError
from policyengine.loading.git.command import command, environment

_GITLINK = b"160000"
_LIST = ("--literal-pathspecs", "ls-files", "-z", "-t", "--stage", "--cached", "--others", "--exclude-standard")


class Listed(NamedTuple):
    """A path below a directory; whether git tracks it, and whether it is the folder of another repository."""

    path: str
    is_tracked: bool
    is_repository: bool


def listed_files(directory: str, root: str, endings: tuple[bytes, ...]) -> Iterator[Listed] | None:
    """Return the tracked files below a directory, on disk or not, and the untracked ones that are not ignored.

    Of ASCII names only those with an ending are returned, in letters of any case and with blanks or dots after it.
    Returns None where git is not installed or refuses to answer.
    """
    inside = os.path.relpath(os.path.realpath(directory), root).replace(os.sep, "/")
    below = () if inside == "." else ("--", inside)
    out = _output(root, *_LIST, *below)
    return None if out is None else _parsed(out, endings, len(inside) + 1 if below else 0)


def is_ignored(directory: str, root: str) -> bool:
    """Return whether `.gitignore` leaves a directory out."""
    return _output(root, "check-ignore", "--quiet", "--", f"./{os.path.relpath(directory, root)}") is not None


def _parsed(out: bytes, endings: tuple[bytes, ...], skipped: int) -> Iterator[Listed]:
    """Read the lines of git; `skipped` characters of each path lead to the directory."""
    ends = (*endings, b".", b" ", b"/")
    for data in out.split(b"\0")[:-1]:
        if not data[-5:].lower().endswith(ends) and not data.startswith(_GITLINK, 2) and data.isascii():
            continue  # most files of a repository
        line = os.fsdecode(data)
        if line.startswith("? "):
            yield Listed(line[2 + skipped :].rstrip("/"), is_tracked=False, is_repository=line.endswith("/"))
        else:
            path, is_repository = line.partition("\t")[2][skipped:], data.startswith(_GITLINK, 2)
            if path or is_repository:  # else a file in the index has the name of the directory
                yield Listed(path, is_tracked=True, is_repository=is_repository)


def _output(root: str, *arguments: str) -> bytes | None:
    """Run git at the root and return its output, or None unless it succeeds.

    In a directory below, git could find a bare repository that was committed there. `subprocess` would take longer to
    load than git takes to run.
    """
    if not hasattr(os, "posix_spawnp"):
        from policyengine.loading.git.command import run_git

        try:
            return run_git(root, *arguments)
        except UsageError:
            return None
    read, write = os.pipe()
    nowhere = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
    actions = [(os.POSIX_SPAWN_DUP2, write, 1), nowhere]
    line = command(root, *arguments)
    try:
        process = os.posix_spawnp(line[0], line, environment(root), file_actions=actions)
    except OSError:
        os.close(read)
        return None
    finally:
        os.close(write)
    with open(read, "rb") as pipe:
        out = pipe.read()
    return out if os.waitpid(process, 0)[1] == 0 else None
