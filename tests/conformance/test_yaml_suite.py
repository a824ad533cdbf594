"""The reader of YAML files compared with the public yaml-test-suite: each deviation is listed, with its reason."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from policyengine.errors import InputError
from policyengine.loading.yaml.parsing import parse
from tests.conformance.suite import Case, cases

DEVIATIONS = Path(__file__).with_name("yaml_deviations.yaml")
pytestmark = pytest.mark.slow


def outcome(text: str, values: list[Any] | None, *, pure: bool) -> str:
    """Return how reading a text compares with its values: `same`, `refused`, `accepted` or `misread`."""
    try:
        value = parse("x.yaml", text, pure=pure).value
    except InputError:
        return "same" if values is None else "refused"
    if values is None:
        return "accepted"
    return "same" if len(values) == 1 and same(value, values[0]) else "misread"


def same(left: Any, right: Any) -> bool:
    """Return whether two values are equal, and of equal types all the way down."""
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return (isinstance(left, bool), left) == (isinstance(right, bool), right)


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    """Return the suite, or skip."""
    return cases()


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])
def test_deviations_are_those_listed(suite: list[Case], *, pure: bool) -> None:
    """No deviation appears or disappears unlisted, and no document is read as something else."""
    parser = "python" if pure else "libyaml"
    listed = {
        name: group["outcome"]
        for group in yaml.safe_load(DEVIATIONS.read_text(encoding="utf-8"))
        if group.get("parser", parser) == parser
        for name in group["documents"]
    }
    found = {case.id: outcome(case.text, case.values, pure=pure) for case in suite}
    assert {name: word for name, word in found.items() if word != "same"} == listed
    assert "misread" not in listed.values()


def test_the_suite_is_complete(suite: list[Case]) -> None:
    """The package holds the documents of the release that the list of deviations was made for."""
    invalid = [case for case in suite if case.values is None]
    assert (len(suite), len(invalid)) == (402, 94)
