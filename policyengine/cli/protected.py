"""Paths that no report is written to: files that the run has read, and files that affect later runs."""

import os
import re
import stat
from collections.abc import Iterable
from itertools import pairwise

from policyengine.inputs import was_read
from policyengine.loading.near_names import (
    SETTINGS_NAMES,
    is_near_profile,
    is_near_settings,
    is_profile_name,
)
from policyengine.loading.paths import link_mistakes, repository_root
from policyengine.policy.cache import cache_directory

_DECIDING = re.compile(r"\.git[a-z]+|\.gitlab-ci\.ya?ml|\.pre-commit-[a-z-]+\.ya?ml")
"""Files of git, pre-commit and CI that decide which profiles are found and whether they are judged."""

_DECIDING_FOLDERS = ((".github", "workflows"), (".github", "actions"), (".config", "git"))
_PACK_FOLDERS = {"rules", "catalog"}
_LEADS_OUT = "leads out of the repository by a symbolic link, which a pull request may have made"


def protected(path: str, kept: Iterable[str] = (), *, entries: bool = False) -> str:
    """Return why nothing is written to a path; empty if it is allowed.

    `kept` are files that the report is made from; `entries` says that the text is a catalog file, which belongs into a
    pack.
    """
    if not path:
        return "is not a path"
    if is_stream(path):  # nothing in it is replaced
        return _LEADS_OUT if os.path.realpath(path) == os.devnull and _leads_out(path) else ""
    if _leads_out(path):
        return _LEADS_OUT
    if os.path.basename(path) in {"", os.curdir, os.pardir}:
        return "is a directory, not a file"
    real = os.path.realpath(path)
    if any(_is_same(path, other) for other in kept):
        return "is an input of the report, or was written beside it"
    if was_read(path):
        return "is a file that this run has read"
    cache = cache_directory()
    if cache and real.startswith(os.path.realpath(cache) + os.sep):
        return "belongs to the cache"
    named = _by_name(real) or ("" if entries else _by_folder(real) or _by_folder(os.path.abspath(path)))
    return named or _of_a_record(path)


def _leads_out(path: str) -> bool:
    return repository_root(os.path.dirname(os.path.abspath(path))) is not None and bool(link_mistakes(path))


def _of_a_record(path: str) -> str:
    from policyengine.records.ours import ours

    return ours(path)


def is_stream(path: str) -> bool:
    """Return whether a path is a pipe, a device or a socket."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _by_name(real: str) -> str:
    """Return what a name, or a folder of git, stands for, in whatever case: some file systems know no other."""
    *folders, name = real.split(os.sep)
    lower = name.lower()
    if is_profile_name(lower) or lower in SETTINGS_NAMES:
        return "has the name of a file that policyengine reads"
    if is_near_profile(name) or is_near_settings(name):
        return "has a name so close to that of a profile or of settings that later runs would refuse it"
    if lower.endswith(".j2"):
        return "has the name of a template"
    small = [folder.lower() for folder in folders]
    if ".git" in (*small, lower) or _is_repository(os.path.dirname(real)):
        return "belongs to git"
    if _DECIDING.fullmatch(lower) or any(pair in pairwise(small) for pair in _DECIDING_FOLDERS):
        return "has the name of a file that decides which files are judged"
    return ""


def _by_folder(path: str) -> str:
    """Return whether a YAML file would become one of a pack."""
    *folders, name = path.lower().split(os.sep)
    if name.endswith((".yaml", ".yml")) and _PACK_FOLDERS.intersection(folders):
        return "has the place and the name of a rule or catalog entry"
    return ""


def _is_repository(folder: str) -> bool:
    """Return whether a folder lies in git's own directory, whatever that is called: a worktree's is elsewhere."""
    while True:
        if all(os.path.exists(os.path.join(folder, part)) for part in ("HEAD", "objects", "refs")):
            return True
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above


def _is_same(path: str, other: str) -> bool:
    if os.path.realpath(path) == os.path.realpath(other):
        return True
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False
