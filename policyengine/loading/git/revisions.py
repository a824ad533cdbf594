"""Revisions: the one commit that a name means in the repository around a directory."""

import os
import re
from functools import lru_cache
from typing import NamedTuple

from policyengine.errors import Mistake, UsageError
from policyengine.loading.git.command import HINT, run_git
from policyengine.loading.git.names import HEAD, Name, claims_of, parsed_name, patterns_of
from policyengine.loading.paths import display_path, repository_root

_LOCAL = "refs/heads/"


class Revision(NamedTuple):
    """A commit of a repository; `ref` is how the user named it, `branch` the local branch that alone has the name."""

    root: str
    ref: str
    commit: str
    branch: str = ""


def revision_of(directory: str, ref: str, option: str = "--policy-from", what: str = "settings") -> Revision:
    """Return a revision of the repository around a directory.

    `option` is how the user named it, `what` is to be read there. Raises UsageError where there is none, and for a
    name that means several commits.
    """
    root = repository_root(directory)
    if root is None:
        message = f"`{display_path(directory)}` is in no git repository, so there is no `{ref}` to read {what} from"
        raise UsageError(Mistake(message, hint=f"leave {option} out, or run in a clone"))
    revision = known_revision(root, ref)
    if revision is None:
        raise UsageError(Mistake(f"`{ref}` is not a revision of this repository", hint=HINT))
    return revision


@lru_cache(maxsize=64)
def known_revision(root: str, ref: str) -> Revision | None:
    """Return the revision that a name means in a repository, or None where nothing has the name.

    A run sees one commit, even while somebody fetches. Raises UsageError as `revision_of`.
    """
    name = parsed_name(ref)
    refuse_open_store(root)
    claims = _claims(root, name)
    commits = list(dict.fromkeys(claims.values()))
    if not commits:
        return None
    if len(commits) > 1:
        raise UsageError(_ambiguous(name, claims))
    branch = next(iter(claims)) if all(claim.startswith(_LOCAL) for claim in claims) else ""
    if not name.steps:
        return Revision(root, ref, commits[0], branch)
    wrong = f"this clone has no `{ref}`: its history ends before that"
    hint = "fetch more of it, in CI with `fetch-depth: 0`"
    stepped = run_git(root, "rev-parse", "--verify", "--quiet", f"{commits[0]}{name.steps}", wrong=wrong, hint=hint)
    return Revision(root, ref, stepped.decode("ascii", "replace").strip(), branch)


def forked_from(revision: Revision) -> Revision:
    """Return the commit at which what is checked out left a revision; a clone too shallow to tell returns that."""
    try:
        found = run_git(revision.root, "merge-base", revision.commit, HEAD)
    except UsageError:
        return revision
    return revision._replace(commit=found.decode("ascii", "replace").strip())


@lru_cache(maxsize=64)
def merge_bases(revision: Revision) -> tuple[Revision, ...]:
    """Return the commits at which what is checked out and a revision parted; none where this clone cannot tell.

    In a shallow clone an older commit may look like one of them, so that only a revision that is contained whole tells.
    """
    root, commit = revision.root, revision.commit
    try:
        found = run_git(root, "merge-base", "--all", commit, HEAD).decode("ascii", "replace").split()
        is_shallow = found != [commit] and run_git(root, "rev-parse", "--is-shallow-repository").strip() != b"false"
    except UsageError:
        return ()
    return () if is_shallow else tuple(revision._replace(commit=each) for each in found)


def own_judge(revision: Revision) -> tuple[list[Mistake], list[str]]:
    """Return a mistake, or else a note, for a local branch that holds what is checked out: it would judge itself.

    A pull request from a fork may come from a branch called `main`, and checking it out makes a local `main` of it. In
    a clone without remote branches, and for a branch named in full, nothing else can be meant.
    """
    root, ref, branch = revision.root, revision.ref, revision.branch
    head = _head(root) if branch else ""
    if not head or run_git(root, "rev-list", "--max-count=1", head, f"^{revision.commit}").strip():
        return [], []
    if head != revision.commit or ref.startswith(_LOCAL) or not _lines(root, "--count=1", "refs/remotes"):
        return [], [f"the local branch `{ref}` holds what is checked out, so nothing but its own settings judge it"]
    message = f"`{ref}` is only the local branch `{branch}`, which is what is checked out: it would judge itself"
    hint = f"fetch the branch that judges and name it, such as `origin/{ref}`; or write `{branch}` if it is meant"
    return [Mistake(message, hint=hint)], []


def _head(root: str) -> str:
    """Return the commit that is checked out, or an empty text where there is none yet."""
    try:
        return run_git(root, "show-ref", "--verify", "--hash", HEAD).decode("ascii", "replace").strip()
    except UsageError:
        return ""


def _claims(root: str, name: Name) -> dict[str, str]:
    """Return the commits that a name can mean, by what means them."""
    if name.base == HEAD:
        return _commits(root, {HEAD: head} if (head := _head(root)) else {})
    if name.is_full_id:
        return _commits(root, {name.base.lower(): name.base.lower()})
    lines = _lines(root, "--format=%(refname)%00%(objectname)", "--ignore-case", "--", *patterns_of(name.base))
    objects = dict(line.split("\0") for line in lines)
    named = claims_of(name.base, objects, ignore_case=_ignores_case(root))
    meant = {reference: objects[reference] for reference in named}
    if name.may_be_short_id:
        begun = run_git(root, "rev-parse", f"--disambiguate={name.base.lower()}").decode("ascii", "replace").split()
        meant |= {each: each for each in begun}
    return _commits(root, meant)


def _lines(root: str, *arguments: str) -> list[str]:
    return run_git(root, "for-each-ref", *arguments).decode("utf-8", "surrogateescape").splitlines()


def _commits(root: str, objects: dict[str, str]) -> dict[str, str]:
    """Return the commits that objects are or, as tags, point to; objects that are not commits are left out."""
    if not objects:
        return {}
    asked = "".join(f"{each}^{{commit}}\n" for each in objects.values()).encode("ascii", "replace")
    answers = run_git(root, "cat-file", "--batch-check", stdin=asked).decode("ascii", "replace").splitlines()
    found = [re.fullmatch(r"([0-9a-f]+) commit [0-9]+", answer) for answer in answers]
    return {name: match[1] for name, match in zip(objects, found, strict=True) if match}


def _ignores_case(root: str) -> bool:
    """Return whether the file system takes one name for another that differs in case."""
    return os.path.lexists(os.path.join(root, ".GIT"))


def _ambiguous(name: Name, claims: dict[str, str]) -> Mistake:
    meanings = ", ".join(f"{what} is {commit[:12]}" for what, commit in claims.items())
    first = f"{next(iter(claims))}{name.steps}"
    return Mistake(f"`{name.base}` means several commits: {meanings}", hint=f"name one in full, such as `{first}`")


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
