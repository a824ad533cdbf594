"""Generated Python: short for common shapes, the evaluator's answers for all, nothing of the user's but literals."""

from typing import Any

import pytest

from policyengine.expressions.checking import check_condition
from policyengine.expressions.evaluation import evaluate
from policyengine.expressions.operators import OperationError
from policyengine.expressions.python_source import PRELUDE, Constants, compile_python, python_expression

TYPES = {
    "classes": "list<string>",
    "hosting": "string",
    "n": "int",
    "x": "double",
    "open": "bool",
    "at": "timestamp",
    "params.limit": "int",
}


def written(source: str) -> str:
    """Compile and write with a short reader."""
    return python_expression(check_condition(source, TYPES).tree, Constants(), lambda path: f"g({path!r})")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("open", "g('open')"),
        ("n > 1", "(None if (t0 := g('n')) is None else (t0 > 1))"),
        ("n > 1 + 2 * n", "(None if (t0 := g('n')) is None else (t0 > add_int(1, multiply_int(2, t0))))"),
        ('hosting in ["a", "b"]', "(None if (t0 := g('hosting')) is None else (t0 in {'a', 'b'}))"),
        ('!(hosting in ["a"])', "(None if (t0 := g('hosting')) is None else (not (t0 == 'a')))"),
        ("open && n > 1",
         "((t1 := g('open')) is not False and (None if (t0 := g('n')) is None else (t0 > 1)) and t1)"),
        ("open || n > 1",
         ("((t1 := g('open')) or (t2 := (None if (t0 := g('n')) is None else (t0 > 1)))"
         " or (None if t1 is None or t2 is None else False))")),
        ("1 > 2 || open", "((1 > 2) or g('open'))"),
        ('classes.exists(c, c == "a")', "(None if (t0 := g('classes')) is None else ('a' in t0))"),
        ('classes.all(c, c in ["a", "b"])', "(None if (t0 := g('classes')) is None else k0.issuperset(t0))"),
        ('classes.exists(c, c in ["a", "b"])',
         "(None if (t0 := g('classes')) is None else (not k0.isdisjoint(t0)))"),
        ('size(classes.filter(c, c > "a")) == 1',
         ("(None if (t1 := (None if (t0 := g('classes')) is None else [e for e in t0 if (e > 'a')])) is None"
         " else (len(t1) == 1))")),
        ("classes.all(c, c == hosting)",
         ("(None if (t0 := g('classes')) is None else"
         " all_true((None if (t1 := g('hosting')) is None else (e == t1)) for e in t0))")),
        ("open ? n > 1 : 1 > 2",
         "(None if (t1 := g('open')) is None else (None if (t0 := g('n')) is None else (t0 > 1)) if t1 else (1 > 2))"),
        ('hosting == "\\"); import os #"', "(None if (t0 := g('hosting')) is None else (t0 == '\"); import os #'))"),
    ],
)  # fmt: skip
def test_shapes(source: str, expected: str) -> None:
    """Each fact is read once per operator; one guard stands before plain Python."""
    assert expected == written(source)


@pytest.mark.parametrize(
    ("kind", "values", "absent"),
    [
        ("list<string>", [f"x{n}" for n in range(2_000)], "y"),
        ("list<int>", list(range(2_000)), 2_000),
        ("list<double>", [*map(float, range(2_000)), float("nan"), -0.0], 0.5),
    ],
)
def test_long_lists_in_loops_are_hashed_and_answer_alike(kind: str, values: list[Any], absent: Any) -> None:
    """Compiled Python and the evaluator find the same members; NaN is none, and a like list is another."""
    types = {"asked": kind, "listed": kind}
    for source, expected in (
        ("asked.filter(e, e in listed) == asked.filter(e, e == e)", True),
        ("asked.exists_one(e, !(e in listed) && e == e)", False),
    ):
        tree = check_condition(source, types).tree
        facts = {"asked": values, "listed": list(values)}
        assert expected is compile_python(tree)(facts) is evaluate(tree, facts).value
        other = {"asked": [*values, absent], "listed": [*values[1:], values[0]]}
        assert (not expected) is compile_python(tree)(other) is evaluate(tree, other).value


def test_constants_are_shared() -> None:
    """Timestamps, durations, patterns and sets are made once for all expressions of a module."""
    constants = Constants("c")
    tree = check_condition('at > timestamp("2026-10-01T00:00:00Z") || hosting.matches("^a$")', TYPES).tree
    python_expression(tree, constants)
    python_expression(tree, constants)
    expected = (
        "c0 = datetime.fromisoformat('2026-10-01T00:00:00+00:00')\n"
        "c1 = searcher('^a\\\\Z').search\n"
    )  # fmt: skip
    assert expected == constants.source()


def test_many_expressions_share_one_module_and_their_temporaries() -> None:
    """Temporaries are assigned before they are read, so one function can hold every expression."""
    sources = ["open && n > 1", "n > params.limit || open", "classes.exists(c, open && c == hosting)"]
    constants = Constants()
    answers = ", ".join(python_expression(check_condition(source, TYPES).tree, constants) for source in sources)
    namespace: dict[str, Any] = {}
    exec(f"{PRELUDE}{constants.source()}def answers(f):\n    return ({answers})", namespace)  # noqa: S102 (tests it)
    expected = (True, True, None)
    assert expected == namespace["answers"]({"open": True, "n": 2, "params.limit": 5, "classes": ["a"]})


@pytest.mark.parametrize(
    ("source", "facts", "expected"),
    [
        ("open && n > 1", {"open": True, "n": 2}, True),
        ("open && n > 1", {"n": 1}, False),
        ("open && n > 1", {"n": 2}, None),
        ("n > 1 && open", {"open": False}, False),
        ("open || n > 1", {"n": 1}, None),
        ("classes.all(c, c == hosting)", {"classes": []}, True),
        ("x / 0.0 > 1.0", {"x": 1.0}, True),
        ("n != 0 && 10 / n > 1", {"n": 0}, False),
    ],
)
def test_answers(source: str, facts: dict[str, Any], expected: object) -> None:
    """True, False, and None for unknown."""
    assert compile_python(check_condition(source, TYPES).tree)(facts) is expected


def test_an_operation_without_a_value_raises() -> None:
    """The caller asks the evaluator then, which knows what absorbs it."""
    with pytest.raises(OperationError, match="divide by zero"):
        compile_python(check_condition("10 / n > 1 && open", TYPES).tree)({"n": 0, "open": False})


def test_the_deepest_conditions_compile() -> None:
    """What CEL lets through never exceeds Python's nesting."""
    source = "n" + "".join(f" {sign} (1" for sign in "+-*" * 7) + ")" * 21 + " > 0"
    tree = check_condition(source, TYPES).tree
    assert compile_python(tree)({"n": 1}) is evaluate(tree, {"n": 1}).value
    many = " && ".join(["open"] * 500)
    assert compile_python(check_condition(many, TYPES).tree)({"open": True}) is True
