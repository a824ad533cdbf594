"""Final records of a git revision that are gone, rewritten, or no longer those of their decisions.

A record may move, with or without its profile, be given another number, be retired or amended. Its text stays.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from policyengine.errors import Mistake
from policyengine.loading.git.revisions import Revision, forked_from, merge_bases, revision_of
from policyengine.loading.paths import display_path
from policyengine.location import Location
from policyengine.records.decided import sidecar_change
from policyengine.records.declared import decisions_at
from policyengine.records.directory import Directory
from policyengine.records.final_records import (
    Filed,
    final_records_at,
    final_sidecars_at,
    names_in_repository,
    records_in,
    records_on_disk,
)
from policyengine.records.here import Here
from policyengine.records.lint.changes import changes_since

GONE = "record-gone"
CHANGED = "record-changed"

_HINTS = {
    GONE: "restore it; a record may move or get another number. To remove it, check with `--allow-removed PATH`",
    CHANGED: "restore the text, and write a new record that supersedes this one",
}


class Detached(NamedTuple):
    """What is wrong with a record: `GONE` or `CHANGED`, and the mistake."""

    code: str
    mistake: Mistake


def detached(here: Here, ref: str, latest: str = "") -> tuple[list[Detached], list[str]]:
    """Return what is wrong with the final records that a run covers, and notes on those that may be gone.

    They are compared with the commits at which this branch left a revision. In a clone that cannot tell where that
    was, the revision itself counts. No amendment is later than the day `latest`, if one is given. Raises UsageError
    where git cannot give the revision.
    """
    found, notes = list[Detached](), list[str]()
    for root in here.roots(ref):
        revision = revision_of(root, ref)
        for fork in merge_bases(revision) or (forked_from(revision),):
            wrong, allowed = _Comparison(here, fork, latest).results()
            found += wrong
            notes += allowed
    return list(dict.fromkeys(found)), list(dict.fromkeys(notes))


class _Comparison:
    """The final records of one commit, compared with those of the working tree."""

    def __init__(self, here: Here, fork: Revision, latest: str) -> None:
        self.here, self.fork, self.root, self.latest = here, fork, fork.root, latest
        self.folders = {place: _inside(folder, fork.root) for place, folder in here.folders.items()}
        self.places = set(self.folders.values())
        self.all_then = final_records_at(fork)
        self.then = [one for one in self.all_then if self._covers(one)]
        self.paths = {one.path for one in self.all_then}
        self.by_key = _by_key(self.all_then)
        listed = records_in(self.root, sorted(self.places)) if self.all_then else []
        self.beside = _by_key(records_on_disk(self.root, listed))
        self.same = {one.path: one for one in records_on_disk(self.root, [one.path for one in self.then])}
        self.renamed: dict[str, dict[str, str]] = {}
        self.elsewhere: dict[str, list[Filed]] | None = None

    def results(self) -> tuple[list[Detached], list[str]]:
        """Return what is wrong, and notes."""
        pairs = {one.path: self._now(one) for one in self.then}
        for one in self.then:
            now = pairs[one.path]
            if now is not None and now.name != one.name:
                self.renamed.setdefault(one.folder, {})[one.name] = now.name
        found, notes = list[Detached](), list[str]()
        for one in self.then:
            now = pairs[one.path]
            wrong = self._wrong(one, now)
            if wrong and (now is None or now.path != one.path) and self._allows(one):
                notes.append(f"the record `{self.fork.ref}:{one.path}` is gone, which --allow-removed allows")
            else:
                found += wrong
        for one, now in self._substitutes({now.path for now in pairs.values() if now}):
            found += [] if self._allows(one) else self._faults(one, now, {one.name: now.name})
        return found, notes

    def _covers(self, one: Filed) -> bool:
        return self.here.covers(os.path.join(self.root, one.path)) or one.folder in self.places

    def _allows(self, one: Filed) -> bool:
        paths = [one.path, *(old.path for old in decisions_at(self.fork) if old.name == one.record.key)]
        return any(self.here.allows(os.path.join(self.root, path)) for path in paths)

    def _now(self, one: Filed) -> Filed | None:
        """Return where a record is now: at its path, or else where one of its decision is new."""
        same = self.same.get(one.path)
        if same and same.record.key == one.record.key:
            return same
        moved = [*self.beside.get(one.record.key, ()), *self._elsewhere().get(one.record.key, ())]
        new = [other for other in moved if other.path not in self.paths]
        kept = [other for other in new if not self._faults(one, other, {one.name: other.name})]
        return next(iter([*kept, *new, *([same] if same else [])]), None)

    def _elsewhere(self) -> dict[str, list[Filed]]:
        """Return the records that git does not ignore and the run covers, by their decisions; they are read once."""
        if self.elsewhere is None:
            names = names_in_repository(self.root)
            inside = [name for name in names if self.here.covers(os.path.join(self.root, name))]
            self.elsewhere = _by_key(records_on_disk(self.root, inside))
        return self.elsewhere

    def _wrong(self, one: Filed, now: Filed | None) -> list[Detached]:
        if now is None:
            message = f"the record of `{one.record.key}` is {one.record.status} in `{self.fork.ref}`, and gone here"
            place = Location(f"{self.fork.ref}:{one.path}", 1, 1, 1, 1)
            return [Detached(GONE, Mistake(message, place, one.text.split("\n")[0], _HINTS[GONE]))]
        return self._faults(one, now, self.renamed.get(one.folder, {}))

    def _faults(self, one: Filed, now: Filed, renamed: Mapping[str, str]) -> list[Detached]:
        """Return how a record, and the file beside it where nothing else compares that, differ from the commit."""
        there = self.fork.ref if now.path == one.path else f"{self.fork.ref}:{one.path}"
        faults = changes_since(there, one.text, now.text, renamed, self.latest)
        found = [(fault.message, fault.line) for fault in faults]
        if now.folder != one.folder or now.folder not in self.places:
            records = Directory(os.path.join(self.root, now.folder), ())
            sidecar = final_sidecars_at(self.fork).get(one.sidecar, "")
            message = sidecar_change(there, sidecar, one.record, now.record, records, now.name)
            found += [(message, 1)] if message else []
        return [Detached(CHANGED, self._mistake(message, now, line)) for message, line in found]

    def _mistake(self, message: str, now: Filed, line: int) -> Mistake:
        place = Location(display_path(os.path.join(self.root, now.path)), line, 1, line, 1)
        return Mistake(message, place, now.text.split("\n")[line - 1], _HINTS[CHANGED])

    def _substitutes(self, paired: Collection[str]) -> Iterator[tuple[Filed, Filed]]:
        """Yield final records and those beside profiles that stand for them while they are kept somewhere else."""
        for place, profile in self.here.profiles.items():
            folder = self.folders.get(place)
            for key in profile.decisions if profile and folder is not None else ():
                name = f"{profile.facts['project.name']}/{key}" if profile else ""
                then = self.by_key.get(name, [])
                beside = [now for now in self.beside.get(name, ()) if now.folder == folder]
                new = [now for now in beside if now.path not in paired and now.path not in self.paths]
                if then and new and not self._is_added(place, key, name):
                    yield from ((self._nearest(then, now), now) for now in new)

    def _nearest(self, then: Sequence[Filed], now: Filed) -> Filed:
        return min(then, key=lambda one: len(self._faults(one, now, {one.name: now.name})))

    def _is_added(self, place: str, key: str, name: str) -> bool:
        """Return whether the commit had another decision of this name, and its profile still declares that."""
        old = [os.path.join(self.root, each.path) for each in decisions_at(self.fork) if each.name == name]
        return place not in old and any(self._is_there(path, key) for path in old)

    def _is_there(self, path: str, key: str) -> bool:
        if path not in self.here.profiles:
            return os.path.exists(path)
        profile = self.here.profiles[path]
        return profile is None or key in profile.decisions


def _by_key(records: Iterable[Filed]) -> dict[str, list[Filed]]:
    found: dict[str, list[Filed]] = {}
    for one in records:
        found.setdefault(one.record.key, []).append(one)
    return found


def _inside(folder: str, root: str) -> str:
    inside = os.path.relpath(os.path.realpath(folder), os.path.realpath(root)).replace(os.sep, "/")
    return "" if inside == "." else inside
