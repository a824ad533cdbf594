"""The commit in progress: the entries of its index, and how they differ from the last commit."""

import os
import subprocess
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyengine.errors import Mistake
from policyengine.loading.discovery import Discovery
from policyengine.loading.git.attributes import conversion_mistakes
from policyengine.loading.paths import display_path, is_inside, repository_root
from policyengine.loading.settings_files import find_settings

_SECONDS = 60
_NONE, _LINK, _SUBMODULE = "000000", "120000", "160000"
_DIFF = ("diff", "--cached", "--raw", "--no-renames", "--no-ext-diff", "--no-relative", "--ignore-submodules=none")


class Change(NamedTuple):
    """A path that the commit adds, changes or removes, from the root, with git's modes before and after."""

    path: str
    before: str
    after: str

    @property
    def is_removal(self) -> bool:
        """Return whether the path is gone afterwards."""
        return self.after == _NONE

    @property
    def is_detour(self) -> bool:
        """Return whether the path is or was a symbolic link or a submodule, through which anything may be reached."""
        return not {self.before, self.after}.isdisjoint((_LINK, _SUBMODULE))

    @property
    def was_submodule(self) -> bool:
        """Return whether the path was a submodule, which may have held profiles."""
        return self.before == _SUBMODULE


class Entry(NamedTuple):
    """A path of the index, from the root, with git's mode."""

    path: str
    mode: str

    @property
    def is_link(self) -> bool:
        """Return whether it is a symbolic link."""
        return self.mode == _LINK

    @property
    def is_submodule(self) -> bool:
        """Return whether it is a submodule."""
        return self.mode == _SUBMODULE


def staged_changes(root: str) -> list[Change] | None:
    """Return what differs between the index and the last commit; None where git cannot tell."""
    fields = _listed(root, *_DIFF)
    if fields is None:
        return None
    pairs = zip(fields[::2], fields[1::2], strict=True)  # `:100644 100644 … … M`, then the path
    return [Change(path, *head[1:].split(" ")[:2]) for head, path in pairs]


def staged_entries(root: str) -> list[Entry] | None:
    """Return the entries of the index; None where git cannot tell."""
    lines = _listed(root, "ls-files", "--stage")
    return None if lines is None else [Entry(line.partition("\t")[2], line[:6]) for line in lines]


def _listed(root: str, *command: str) -> list[str] | None:
    """Return the fields that git lists; None where it cannot. The index is that of the commit, which git names."""
    safe = ("git", "-C", root, "-c", "core.fsmonitor=false", "--literal-pathspecs", "--no-optional-locks")
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument is the user's but the root
            (*safe, *command, "-z"), capture_output=True, check=False, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else [os.fsdecode(field) for field in done.stdout.split(b"\0")[:-1]]


def only_staged(search: Discovery) -> Discovery:
    """Return what was found without files that the index lacks: a commit is not judged by files outside it.

    Settings that would judge it and that the index lacks are a mistake, and so are profiles that git converts.
    """
    root = repository_root(".")
    entries = staged_entries(root) if root else None
    if root is None or entries is None:
        return search
    staged = _Staged(root, entries)
    files = tuple(path for path in search.files if staged.holds(path))
    mistakes = tuple(mistake for mistake in search.mistakes if staged.holds(_named_in(mistake)))
    inside = [
        os.path.relpath(path, root).replace(os.sep, "/") for path in files if is_inside(os.path.abspath(path), root)
    ]
    wrong = [*left_behind(root, entries, files), *conversion_mistakes(root, inside)]
    return search._replace(files=files, mistakes=(*mistakes, *wrong))


def left_behind(root: str, entries: Sequence[Entry], profiles: Iterable[str]) -> list[Mistake]:
    """Return a mistake for each settings file that would judge profiles of the commit, and that the index lacks."""
    staged = _Staged(root, entries)
    above = dict.fromkeys(find_settings(os.path.dirname(os.path.abspath(path))) for path in profiles)
    return [_left_behind(path) for path in above if path and not staged.holds(path)]


class _Staged:
    """Knows which paths the index holds."""

    def __init__(self, root: str, entries: Sequence[Entry]) -> None:
        self.root = root
        self.paths = {entry.path for entry in entries}
        self.submodules = [entry.path for entry in entries if entry.is_submodule]

    def holds(self, path: str) -> bool:
        """Return whether the index has a path, or a submodule around it; other paths count as there."""
        absolute = os.path.abspath(path)
        if not path or not is_inside(absolute, self.root) or os.path.isdir(absolute):
            return True
        inside = os.path.relpath(absolute, self.root).replace(os.sep, "/")
        return inside in self.paths or any(inside.startswith(f"{folder}/") for folder in self.submodules)


def _named_in(mistake: Mistake) -> str:
    """Return the path with which the message of a mistake of a search begins."""
    _, quote, rest = mistake.message.partition("`")
    return rest.partition("`")[0] if quote else ""


def _left_behind(path: str) -> Mistake:
    message = f"`{display_path(path)}` would judge profiles of this commit, and is not in it"
    return Mistake(message, hint="`git add` it, or move it away")
