"""What a git revision holds, asked of git itself: a list of files and their contents, and nothing that runs code."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyengine.errors import Mistake, UsageError
from policyengine.loading.discovery import display_path, repository_root

_SECONDS = 60
_LINKS = ("120000", "160000")
_REF = re.compile(r"[^\x00-\x20\x7f:?*\[\\-][^\x00-\x20\x7f:?*\[\\]*")
_HINT = "name a branch, a tag or a commit that this clone has, such as origin/main; CI may have to fetch it first"


class Revision(NamedTuple):
    """A commit of a repository; `ref` is how the user named it."""

    root: str
    ref: str
    commit: str


class TreeFile(NamedTuple):
    """A file of a revision: its path from the root, whether it is a link, its object and its size in bytes."""

    path: str
    is_link: bool
    object: str
    size: int


def revision_of(directory: str, ref: str, option: str = "--policy-from", what: str = "settings") -> Revision:
    """Find a revision in the repository around a directory; raises UsageError where there is none.

    `option` is how the user named it, `what` is to be read there.
    """
    root = repository_root(directory)
    if root is None:
        message = f"`{display_path(directory)}` is in no git repository, so there is no `{ref}` to read {what} from"
        raise UsageError(Mistake(message, hint=f"leave {option} out, or run in a clone"))
    if _REF.fullmatch(ref) is None or ".." in ref:
        raise UsageError(Mistake(f"`{ref}` is not the name of a revision", hint=_HINT))
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    commit = _git(root, *asked, wrong=f"`{ref}` is no revision of this repository").decode("ascii", "replace").strip()
    return Revision(root, ref, commit)


def forked_from(revision: Revision) -> Revision:
    """Give the commit at which what is checked out left a revision; a clone too shallow to say gives the revision."""
    try:
        found = _git(revision.root, "merge-base", revision.commit, "HEAD")
    except UsageError:
        return revision
    return revision._replace(commit=found.decode("ascii", "replace").strip())


def files_at(revision: Revision, paths: Sequence[str], *, below: bool = False) -> list[TreeFile]:
    """List the files at some paths, or below them."""
    walk = ("-r",) if below else ()
    out = _git(revision.root, "ls-tree", "-z", "-l", "--full-tree", *walk, revision.commit, "--", *paths)
    files = []
    for line in out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        head, _, path = line.partition("\t")
        mode, kind, name, size = head.split()
        if kind == "blob" or mode in _LINKS:
            files.append(TreeFile(path, mode in _LINKS, name, int(size) if size.isdigit() else 0))
    return files


def contents_of(revision: Revision, files: Sequence[TreeFile]) -> Iterator[bytes]:
    """Give the bytes of files, in their order; raises UsageError when this clone does not have one."""
    wanted = "".join(f"{file.object}\n" for file in files).encode()
    out = _git(revision.root, "cat-file", "--batch", stdin=wanted) if files else b""
    place = 0
    for file in files:
        start = out.index(b"\n", place) + 1
        if out[place : start - 1] != f"{file.object} blob {file.size}".encode():
            raise UsageError(Mistake(f"this clone lacks `{revision.ref}:{file.path}`", hint="fetch it whole"))
        yield out[start : start + file.size]
        place = start + file.size + 1


def _git(root: str, *arguments: str, stdin: bytes = b"", wrong: str = "") -> bytes:
    """Run git on a repository and give what it prints; raises UsageError when it cannot, saying `wrong` if given."""
    # A hook's variables point at its own repository and index; those of the configuration are the user's.
    kept = {name: v for name, v in os.environ.items() if not name.startswith("GIT_") or name.startswith("GIT_CONFIG")}
    kept["GIT_CEILING_DIRECTORIES"] = os.path.dirname(root)  # a broken `.git` is not its parent's
    quiet = {"GIT_LITERAL_PATHSPECS": "1", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}
    command = ("git", "-C", root, "-c", "core.fsmonitor=false", "--no-optional-locks", *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and what the user names stands after --end-of-options
            command, input=stdin, capture_output=True, check=False, timeout=_SECONDS, env={**kept, **quiet}
        )
    except FileNotFoundError:
        raise UsageError(Mistake("git is not installed", hint="install git, or name no revision")) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(Mistake(f"git could not be run: {type(error).__name__}", hint="run it by hand")) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise UsageError(Mistake(wrong if wrong and not said else f"git: {said}"[:300], hint=_HINT))
    return done.stdout
