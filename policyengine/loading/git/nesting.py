"""Repositories inside repositories: which one may decide about a file that lies in both."""

import os

from policyengine.errors import InputError, Mistake, UsageError
from policyengine.loading.git.command import run_git
from policyengine.loading.git.revisions import Revision, known_revision
from policyengine.loading.paths import display_path, is_inside, repository_root


def refuse_nested(directory: str, ref: str) -> None:
    """Raise InputError for a directory in a submodule or nested repository that would bring its own judge.

    Its branches are not those of the repository around it. It is judged by them only where the command runs inside it,
    and where the repository around it, at its own revision, has no folder of files in this place. A worktree of the
    repository around it is not another repository.
    """
    root = repository_root(directory)
    outer = _around(root) if root is not None else None
    while root is not None and outer is not None:
        if not _is_one_repository(outer, root):
            shown, inside = display_path(root), os.path.relpath(root, outer).replace(os.sep, "/")
            if not is_inside(os.path.realpath(os.getcwd()), os.path.realpath(root)):
                message = f"`{shown}` is a repository of its own, so the `{ref}` of the one around it does not judge it"
                hint = (
                    "run the command inside it, by the branches it has; a check of a directory around it leaves it out"
                )
                raise InputError(Mistake(message, hint=hint))
            revision = known_revision(outer, ref)
            if revision is not None and _is_folder(revision, inside):
                message = f"`{inside}` is a folder at `{ref}` of `{display_path(outer)}`, and here its own repository"
                raise InputError(Mistake(message, hint="let the team that owns the repository around it make it one"))
        outer = _around(outer)


def is_worktree(directory: str) -> bool:
    """Return whether a repository inside another is a worktree of it, with the same branches and objects."""
    root = os.path.abspath(directory)
    outer = _around(root)
    try:
        return outer is not None and _is_one_repository(outer, root)
    except UsageError:
        return False


def _around(root: str) -> str | None:
    above = os.path.dirname(root)
    return None if above == root else repository_root(above)


def _is_one_repository(outer: str, inner: str) -> bool:
    """Return whether two roots are worktrees of one repository, with the same branches and objects."""
    stores = {os.path.realpath(os.path.join(root, _store(root))) for root in (outer, inner)}
    return len(stores) == 1


def _store(root: str) -> str:
    return run_git(root, "rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape").rstrip("\n")


def _is_folder(revision: Revision, path: str) -> bool:
    return run_git(revision.root, "ls-tree", "--full-tree", revision.commit, "--", path).startswith(b"040000 ")
