"""The verdicts that a waiver refers to: an option at another position of its list is the same option."""

import re
from collections.abc import Mapping, Sequence

from policyengine.case import Subject
from policyengine.loading.waivers import Waiver
from policyengine.verdict import Outcome, Verdict

COVERED = (Outcome.FAIL, Outcome.UNKNOWN)
"""Outcomes that an exception can excuse; a broken rule never."""

OPTION = "option"
STORE = "store"

_NUMBER = re.compile(r" ?\[\d+\]")


def verdicts_meant(waiver: Waiver, places: Sequence[int], verdicts: Sequence[Verdict]) -> list[int]:
    """Return those of the verdicts of a rule on a workload, by index, that a waiver refers to.

    The number of `fallback[0]` is a position in a list. If the approved element is no longer there, and exactly one
    other element fails that has the same role, model and provider, or that is a store of the same kind and provider, or
    the same recipient, the waiver refers to that one. All other approved facts are compared as usual.
    """
    named = [place for place in places if waiver.subject in ("", verdicts[place].subject.element)]
    if not waiver.subject or not isinstance(waiver.facts, Mapping):
        return named
    known = waiver.facts.get(OPTION) or waiver.facts.get(STORE)
    failing = [place for place in places if verdicts[place].outcome in COVERED]
    fitting = [place for place in failing if known is None or dict(verdicts[place].served_by) == known]
    if not set(named).isdisjoint(fitting):
        return named
    others = [place for place in fitting if _is_named_alike(verdicts[place].subject, waiver.subject)]
    return others if len(others) == 1 else named


def _is_named_alike(subject: Subject, element: str) -> bool:
    """Return whether an element has the same name apart from its number; that of a store may have become a name."""
    return subject.scope == STORE or _without_number(subject.element) == _without_number(element)


def _without_number(element: str) -> str:
    return _NUMBER.sub("", element, count=1)
