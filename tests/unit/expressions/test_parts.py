"""A condition as a tree of parts: their values, and which of them decided."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from policyengine.expressions.checking import check_condition
from policyengine.expressions.evaluation import Broken, evaluate
from policyengine.expressions.parts import Part, explain_parts
from tests.unit.expressions.generated import TYPES, case, condition, randoms

_SETTINGS = settings(
    max_examples=800, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def every_part(part: Part) -> Iterator[Part]:
    """Yield a part and all below it."""
    yield part
    for child in part.children:
        yield from every_part(child)


@_SETTINGS
@given(randoms())
def test_the_deciding_facts_are_those_of_the_evidence(random: Random) -> None:
    """The law; also, what decides stands below what decides, and a settled answer rests on no unknown part."""
    tree = check_condition(condition(random), TYPES).tree
    for _ in range(4):
        facts = case(random)
        whole, root = evaluate(tree, facts), explain_parts(tree, facts)
        deciding = {part.text for part in every_part(root) if part.kind == "fact" and part.deciding}
        assert deciding == set(whole.deciding)
        assert repr(root.value) == repr(whole.value)
        for part in every_part(root):
            assert part.deciding or not any(child.deciding for child in part.children)
            assert not part.deciding or part.value is not None
            if part.kind == "fact":
                assert part.value == facts.get(part.text)


@settings(_SETTINGS, max_examples=300)
@given(randoms())
def test_what_is_missing_is_shown(random: Random) -> None:
    """Each missing fact of an unknown condition is a part without a value."""
    tree = check_condition(condition(random), TYPES).tree
    facts = case(random)
    unknown = {
        part.text for part in every_part(explain_parts(tree, facts)) if part.kind == "fact" and part.value is None
    }
    assert set(evaluate(tree, facts).missing) <= unknown


def drawn(source: str, facts: dict[str, Any]) -> list[str]:
    """Draw the parts, a line each: `*` for deciding, the value, the text."""
    return list(_drawn(explain_parts(check_condition(source, TYPES).tree, facts), ""))


def _drawn(part: Part, indent: str) -> Iterator[str]:
    yield f"{'*' if part.deciding else ' '} {indent}{part.value} {part.text}"
    for child in part.children:
        yield from _drawn(child, indent + "  ")


@pytest.mark.parametrize(
    ("source", "facts", "lines"),
    [
        ("w.i > 1", {"w.i": 2}, ["* True w.i > 1", "*   2 w.i"]),
        ("w.b && w.c", {"w.c": False}, ["* False w.b && w.c", "    None w.b", "*   False w.c"]),
        ("w.b && w.c", {"w.c": True}, ["  None w.b && w.c", "    None w.b", "    True w.c"]),
        ("w.b || !w.c", {"w.b": False, "w.c": False},
         ["* True w.b || !w.c", "    False w.b", "*   True !w.c", "*     False w.c"]),
        ("w.b ? w.i > 1 : w.c", {"w.b": False, "w.c": True},
         ["* True w.b ? w.i > 1 : w.c", "*   False w.b", "    None w.i > 1", "      None w.i", "*   True w.c"]),
        ("(w.i + 2) * w.i < size(w.words) + params.limit", {"w.i": 1, "w.words": ["a"], "params.limit": 5},
         ["* True (w.i + 2) * w.i < size(w.words) + params.limit", "*   3 (w.i + 2) * w.i", "*     1 w.i",
          "*   6 size(w.words) + params.limit", "*     ['a'] w.words", "*     5 params.limit"]),
        ("1 / w.i > 2 && w.i > 5", {"w.i": 0}, ["* False 1 / w.i > 2 && w.i > 5",
          "    Broken(message='divide by zero', offset=2) 1 / w.i > 2",
          "      Broken(message='divide by zero', offset=2) 1 / w.i", "        0 w.i",
          "*   False w.i > 5", "*     0 w.i"]),
        ('w.words.all(x, x in ["a"] || w.b)', {"w.words": ["a", "b", "c"], "w.b": False},
         ['* False w.words.all(e, e in ["a"] || w.b)', "*   ['a', 'b', 'c'] w.words", '*   False "b" in ["a"] || w.b',
          '*     False "b" in ["a"]', "*     False w.b", '*   False "c" in ["a"] || w.b', '*     False "c" in ["a"]',
          "*     False w.b"]),
        ('w.words.exists(x, x == "b")', {"w.words": ["a", "b", "b"]},
         ['* True w.words.exists(e, e == "b")', "*   ['a', 'b', 'b'] w.words", '*   True "b" == "b"']),
        ("w.words.exists(x, x == w.s)", {"w.words": ["a"]},
         ["  None w.words.exists(e, e == w.s)", "    ['a'] w.words", '    None "a" == w.s', "      None w.s"]),
        ("w.words.exists(x, x == w.s)", {}, ["  None w.words.exists(e, e == w.s)", "    None w.words"]),
        ('w.s.matches("^a")', {"w.s": "ab"}, ['* True w.s.matches("^a")', "*   ab w.s"]),
        ("true", {}, ["* True true"]),
    ],
)  # fmt: skip
def test_the_parts(source: str, facts: dict[str, Any], lines: list[str]) -> None:
    """Comparisons have their sides' values beneath them, loops the turns that decided or are open."""
    assert drawn(source, facts) == lines


def test_a_broken_part_has_the_place_of_the_error() -> None:
    """The value says what happened and where."""
    root = explain_parts(check_condition("1 / w.i > 2", TYPES).tree, {"w.i": 0})
    assert root.value == Broken("divide by zero", 2)


def test_any_element_can_take_the_place_of_the_variable() -> None:
    """Times and numbers are written as CEL writes them."""
    types = {"days": "list<timestamp>", "shares": "list<double>"}
    tree = check_condition(
        'days.exists(d, d > timestamp("2026-01-01T00:00:00Z")) && shares.all(s, s < 1.0)', types
    ).tree
    facts = {"days": [datetime(2026, 10, 1, tzinfo=UTC)], "shares": [0.5]}
    texts = [part.text for part in every_part(explain_parts(tree, facts))]
    assert 'timestamp("2026-10-01T00:00:00Z") > timestamp("2026-01-01T00:00:00Z")' in texts
    assert "0.5 < 1.0" in texts
