"""SYS-41: the safeguards that a small open model's outputs need, and which of them are missing."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.facts.serving.reliability import reliability, small_open
from policyengine.vocabulary.routes import INPUTS
from policyengine.vocabulary.values import VALUES
from tests.unit.engine.judging import LLAMA, OPENAI, Data
from tests.unit.facts.demanded import demanded_facts, under

SMALL = {"model": "meta-llama/Llama-3.1-8B-Instruct", "hosting": "on-premises"}
LARGE = {"model": LLAMA, "hosting": "on-premises"}


def reliable(tmp_path: Path, choice: Data, **workload: Any) -> dict[str, Any]:
    """Return the facts of reliability."""
    return under(demanded_facts(tmp_path, choice, **workload), "option.reliability.")


@pytest.mark.parametrize(
    ("output", "needs", "expected"),
    [
        (
            {"strict_json": True, "fallback_parser": False},
            {"abstention": False},
            {"required": ["fallback-parser"], "missing": ["fallback-parser"], "complete": False},
        ),
        (
            {"strict_json": True, "fallback_parser": True},
            {"abstention": True},
            {"required": ["fallback-parser", "abstention-test"]},
        ),
        (
            {"strict_json": False, "abstention_tested": False},
            {"abstention": True},
            {"required": ["abstention-test"], "missing": ["abstention-test"], "complete": False},
        ),
        (
            {"strict_json": True, "fallback_parser": True, "abstention_tested": True},
            {},
            {"missing": [], "complete": True},
        ),
        ({"strict_json": True, "fallback_parser": False}, {}, {"complete": False}),
        ({"strict_json": False}, {"abstention": False}, {"required": [], "missing": [], "complete": True}),
        ({}, {}, {}),
    ],
)
def test_sys_41_a_small_model_needs_safeguards(tmp_path: Path, output: Data, needs: Data, expected: Data) -> None:
    """8B and strict JSON: a fallback parser; inputs that cannot be decided: a test that it declines."""
    assert expected == reliable(tmp_path, SMALL, output=output, needs=needs)


@pytest.mark.parametrize("choice", [LARGE, OPENAI])
def test_sys_41_others_need_none(tmp_path: Path, choice: Data) -> None:
    """A larger model, and a closed one whose size nobody tells, are asked for nothing, whatever is undeclared."""
    assert reliable(tmp_path, choice) == {"required": [], "missing": [], "complete": True}


@pytest.mark.parametrize(
    ("openness", "billions", "expected"),
    [
        ("open-weights", 8.0, True),
        ("open-weights", 8.2, True),
        ("open-weights", 8.5, False),
        ("open-weights", 9.0, False),
        ("open-weights", None, None),
        ("closed", None, False),
        ("closed", 3.0, False),
        (None, 70.0, False),
        (None, 3.0, None),
    ],
)
def test_8b_is_what_rounds_to_it(openness: str | None, billions: float | None, *, expected: bool | None) -> None:
    """Models sold as 8B have 8.03 or 8.2 billion parameters."""
    given = {"option.model.openness": openness, "option.model.params_total_b": billions}
    assert expected is small_open({path: value for path, value in given.items() if value is not None})


def test_the_fact_table_names_what_is_read() -> None:
    """Inputs and words of the list are those of the checklist."""
    items = reliability({}).items
    assert {*INPUTS["option.reliability.required"]} == {path for item in items for path in item.asked_by}
    assert {*INPUTS["option.reliability.complete"]} == {path for item in items for path in item.inputs}
    assert VALUES["option.reliability.required"] == tuple(item.name for item in items)
