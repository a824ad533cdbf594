"""Verdicts on profiles, workloads and declarations of a revision that are missing in a run."""

from collections.abc import Callable

from policyengine.case import Subject
from policyengine.location import Location
from policyengine.rule import Rule
from policyengine.runs.removals import Removal
from policyengine.severity import Severity
from policyengine.verdict import Outcome, Verdict
from policyengine.words.lists import coded

Rules = Callable[[str], Rule]
"""Returns a rule by its id."""


def in_words(removal: Removal, ref: str, printed: str) -> str:
    """Return the description of a removal, for the start of a sentence."""
    if removal.lifecycle:
        return f"`{printed}` is {removal.lifecycle} in {ref} and {removal.lowered} here"
    if removal.dropped:
        return f"`{printed}` no longer declares {_dropped(removal)} of {_owner(removal)}, as {ref} does"
    what = f"the workload `{removal.workload}` of `{printed}`" if removal.workload else f"`{printed}`"
    return f"{what} is in {ref} and is not judged"


def profile_removed(rules: Rules, removal: Removal, ref: str, printed: str) -> Verdict:
    """Return the verdict on a removed profile; `printed` is its path in messages."""
    why = "and this run does not judge it"
    if removal.moved:
        why = f"which is now `{removal.moved}`, where other settings hold"
    message = f"`{ref}` has `{removal.path}`, {why}"
    place = Location(f"{ref}:{removal.path}", 1, 1, 1, 1)
    if removal.is_new:
        message = f"git tracks `{printed}`, which is not on disk, so this run does not judge it"
        place = Location(printed, 1, 1, 1, 1)
    return Verdict(rules("removed/profile"), Outcome.FAIL, Severity.ERROR, Subject("profile", printed), message, place)


def workload_removed(rules: Rules, removal: Removal, ref: str, printed: str, place: Location) -> Verdict:
    """Return the verdict on a removed workload, at the place of the profile's workloads."""
    message = f"`{ref}` has the workload `{removal.workload}`, and this profile no longer declares it"
    subject = Subject("workload", printed, removal.workload)
    return Verdict(rules("removed/workload"), Outcome.FAIL, Severity.ERROR, subject, message, place)


def lifecycle_lowered(rules: Rules, removal: Removal, ref: str, printed: str, place: Location) -> Verdict:
    """Return the verdict on a lifecycle with fewer applicable rules than before, at its place."""
    message = f"the lifecycle is `{removal.lifecycle}` at `{ref}` and `{removal.lowered}` here, where fewer rules apply"
    subject = Subject("profile", printed)
    return Verdict(rules("removed/lifecycle"), Outcome.FAIL, Severity.ERROR, subject, message, place)


def declaration_removed(rules: Rules, removal: Removal, ref: str, printed: str, place: Location) -> Verdict:
    """Return the verdict on removed declarations of the workload or the project, at its place.

    It is an error if a mandatory rule passes only without them.
    """
    of_this = "this workload" if removal.workload else "the project"
    message = f"`{ref}` declares {_dropped(removal)} of {of_this}, and the profile no longer does"
    subject = Subject("workload" if removal.workload else "profile", printed, removal.workload)
    if not removal.excused:
        return Verdict(rules("removed/declaration"), Outcome.FAIL, Severity.WARNING, subject, message, place)
    rule = rules("removed/deciding-declaration")
    return Verdict(rule, Outcome.FAIL, Severity.ERROR, subject, f"{message}; {removal.excused}", place)


def _owner(removal: Removal) -> str:
    return f"the workload `{removal.workload}`" if removal.workload else "its project"


def _dropped(removal: Removal) -> str:
    return coded(f"{key}: {value}" for key, value in removal.dropped)
