"""Whether a workload is tuned, which models teach it, and what their licences say about that."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.engine.judging import LLAMA, OPENAI, OWN, Data, facts_of, laid_out, make_profile

GPT = {"role": "teacher", **OPENAI}
TEACHER = {"role": "teacher", "model": LLAMA, "hosting": "on-premises"}
TUNED = {**OWN, "fine_tuned": True}
ANSWERING = {**OWN, "fine_tuned": False}
TUNED_EMBEDDING = {"role": "embedding", "model": LLAMA, "hosting": "on-premises", "fine_tuned": True}
EMBEDDING = {"role": "embedding", "model": LLAMA, "hosting": "on-premises"}


def workload(tmp_path: Path, choice: Data = OWN, **said: Any) -> Data:
    """Return the facts of a workload."""
    return facts_of(laid_out(tmp_path, make_profile(choice, **said))[2], "workload")


@pytest.mark.parametrize(
    ("said", "tuned"),
    [
        ({}, False),
        ({"customization": {"need": "lora"}}, True),
        ({"customization": {"need": "rag"}}, False),
        ({"customization": {"need": "full"}, "fine_tune": {"data_classes": []}}, False),
        ({"fine_tune": {"data_classes": ["phi"]}}, True),
        ({"fine_tune": {"data_classes": [], "teacher": "none"}}, False),
        ({"fine_tune": {"teacher": "gpt-4o"}}, True),
        ({"supporting": [GPT]}, True),
        ({"stores": [{"kind": "tuning-set"}]}, True),
        ({"stores": [{"kind": "log"}]}, False),
        ({"choice": TUNED}, False),
        ({"choice": TUNED, "fine_tune": {"teacher": "none"}}, True),
        ({"choice": TUNED, "fine_tune": {"data_classes": []}, "customization": {"need": "none"}}, False),
        ({"choice": TUNED, "fine_tune": {"data_classes": []}, "customization": {"need": "lora"}}, True),
        ({"choice": TUNED, "fine_tune": {"data_classes": []}}, True),
    ],
)
def test_whether_a_workload_is_tuned(tmp_path: Path, said: Data, *, tuned: bool) -> None:
    """One sign is enough; a tuned version alone may be the work of others."""
    assert workload(tmp_path, **said)["workload.tuned"] is tuned


@pytest.mark.parametrize(
    ("teacher", "supporting", "teachers", "limit"),
    [
        ("none", [], [], None),
        (None, [], [], None),
        ("gpt-4o", [], ["gpt-4o"], "no-competing"),
        ("none", [GPT], ["openai/gpt-4o"], "no-competing"),
        ("gpt-4o", [GPT], ["gpt-4o"], "no-competing"),
        (LLAMA, [GPT], ["openai/gpt-4o"], "no-competing"),
        (LLAMA, [TEACHER, GPT], [LLAMA, "openai/gpt-4o"], "no-competing"),
        (LLAMA, [TEACHER], [LLAMA], "allowed-with-naming"),
        (LLAMA, [EMBEDDING], [LLAMA], "allowed-with-naming"),
    ],
)
def test_teachers(
    tmp_path: Path, teacher: str | None, supporting: list[Data], teachers: list[str], limit: str | None
) -> None:
    """Options that teach come before the declared teacher, and the narrowest licence of them counts."""
    facts = workload(tmp_path, fine_tune={"teacher": teacher} if teacher else {}, supporting=supporting)
    found = (facts["workload.fine_tune.teachers"], facts.get("workload.fine_tune.teacher_output_training"))
    assert found == (teachers, limit)


@pytest.mark.parametrize(
    ("choice", "supporting", "expected"),
    [
        (ANSWERING, [], False),
        (TUNED, [], False),
        (OWN, [], False),
        (ANSWERING, [TUNED_EMBEDDING], True),
        (OWN, [TUNED_EMBEDDING], None),
        (TUNED, [TUNED_EMBEDDING], False),
        (ANSWERING, [EMBEDDING], None),
        (ANSWERING, [{**TUNED_EMBEDDING, "role": "fallback"}], False),
        (ANSWERING, [TUNED_EMBEDDING, {"role": "batch", **OWN}], None),
    ],
)
def test_only_support_tuned(tmp_path: Path, choice: Data, supporting: list[Data], expected: Any) -> None:
    """It is known only where each option that answers says whether it is tuned, or one says that it is."""
    facts = workload(tmp_path, choice, supporting=supporting)
    assert facts.get("workload.only_support_tuned") is expected
