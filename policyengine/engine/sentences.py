"""The sentence of a verdict, identical in text, JSON, plans and records."""

from collections.abc import Iterable, Mapping
from typing import Any

from policyengine.case import Case, Subject
from policyengine.expressions.evaluation import Broken, Evaluation
from policyengine.message import fill_message
from policyengine.rule import Rule
from policyengine.verdict import Outcome

NAMED = frozenset({"license", "recipient", "tool", "store"})
"""Scopes whose elements may share one place in a file."""


def sentence(
    case: Case, rule: Rule, outcome: Outcome, facts: Mapping[str, Any], conditions: Iterable[Evaluation]
) -> str:
    """Return the sentence of a rule's verdict on a case.

    The message of a rule describes a failure. If the rule did not fail, the sentence states its requirement instead.
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
"""Replaces the word for the choice in messages about considered options."""


def undecided(rule: Rule, subject: Subject, why: str = "undecided") -> str:
    """Return the sentence of an unknown verdict: the requirement, and the element if its place does not identify it."""
    element = f" (`{subject.element}`)" if subject.element and subject.scope in NAMED else ""
    return f"{why}: {rule.title}{element}"
