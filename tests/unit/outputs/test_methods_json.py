"""The JSON of methods: what each command prints is what the schema says, and nothing else."""

import json
from typing import Any

import pytest

from policyengine.methods.example import example_values
from policyengine.methods.method import Method
from policyengine.methods.registry import METHODS
from policyengine.outputs.methods.json import method_json, methods_json, result_json
from tests.strict_schemas import mistakes

LIST = {"format", "tool", "methods"}
HEAD = {"format", "tool", "id", "title", "articles", "sources"}

START = {"format": "methods/0", "tool": {"name": "policyengine", "version": "1"}}

every = pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))


def test_the_list() -> None:
    """All methods with their titles."""
    printed = methods_json(METHODS)
    assert mistakes("methods", printed) == []
    assert set(json.loads(printed)) == LIST
    assert [each["id"] for each in json.loads(printed)["methods"]] == list(METHODS)


@every
def test_a_method(method: Method) -> None:
    """What `show` prints: every input, and every figure with whether it agrees."""
    printed = method_json(method)
    assert mistakes("methods", printed) == []
    found = json.loads(printed)
    assert set(found) == {*HEAD, "computes", "formula", "inputs", "figures", "limits", "example"}
    assert [each["agrees"] for each in found["figures"]] == [figure.agrees for figure in method.figures()]


@every
def test_a_run(method: Method) -> None:
    """What `run` prints: the value of every input, given or not, and every field of the result."""
    values = example_values(method)
    result = method.run(values)
    printed = result_json(method, values, result)
    assert mistakes("methods", printed) == []
    found = json.loads(printed)
    assert set(found) == {*HEAD, "values", "result"}
    assert list(found["values"]) == [item.name for item in method.inputs]
    assert list(found["result"]) == list(result._fields)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {**START, "format": "methods/1"},
        {"format": "methods/0"},
        {**START, "id": "seed-003/api-cost"},
        {**START, "result": {}},
        {**START, "other": 1},
    ],
    ids=json.dumps,
)
def test_the_schema_refuses(wrong: dict[str, Any]) -> None:
    """What is no output of these commands."""
    assert mistakes("methods", json.dumps(wrong))
