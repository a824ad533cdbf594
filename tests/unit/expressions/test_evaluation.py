"""What an answer rests on: the facts that decided, the elements, and what is missing."""

from typing import Any

import pytest

from policyengine.expressions.checking import check_condition
from policyengine.expressions.evaluation import Broken, Evaluation, evaluate

TYPES = {
    "a": "bool",
    "b": "bool",
    "c": "bool",
    "n": "int",
    "m": "int",
    "classes": "list<string>",
    "regions": "list<string>",
    "hosting": "string",
    "params.limit": "int",
}
PHI = {"classes": ["phi", "pii", "internal"]}


def judged(source: str, facts: dict[str, Any]) -> Evaluation:
    """Compile and judge."""
    return evaluate(check_condition(source, TYPES).tree, facts)


def says(answer: Any, *deciding: str, elements: tuple[tuple[str, Any], ...] = ()) -> Evaluation:
    """Make an expected answer with its evidence."""
    return Evaluation(answer, deciding, elements)


def misses(*missing: str) -> Evaluation:
    """Make an expected unknown."""
    return Evaluation(None, missing=missing)


EVIDENCE = [
    ("and true: all of them", "a && b", {"a": True, "b": True}, says(True, "a", "b")),
    ("and false: the false one", "a && b", {"a": True, "b": False}, says(False, "b")),
    ("and false: every false one", "a && b && c", {"a": False, "b": True, "c": False}, says(False, "a", "c")),
    ("or true: the first true one", "a || b || c", {"a": False, "b": True, "c": True}, says(True, "b")),
    ("or false: all of them", "a || b", {"a": False, "b": False}, says(False, "a", "b")),
    ("not: its operand", "!(a && b)", {"a": True, "b": False}, says(True, "b")),
    ("a fact read twice: named once", "n > 1 && n < 5", {"n": 3}, says(True, "n")),
    ("compare: both sides", "n > params.limit", {"n": 3, "params.limit": 5}, says(False, "n", "params.limit")),
    ("ternary: condition and branch", "a ? b : c", {"a": True, "b": False, "c": True}, says(False, "a", "b")),
    ("ternary: condition and other branch", "a ? b : c", {"a": False, "c": True}, says(True, "a", "c")),
    ("in a written list: the fact", 'hosting in ["x", "y"]', {"hosting": "x"}, says(True, "hosting")),
    ("in a fact: the element found", '"phi" in classes', PHI, says(True, "classes", elements=(("classes", "phi"),))),
    ("not in a fact: the whole list", '"x" in classes', PHI, says(False, "classes")),
    ("all false: the failing elements", 'classes.all(c1, c1 == "pii")', PHI,
     says(False, "classes", elements=(("classes", "phi"), ("classes", "internal")))),
    ("all true: the whole list", "classes.all(x, x != hosting)", PHI | {"hosting": "h"},
     says(True, "classes", "hosting")),
    ("all of nothing: the list", "classes.all(x, x == hosting)", {"classes": []}, says(True, "classes")),
    ("all false: no unread facts", "classes.all(x, x == 'pii' || a)", PHI | {"a": False},
     says(False, "classes", "a", elements=(("classes", "phi"), ("classes", "internal")))),
    ("exists true: the first true element", 'classes.exists(x, x.startsWith("p"))', PHI,
     says(True, "classes", elements=(("classes", "phi"),))),
    ("exists false: the whole list", 'classes.exists(x, x == "z")', PHI, says(False, "classes")),
    ("exists_one true: that one", 'classes.exists_one(x, x == "pii")', PHI,
     says(True, "classes", elements=(("classes", "pii"),))),
    ("exists_one false: the too many", 'classes.exists_one(x, x.startsWith("p"))', PHI,
     says(False, "classes", elements=(("classes", "phi"), ("classes", "pii")))),
    ("filter: what it kept", 'size(classes.filter(x, x in ["pii", "phi"])) > 1', PHI,
     says(True, "classes", elements=(("classes", "phi"), ("classes", "pii")))),
    ("loop over a written list: no path", '["phi", "x"].all(x, x in classes)', PHI, says(False, "classes")),
    ("loop in and: only what decided", 'a && classes.exists(x, x == "z")', PHI | {"a": True}, says(False, "classes")),
    ("element of another list", "regions.exists(x, x in classes)", PHI | {"regions": ["eu", "phi"]},
     says(True, "regions", "classes", elements=(("regions", "phi"), ("classes", "phi")))),
]  # fmt: skip

UNKNOWN = [
    ("a fact", "a", {}, misses("a")),
    ("both operands", "a && b", {}, misses("a", "b")),
    ("only the unknown operand", "a && b", {"a": True}, misses("b")),
    ("false absorbs", "a && b", {"b": False}, says(False, "b")),
    ("true absorbs", "a || b", {"b": True}, says(True, "b")),
    ("or: only the unknown operand", "a || b", {"a": False}, misses("b")),
    ("every unknown operand of a comparison", "n > m", {}, misses("n", "m")),
    ("ternary: the condition's, not the branches'", "a ? b : c", {}, misses("a")),
    ("ternary: the branch's", "a ? b : c", {"a": True}, misses("b")),
    ("ternary with equal branches", "a ? true : true", {}, misses("a")),
    ("a list", "classes.exists(x, x == hosting)", {}, misses("classes")),
    ("inside a loop", "classes.exists(x, x == hosting)", PHI, misses("hosting")),
    ("inside a loop over nothing", "classes.exists(x, x == hosting)", {"classes": []}, says(False, "classes")),
    ("a loop with a failing element", 'classes.all(x, x == "phi" && a)', PHI,
     says(False, "classes", elements=(("classes", "pii"), ("classes", "internal")))),
    ("exists_one needs every answer", 'classes.exists_one(x, x == "phi" || a)', PHI, misses("a")),
    ("filter needs every answer", 'size(classes.filter(x, x == "phi" || a)) > 0', PHI, misses("a")),
    ("a parameter", "n > params.limit", {"n": 1}, misses("params.limit")),
]  # fmt: skip

BROKEN = [
    ("division by zero", "1 / n > 1", {"n": 0}, says(Broken("divide by zero", 2), "n")),
    ("modulus by zero", "n % 0 == 1", {"n": 1}, says(Broken("modulus by zero", 2), "n")),
    ("overflow", "n + 1 > 0", {"n": 2**63 - 1}, says(Broken("integer overflow", 2), "n")),
    ("false absorbs", "1 / n > 1 && a", {"n": 0, "a": False}, says(False, "a")),
    ("true absorbs", "n != 0 && 10 / n > 1 || a", {"n": 0, "a": True}, says(True, "a")),
    ("a guard before it", "n != 0 && 10 / n > 1", {"n": 0}, says(False, "n")),
    ("unknown comes first", "1 / n > 1 && a", {"n": 0}, misses("a")),
    ("unknown comes first under an operator", "1 / n > m", {"n": 0}, misses("m")),
    ("in the untaken branch", "a ? b : 1 / n > 1", {"a": True, "b": True, "n": 0}, says(True, "a", "b")),
]


@pytest.mark.parametrize(
    ("source", "facts", "expected"), [pytest.param(*row[1:], id=row[0]) for row in EVIDENCE + UNKNOWN + BROKEN]
)
def test_an_answer_names_what_it_rests_on(source: str, facts: dict[str, Any], expected: Evaluation) -> None:
    """Every row: the answer, the facts that decided or are missing, and the elements."""
    assert expected == judged(source, facts)
