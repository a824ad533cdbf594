"""Profiles and workloads that one state of a repository has and another has no longer.

Deleting what fails is not a way to pass, so each of them is a verdict. Nothing here knows git: both states are given.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.case import Subject
from policyengine.location import Location
from policyengine.rule import Condition, Rule, Severity
from policyengine.verdict import Outcome, Verdict


class Declared(NamedTuple):
    """A profile in one state: its path from the root, its project's name, and its workloads as written."""

    path: str
    project: str
    workloads: Mapping[str, Any]


class Removal(NamedTuple):
    """A profile that is gone, or one of its workloads.

    `moved` is where the profile is now, under other settings. `is_new` marks one that only the later state has, and
    that is not on disk.
    """

    path: str
    workload: str = ""
    moved: str = ""
    is_new: bool = False


def removals(
    before: Sequence[Declared], now: Mapping[str, Declared | None], is_judged_alike: Callable[[str, str], bool]
) -> list[Removal]:
    """Return what the profiles of one state have and those of another, by path, do not.

    A profile that could not be read now is None: it is broken, and reported as such. A profile may move: another file
    that is new stands for it, if it has the project's name and all the workloads, and if both paths are judged alike.
    A workload may be renamed: a new one with the same content stands for it.
    """
    paths = {profile.path for profile in before}
    new = [profile for path, profile in sorted(now.items()) if profile is not None and path not in paths]
    found = []
    for old in before:
        if old.path in now:
            there = now[old.path]
            found += [Removal(old.path, name) for name in _lost(old, there)] if there is not None else []
            continue
        moved = [each.path for each in new if each.project == old.project != "" and not _lost(old, each)]
        if not any(is_judged_alike(old.path, path) for path in moved):
            found.append(Removal(old.path, moved=moved[0] if moved else ""))
    return found


def _lost(old: Declared, new: Declared) -> list[str]:
    """Return the workloads of a profile that another does not have, neither by name nor by content."""
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


def _rule(rule_id: str, scope: str, title: str) -> Rule:
    return Rule(
        id=rule_id,
        path="policyengine/engine/removals.py",
        title=title,
        scope=scope,
        force="organization-policy",
        severity=((Severity.ERROR, None),),
        when=None,
        require=Condition("true", ("bool", 0, True), ()),
        message=title,
        rationale="deleting, renaming or hiding a profile would otherwise turn a failure into a pass",
        remediation="bring it back; if it is meant to go, whoever runs the check allows it with `--allow-removed PATH`",
        references=(),
        waivable=False,
    )


PROFILE_REMOVED = _rule("removed/profile", "profile", "A profile of the revision is judged in this run")
WORKLOAD_REMOVED = _rule("removed/workload", "workload", "A workload of the revision is still declared")
RULES = {rule.id: rule for rule in (PROFILE_REMOVED, WORKLOAD_REMOVED)}
"""The rules about removals. They are part of the program: no settings switch them off, and no waiver excuses them."""


def profile_removed(removal: Removal, ref: str, printed: str) -> Verdict:
    """Return the verdict on a profile that is gone; `printed` is its path as messages show it."""
    why = "and this run does not judge it"
    if removal.moved:
        why = f"which is now `{removal.moved}`, where other settings hold"
    message = f"`{ref}` has `{removal.path}`, {why}"
    place = Location(f"{ref}:{removal.path}", 1, 1, 1, 1)
    if removal.is_new:
        message = f"git tracks `{printed}`, which is not on disk, so this run does not judge it"
        place = Location(printed, 1, 1, 1, 1)
    return Verdict(PROFILE_REMOVED, Outcome.FAIL, Severity.ERROR, Subject("profile", printed), message, place)


def workload_removed(removal: Removal, ref: str, printed: str, place: Location) -> Verdict:
    """Return the verdict on a workload that a profile has no longer, at the place of its workloads."""
    message = f"`{ref}` has the workload `{removal.workload}`, and this profile no longer declares it"
    subject = Subject("workload", printed, removal.workload)
    return Verdict(WORKLOAD_REMOVED, Outcome.FAIL, Severity.ERROR, subject, message, place)
