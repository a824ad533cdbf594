"""Profiles and workloads that exist in one state of a repository but not in another.

Deleting a failing element is not a way to pass, so each removal is a verdict. This module does not use git: both states
are given.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from policyengine.runs.declarations import Declaration, is_narrowed

_STRICTNESS = {"retired": 0, "prototype": 1, "pilot": 2, "production": 3}


OF_THE_PROJECT = ""
"""The key for the project among the parts of a profile."""


class Declared(NamedTuple):
    """A profile in one state: path from the root, name and lifecycle of its project, workloads as written.

    `parts` are the declarations of the project and each workload that make rules apply. `is_read` is false for a text
    that is not a profile, and `is_broken` is true for a profile that cannot be judged.
    """

    path: str
    project: str
    workloads: Mapping[str, Any]
    lifecycle: str = ""
    parts: Mapping[str, frozenset[Declaration]] = MappingProxyType({})
    is_read: bool = True
    is_broken: bool = False


class Removal(NamedTuple):
    """A removed profile, one of its removed workloads, a less strict lifecycle, or removed declarations.

    `moved` is the new location of the profile, under other settings. `is_new` marks a profile that exists only in the
    later state but not on disk. `lifecycle` is the stricter former one, `lowered` the current one. `dropped` are
    removed declarations of the workload or, without a workload, of the project; `former` is the workload as it was, and
    `excused` says which mandatory rules pass only without them.
    """

    path: str
    workload: str = ""
    moved: str = ""
    is_new: bool = False
    lifecycle: str = ""
    lowered: str = ""
    dropped: tuple[Declaration, ...] = ()
    former: Any = None
    excused: str = ""


def removals(
    before: Sequence[Declared],
    now: Mapping[str, Declared | None],
    is_judged_alike: Callable[[str, str], bool],
    known: Collection[str] = (),
) -> list[Removal]:
    """Return the profiles and their parts of one state that are missing in another, by path.

    A profile that cannot be read now is None: it is broken, and reported as such. A profile may move: a new file
    replaces it if it has the project's name and all the workloads, and if both paths are judged by the same settings.
    Each new file replaces one profile; files at `known` paths are not new. A workload may be renamed: a new one with
    the same content replaces it. A lifecycle may only become stricter.
    """
    paths = {*known, *(profile.path for profile in before)}
    new: dict[str, list[Declared]] = {}
    for path, profile in sorted(now.items()):
        if profile is not None and path not in paths:
            new.setdefault(profile.project, []).append(profile)
    gone = [old for old in before if old.path not in now]
    gone.sort(key=lambda old: all(each[1:] != old[1:] for each in new.get(old.project, ())))
    named = {old.path: _successors(old, new.get(old.project, ())) for old in gone if old.project}
    fitting = {
        old: [each.path for each in profiles if is_judged_alike(old, each.path)] for old, profiles in named.items()
    }
    stands_for = matched(fitting)
    found = []
    for old in before:
        here = now.get(stands_for.get(old.path, old.path))
        if here is not None:
            found += [Removal(old.path, name) for name in _lost(old, here)] if old.path in now else []
            if _STRICTNESS.get(here.lifecycle, 3) < _STRICTNESS.get(old.lifecycle, 0):
                found.append(Removal(here.path, lifecycle=old.lifecycle, lowered=here.lifecycle))
            found += _dropped(old, here)
        elif old.path not in now:
            moved = "" if fitting.get(old.path) else next((each.path for each in named.get(old.path, ())), "")
            found.append(Removal(old.path, moved=moved))
    return found


def _successors(old: Declared, new: Sequence[Declared]) -> list[Declared]:
    """Return the new profiles that contain all the workloads of a profile, those with the same declarations first."""
    return sorted((each for each in new if not _lost(old, each)), key=lambda each: each[1:] != old[1:])


def matched(fitting: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return a matching of as many keys as possible with their candidates; each candidate is used once."""
    held: dict[str, str] = {}
    holders: dict[str, str] = {}
    for start in fitting:
        reached_from: dict[str, str] = {}
        waiting = [start]
        for key in waiting:  # the set grows: a key with a partner may switch to another
            for partner in fitting[key]:
                if partner not in reached_from:
                    reached_from[partner] = key
                    waiting += [holders[partner]] if partner in holders else []
        free = next((partner for partner in reached_from if partner not in holders), None)
        while free is not None:
            key = reached_from[free]
            holders[free] = key
            previous = held.get(key)
            held[key], free = free, previous
    return held


def stricter(first: str, second: str) -> str:
    """Return the stricter lifecycle of two."""
    return max(first, second, key=lambda lifecycle: _STRICTNESS.get(lifecycle, -1))


def laxer(first: str, second: str) -> str:
    """Return the less strict lifecycle of two."""
    return min(first, second, key=lambda lifecycle: _STRICTNESS.get(lifecycle, -1))


def _dropped(old: Declared, here: Declared) -> Iterator[Removal]:
    """Yield the removed declarations of the project and of workloads with the same name."""
    for name, parts in old.parts.items():
        if name not in here.workloads and name != OF_THE_PROJECT:
            continue
        workload = here.workloads.get(name)
        gone = {one for one in parts - here.parts.get(name, frozenset()) if not is_narrowed(one, workload)}
        if gone:
            yield Removal(here.path, name, dropped=tuple(sorted(gone)), former=old.workloads.get(name))


def _lost(old: Declared, new: Declared) -> list[str]:
    """Return the workloads of a profile that another does not contain, neither by name nor by content."""
    fresh = [content for name, content in new.workloads.items() if name not in old.workloads]
    lost = []
    for name, content in old.workloads.items():
        if name in new.workloads:
            continue
        if content in fresh:
            fresh.remove(content)
        else:
            lost.append(name)
    return lost
