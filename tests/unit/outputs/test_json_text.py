"""JSON is written as the standard library writes it, only faster."""

import json
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine import __version__
from policyengine.outputs.json_text import json_text
from policyengine.wire.escaping import escape_json


class Word(StrEnum):
    """A text of another class."""

    ONE = "one\n"


SHARED: tuple[Any, ...] = ({"a": 1}, [])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


def standard(value: Any) -> str:
    """Return what the standard library makes of the same."""
    data = {"format": "f/0", "tool": {"name": "policyengine", "version": __version__}, "value": value}
    return escape_json(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


@given(VALUES)
def test_any_value_is_written_as_by_the_standard_library(value: Any) -> None:
    """Empty lists, keys that are no texts, floats, and characters that cannot be seen included."""
    assert standard(value) == json_text("f/0", {"value": value})


def test_a_shared_tuple_is_indented_where_it_stands() -> None:
    """It is kept by its depth."""
    value = [SHARED, {"deeper": [SHARED, SHARED]}, Word.ONE, (), {}]
    assert standard(value) == json_text("f/0", {"value": value})


def test_a_number_that_json_does_not_have_is_refused() -> None:
    """So no reader gets `NaN`."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text("f/0", {"value": float("nan")})
