"""Where a repository keeps its objects: never among the files of its working tree, which a pull request can write."""

import os

from policyengine.errors import Mistake, UsageError
from policyengine.loading.git.command import run_git


def refuse_open_store(root: str) -> None:
    """Raise UsageError for a repository that reads objects or references from its own working tree."""
    shared = run_git(root, "rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape").rstrip("\n")
    store = os.path.join(root, shared)
    objects = os.path.join(store, "objects")
    for place in (store, objects, *_alternates(objects)):
        if _is_open(place, root):
            inside = os.path.relpath(os.path.realpath(place), os.path.realpath(root)).replace(os.sep, "/")
            message = f"git reads this repository from `{inside}`, among the files that are checked"
            raise UsageError(Mistake(message, hint="clone it anew: revisions are read from `.git` alone"))


def _alternates(objects: str) -> list[str]:
    """Return the directories whose objects git takes for the repository's own."""
    try:
        with open(os.path.join(objects, "info", "alternates"), encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    named = [line.strip().strip('"') for line in lines if line.strip() and not line.startswith("#")]
    return [os.path.join(objects, line) for line in named]


def _is_open(place: str, root: str) -> bool:
    """Return whether a directory lies in the working tree, outside the repository's own `.git`."""
    top, real = os.path.realpath(root), os.path.realpath(place)
    own = os.path.join(top, ".git")
    return real.startswith(top + os.sep) and real != own and not real.startswith(own + os.sep)
