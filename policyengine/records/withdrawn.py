"""Decisions that a git revision has and a run does not check: deleting a decision is no way past its record."""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from policyengine.document import Document
from policyengine.errors import InputError, Mistake, PolicyEngineError
from policyengine.loading.discovery import is_inside, repository_root
from policyengine.loading.files import LIMIT, text_of
from policyengine.loading.git.nesting import refuse_nested
from policyengine.loading.git.objects import contents_of, files_at, followed, named_at
from policyengine.loading.git.revisions import Revision, merge_bases, revision_of
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.profiles import Profile
from policyengine.loading.yaml import parse_mapping
from policyengine.records.drift import FINAL, retires

_AT_ONCE = 500
"""How many paths git is asked for in one command line."""


class Decided(NamedTuple):
    """A decision of a revision: its profile's path from the root, project, key and status, and where it is declared."""

    path: str
    project: str
    key: str
    status: str
    document: Document

    @property
    def name(self) -> str:
        """Return project and key, which records are filed under."""
        return f"{self.project}/{self.key}"


class Here(NamedTuple):
    """What a run checks: profiles by absolute path, None for those that cannot be read, and the directories searched.

    What lies at or below a path of `allowed` may be gone.
    """

    profiles: Mapping[str, Profile | None]
    directories: Sequence[str]
    allowed: Sequence[str]


def withdrawn(here: Here, ref: str) -> tuple[list[Mistake], list[str]]:
    """Return a mistake for each final decision that a revision has and that is not checked here, and notes.

    One that was not there yet when this branch left the revision is not withdrawn here; where a clone cannot tell, it
    is. Raises UsageError where git cannot give the revision.
    """
    mistakes, notes = list[Mistake](), list[str]()
    places = [*here.directories, *map(os.path.dirname, here.profiles)]
    for root in dict.fromkeys(root for place in places if (root := repository_root(os.path.abspath(place)))):
        try:
            refuse_nested(root, ref)
        except InputError:
            continue  # its profiles are not judged at all, which is reported for each
        revision = revision_of(root, ref)
        known = {(os.path.join(root, old.path), old.key) for old in decisions_at(revision)}
        asked = [old for old in decisions_at(revision) if old.status in FINAL and _is_asked(old, here, root)]
        gone = [old for old in asked if not _is_kept(old, _statuses(old, here, root, known))]
        forks = merge_bases(revision) if gone else ()
        before = {(old.path, old.key) for fork in forks for old in decisions_at(fork)}
        for old in gone:
            if forks and (old.path, old.key) not in before:
                continue
            if any(is_inside(os.path.join(root, old.path), os.path.abspath(place)) for place in here.allowed):
                notes.append(f"the decision `{old.key}` of `{ref}:{old.path}` is gone, which --allow-removed allows")
            else:
                mistakes.append(_mistake(old, _statuses(old, here, root, known), ref))
    return mistakes, notes


def _is_asked(old: Decided, here: Here, root: str) -> bool:
    """Return whether a run covers the place of a decision."""
    path = os.path.join(root, old.path)
    return path in here.profiles or any(is_inside(path, os.path.abspath(place)) for place in here.directories)


def _statuses(old: Decided, here: Here, root: str, known: set[tuple[str, str]]) -> list[str]:
    """Return the status of a decision here: at its path, or where its project has moved; empty for an unreadable file.

    A decision that the revision had at another path is another one, whatever its name.
    """
    path = os.path.join(root, old.path)
    statuses = []
    for place, profile in here.profiles.items():
        if profile is None:
            statuses += [""] if place == path else []
        elif old.key in profile.decisions and (
            place == path or (profile.facts["project.name"] == old.project and (place, old.key) not in known)
        ):
            statuses.append(profile.decisions[old.key]["decision.status"])
    return statuses


def _is_kept(old: Decided, statuses: Sequence[str]) -> bool:
    """Return whether a decision is declared, no less final; a file that cannot be read is reported as such."""
    return any(status in {"", old.status} or retires(old.status, status) for status in statuses)


def _mistake(old: Decided, statuses: Sequence[str], ref: str) -> Mistake:
    why = f"which is {statuses[0]} here" if statuses else "and this run does not check it"
    hint = (
        "keep it; one that no longer holds becomes `superseded` or `deprecated`. If it is meant to go, whoever runs the"
        " check allows it with `--allow-removed PATH`"
    )
    place = old.document.locate_key(("decisions", old.key))
    message = f"`{ref}` has the {old.status} decision `{old.name}`, {why}"
    return old.document.mistake(message, place, hint)


@lru_cache(maxsize=4)
def decisions_at(revision: Revision) -> tuple[Decided, ...]:
    """Return the decisions that the profiles of a revision declare, as far as these can be read."""
    return tuple(decided for path, text in _texts(revision) for decided in _decided(path, text, revision.ref))


def _decided(path: str, text: str, ref: str) -> Iterator[Decided]:
    if "decisions" not in text:
        return
    try:
        document = parse_mapping(f"{ref}:{path}", text)
    except PolicyEngineError:
        return
    project, decisions = document.value.get("project"), document.value.get("decisions")
    name = project.get("name") if isinstance(project, dict) else ""
    for key, decision in decisions.items() if isinstance(decisions, dict) else ():
        if isinstance(decision, dict):
            yield Decided(path, str(name), str(key), str(decision.get("status")), document)


def _texts(revision: Revision) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each profile of a revision; what cannot be read has none."""
    paths = [path for path in named_at(revision) if is_profile_name(path.rpartition("/")[2])]
    for start in range(0, len(paths), _AT_ONCE):
        files = followed(revision, files_at(revision, paths[start : start + _AT_ONCE]))
        read = [file for file in files if not file.is_link and file.size <= LIMIT]
        for file, data in zip(read, contents_of(revision, read), strict=True):
            try:
                yield file.path, text_of(data, file.path)
            except PolicyEngineError:
                continue
