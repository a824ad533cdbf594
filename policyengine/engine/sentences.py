"""The sentence that a verdict says, the same in text, in JSON, in plans and in records."""

from collections.abc import Iterable, Mapping
from typing import Any

from policyengine.case import Case, Subject
from policyengine.expressions.evaluation import Broken, Evaluation
from policyengine.message import fill_message
from policyengine.rule import Rule
from policyengine.verdict import Outcome

NAMED = frozenset({"license", "recipient", "tool", "store"})
"""Scopes of which one place in a file may hold several elements."""


def sentence(
    case: Case, rule: Rule, outcome: Outcome, facts: Mapping[str, Any], conditions: Iterable[Evaluation]
) -> str:
    """Return what a rule's verdict on a case says.

    A rule's message describes a failure. Where nothing failed, the verdict names what the rule requires instead.
    """
    match outcome:
        case Outcome.PASS | Outcome.NOT_APPLICABLE:
            return rule.title
        case Outcome.UNKNOWN:
            return undecided(rule, case.subject)
        case Outcome.BROKEN:
            faults = (found.value.message for found in conditions if isinstance(found.value, Broken))
            return f"this rule could not be evaluated: {next(faults, 'it has no answer here')}"
        case _:
            return fill_message(rule.message, ({**facts, **_CONSIDERED} if case.considered else facts).get)


_CONSIDERED = {"option.role": "considered"}
"""What is judged as if it were the choice is not called so."""


def undecided(rule: Rule, subject: Subject, why: str = "undecided") -> str:
    """Return what an unknown verdict says: the requirement, and the element that its place may not tell apart."""
    element = f" (`{subject.element}`)" if subject.element and subject.scope in NAMED else ""
    return f"{why}: {rule.title}{element}"
