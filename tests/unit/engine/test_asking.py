"""What a run answers: passes and failures, open questions, and operations without a value."""

from typing import Any

import pytest

from policyengine.policy.answers import NOT_ASKED, UNKNOWN, WOULD_FAIL
from policyengine.verdict import Outcome
from tests.unit.engine.asked_rules import asked, make_rule, opened

WHEN = "workload.audience.exists(a, a == 'public')"
NONE, TEXT = {"workload.publishes": "none"}, {"workload.publishes": "text"}
PUBLIC, INSIDE = {"workload.audience": ["public"]}, {"workload.audience": ["employees"]}


@pytest.mark.parametrize(
    ("facts", "answers"),
    [
        ({**PUBLIC, **NONE}, []),
        ({**INSIDE, **TEXT}, []),
        (INSIDE, []),
        (PUBLIC, [UNKNOWN]),
        (TEXT, [WOULD_FAIL]),
        (NONE, [NOT_ASKED]),
        ({}, [NOT_ASKED]),
    ],
)
def test_open_questions(facts: dict[str, Any], answers: list[int]) -> None:
    """A rule that may not apply is asked only where it would fail for certain."""
    assert [item.answer for item in opened(make_rule(when=WHEN), facts)] == answers


def test_would_fail() -> None:
    """Then it is unknown, rests on the requirement, and names what tells whether it applies."""
    verdict = asked(make_rule(when=WHEN), TEXT)
    assert verdict is not None
    assert verdict.outcome is Outcome.UNKNOWN
    assert [given.path for given in verdict.evidence] == ["workload.publishes"]
    assert [missing.path for missing in verdict.missing] == ["workload.audience"]


DIVIDES = "100 / workload.evaluation.examples > 1"


def test_an_operation_without_a_value_is_broken() -> None:
    """A division by zero is the rule's fault: the verdict says so and names the fact."""
    verdict = asked(make_rule(require=DIVIDES), {"workload.evaluation.examples": 0})
    assert verdict is not None
    assert (verdict.outcome, verdict.message) == (Outcome.BROKEN, "this rule could not be evaluated: divide by zero")
    assert [given.path for given in verdict.evidence] == ["workload.evaluation.examples"]


@pytest.mark.parametrize(
    "guarded", [f"{DIVIDES} && workload.publishes == 'none'", f"{DIVIDES} && workload.evaluation.examples != 0"]
)
def test_an_absorbed_error_is_no_breakage(guarded: str) -> None:
    """CEL's && takes a false operand whatever the other one does; so does a run."""
    verdict = asked(make_rule(require=guarded), {"workload.evaluation.examples": 0, **TEXT})
    assert verdict is not None
    assert verdict.outcome is Outcome.FAIL


def test_a_parameter_is_no_fact_to_declare() -> None:
    """What is missing are facts, though a condition reads parameters too."""
    more = "parameters: {least: {type: int, default: 3, description: D.}}"
    verdict = asked(make_rule(require="workload.evaluation.examples >= params.least", more=more), {})
    assert verdict is not None
    assert [missing.path for missing in verdict.missing] == ["workload.evaluation.examples"]
