"""Decisions that a git revision has and a run does not check: deleting a decision does not remove its record."""

import os
from collections.abc import Sequence

from policyengine.errors import Mistake
from policyengine.loading.git.revisions import Revision, merge_bases, revision_of
from policyengine.loading.profiles import Profile
from policyengine.records.declared import Decided, decisions_at, undecided_at
from policyengine.records.drift import FINAL, retires
from policyengine.records.here import Here

_UNDECLARED = "its profile here does not declare"
_UNCLEAR = "one of several new profiles of its project does not declare"


def withdrawn(here: Here, ref: str) -> tuple[list[Mistake], list[str]]:
    """Return a mistake for each final decision that a revision has and that is not checked here, and notes.

    One that was not there yet when this branch left the revision is not withdrawn here; where a clone cannot tell, it
    is. Raises UsageError where git cannot give the revision.
    """
    mistakes, notes = list[Mistake](), list[str]()
    for root in here.roots(ref):
        revision = revision_of(root, ref)
        asked = [old for old in decisions_at(revision) if old.status in FINAL and _is_asked(old, here, root)]
        statuses = {(old.path, old.key): _statuses(old, here, revision) for old in asked}
        gone = [old for old in asked if not _is_kept(old, statuses[old.path, old.key])]
        forks = merge_bases(revision) if gone else ()
        before = {(old.path, old.key) for fork in forks for old in decisions_at(fork)}
        for old in gone:
            if forks and (old.path, old.key) not in before:
                continue
            if here.allows(os.path.join(root, old.path)):
                notes.append(f"the decision `{old.key}` of `{ref}:{old.path}` is gone, which --allow-removed allows")
            else:
                mistakes.append(_mistake(old, statuses[old.path, old.key], ref))
    return mistakes, notes


def _is_asked(old: Decided, here: Here, root: str) -> bool:
    """Return whether a run covers the place of a decision."""
    path = os.path.join(root, old.path)
    return path in here.profiles or here.covers(path)


def _statuses(old: Decided, here: Here, revision: Revision) -> list[str]:
    """Return the status of a decision here: in its profile or, where that is gone, in those that its project has anew.

    Empty for an unreadable file. A decision that the revision had at another path is another one, whatever its name,
    and a profile that is still in the run takes no substitute for its decision.
    """
    path = os.path.join(revision.root, old.path)
    if path in here.profiles:
        profile = here.profiles[path]
        return [_status(profile, old.key) if profile else ""]
    known = {(os.path.join(revision.root, each.path), each.key) for each in decisions_at(revision)}
    others = {place: one for place, one in here.profiles.items() if one and one.facts["project.name"] == old.project}
    statuses = [
        _status(one, old.key)
        for place, one in others.items()
        if old.key in one.decisions and (place, old.key) not in known
    ]
    return [*statuses, *([_UNCLEAR] if statuses and _is_ambiguous(old, others, here, revision) else [])]


def _is_ambiguous(old: Decided, others: dict[str, Profile], here: Here, revision: Revision) -> bool:
    """Return whether a new profile may be the old one without its decision, while a copy of that has the decision.

    Profiles that the revision has without the decision may move, too.
    """
    without = [
        place for place, one in others.items() if old.key not in one.decisions and old.workloads & set(one.workloads)
    ]
    if not without:
        return False
    before = {os.path.join(revision.root, path) for path in undecided_at(revision, old)}
    return sum(place not in before for place in without) > sum(path not in here.profiles for path in before)


def _status(profile: Profile, key: str) -> str:
    decision = profile.decisions.get(key)
    return str(decision["decision.status"]) if decision is not None else _UNDECLARED


def _is_kept(old: Decided, statuses: Sequence[str]) -> bool:
    """Return whether a decision is declared, no less final; a file that cannot be read is reported as such."""
    return bool(statuses) and all(status in {"", old.status} or retires(old.status, status) for status in statuses)


def _mistake(old: Decided, statuses: Sequence[str], ref: str) -> Mistake:
    wrong = next((status for status in statuses if not _is_kept(old, [status])), "")
    why = f"which is {wrong} here" if wrong else "and this run does not check it"
    if wrong in {_UNDECLARED, _UNCLEAR}:
        why = f"which {wrong}"
    hint = (
        "keep it; one that no longer holds becomes `superseded` or `deprecated`. To remove it, run the check with "
        "`--allow-removed PATH`"
    )
    place = old.document.locate_key(("decisions", old.key))
    message = f"`{ref}` has the {old.status} decision `{old.name}`, {why}"
    return old.document.mistake(message, place, hint)
