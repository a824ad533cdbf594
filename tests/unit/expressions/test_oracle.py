"""The evaluator, the generated Python and CEL's runtime agree, on generated expressions and cases."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from policyengine.expressions.checking import check_condition
from policyengine.expressions.errors import ExpressionError, Fault
from policyengine.expressions.evaluation import Broken, Evaluation, evaluate
from policyengine.expressions.operators import OperationError
from policyengine.expressions.python_source import compile_python
from tests.unit.expressions.generated import TIMES, TYPES, case, condition, randoms, value
from tests.unit.expressions.oracle import CelError, cel_value

_SETTINGS = settings(
    max_examples=1500, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def _agrees_with_cel(source: str, facts: dict[str, Any], ours: Evaluation) -> None:
    theirs = cel_value(source, TYPES, facts)
    if isinstance(theirs, CelError):
        assert ours.value is None or isinstance(ours.value, Broken), (source, facts, ours, theirs)
        if isinstance(ours.value, Broken):
            assert not theirs.is_absence, (source, facts, ours, theirs)
        else:
            assert ours.missing, (source, facts, ours)
            assert not set(ours.missing) & set(facts), (source, facts, ours)
    else:
        assert ours.value is theirs, (source, facts, ours, theirs)


def _agrees_with_python(source: str, facts: dict[str, Any], ours: Evaluation, generated: Any) -> None:
    """Generated Python may raise where an error is absorbed; what it does answer is the evaluator's answer."""
    try:
        answer = generated(facts)
    except OperationError:
        return
    assert answer is ours.value, (source, facts, ours, answer)


@_SETTINGS
@given(randoms())
def test_three_ways_to_evaluate_give_one_answer(random: Random) -> None:
    """CEL has a value exactly when we say true or false; CEL's error is our unknown or broken."""
    source = condition(random)
    compiled = check_condition(source, TYPES)
    generated = compile_python(compiled.tree)
    for _ in range(8):
        facts = case(random)
        ours = evaluate(compiled.tree, facts)
        _agrees_with_cel(source, facts, ours)
        _agrees_with_python(source, facts, ours, generated)


@settings(_SETTINGS, max_examples=600)
@given(randoms())
def test_declaring_a_fact_never_contradicts_an_answer(random: Random) -> None:
    """True, false and broken stand whatever the absent facts turn out to be."""
    tree = check_condition(condition(random), TYPES).tree
    facts = case(random)
    before = evaluate(tree, facts).value
    if before is None:
        return
    for _ in range(4):
        declared = {path: value(random, kind) for path, kind in TYPES.items()} | facts
        after = evaluate(tree, declared).value
        assert after == before if not isinstance(before, Broken) else isinstance(after, Broken), (tree, facts, declared)


@settings(_SETTINGS, max_examples=600)
@given(randoms())
def test_what_is_missing_settles_the_unknown_step_by_step(random: Random) -> None:
    """Declaring what an evaluation misses, again and again, ends in an answer; nothing else needs declaring."""
    tree = check_condition(condition(random), TYPES).tree
    facts = case(random)
    for _ in range(len(TYPES)):
        evaluation = evaluate(tree, facts)
        if evaluation.value is not None:
            break
        facts |= {path: value(random, TYPES[path]) for path in evaluation.missing}
    assert evaluate(tree, facts).value is not None


@settings(_SETTINGS, max_examples=600)
@given(randoms())
def test_the_deciding_facts_alone_give_the_answer(random: Random) -> None:
    """Evidence is enough: with every other fact taken away, true and false stay."""
    tree = check_condition(condition(random), TYPES).tree
    facts = case(random)
    evaluation = evaluate(tree, facts)
    if evaluation.settled:
        kept = {path: facts[path] for path in evaluation.deciding}
        assert evaluate(tree, kept).value is evaluation.value, (tree, facts, evaluation)


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("w.i != 0 && 10 / w.i > 1", {"w.i": 0}),
        ("10 / w.i > 1 && w.i != 0", {"w.i": 0}),
        ("10 / w.i > 1 || w.i == 0", {"w.i": 0}),
        ("10 / w.i > 1 || w.i != 0", {"w.i": 0}),
        ("10 / w.i > 1 && w.b", {"w.i": 0}),
        ("w.words.all(v, w.b)", {"w.words": []}),
        ("w.words.exists_one(v, w.b || v == 'a')", {"w.words": ["a", "a", "b"]}),
        ("w.numbers.all(v, 10 / v < 3)", {"w.numbers": [0, 1]}),
        ("w.numbers.exists_one(v, 10 / v < 3)", {"w.numbers": [0, 5]}),
        ("0.0 / 0.0 in [0.0 / 0.0]", {}),
        ("[0.0 / 0.0] != [0.0 / 0.0]", {}),
        ("w.x / -0.0 < 0.0", {"w.x": 1.0}),
        ("w.i / -1 > 0", {"w.i": -(2**63)}),
        ("w.i % -1 == 0", {"w.i": -(2**63)}),
        ("-7 / 2 == -3 && -7 % 2 == -1 && 7 % -2 == 1", {}),
        ("size('é😀') == 2 && '😀' > '\uffff'", {}),
        ("!!!!w.b && --w.i == w.i", {"w.b": True, "w.i": 3}),
        ("w.at - timestamp('1600-01-01T00:00:00Z') > duration('0s')", {"w.at": TIMES[0]}),
        ("[] == [] && size([]) == 0 && !(1 in []) && [].all(v, v == 1)", {}),
        ("w.i in [1] || w.s in ['a', w.data.t] || w.at in [w.at]", {"w.i": 2, "w.s": "é", "w.data.t": "é"}),
        ("w.words.exists(v, v == 'a') ? !w.words.all(v, v in ['a', 'b']) : w.words.exists(v, v in ['a'])",
         {"w.words": ["a", "c"]}),
        ("duration('1h30m') == duration('-1.5h') || duration('1s1h') == duration('3601s')", {}),
        ("timestamp('2026-10-01T02:00:00+02:00') == today", {"today": TIMES[0]}),
        ("w.words.exists(v, v.matches(r'^\\w+$') && v.contains('i'))", {"w.words": ["pii\n", "pii"]}),
    ],
)  # fmt: skip
def test_corners_agree(source: str, facts: dict[str, Any]) -> None:
    """Absorption, rounding, NaN, overflow, empty lists and literals are CEL's."""
    tree = check_condition(source, TYPES).tree
    ours = evaluate(tree, facts)
    _agrees_with_cel(source, facts, ours)
    _agrees_with_python(source, facts, ours, compile_python(tree))


_SCRAPS = ["w.b", "w.words", "w.", ".", "v", "(", ")", "[", "]", "{", "?", ":", "&&", "!", "-", "==", "<", " in ",
           "'a'", '"', '"""', "r'", "b'a'", "1", "1u", "0x", "1e5", "null", "has(", "size(", "all(v, ", "map(",
           "timestamp(", "matches(", ",", "//", "\n", "\\", "`", "😀", "\u2028", "\0", "@", ";", "int", "dyn(",
           "w.words[0]"]  # fmt: skip


@settings(_SETTINGS, max_examples=1500)
@given(randoms())
def test_scraps_give_faults_inside_the_source_or_a_condition_that_agrees(random: Random) -> None:
    """Whatever is written, `check_condition` raises nothing but faults, and what it accepts means what CEL means."""
    source = condition(random)
    for _ in range(random.randrange(1, 4)):
        cut = random.randrange(len(source) + 1)
        source = source[:cut] + random.choice(_SCRAPS) + source[cut + random.randrange(3) :]
    tree, faults = _checked(source)
    assert all(fault.offset >= 0 and 0 < fault.length <= len(source) + 1 - fault.offset for fault in faults), (
        source,
        faults,
    )
    if tree:
        facts = case(random)
        ours = evaluate(tree, facts)
        _agrees_with_cel(source, facts, ours)
        _agrees_with_python(source, facts, ours, compile_python(tree))


def _checked(source: str) -> tuple[tuple[Any, ...], tuple[Fault, ...]]:
    """Return a tree and no faults, or no tree and faults."""
    try:
        return check_condition(source, TYPES).tree, ()
    except ExpressionError as error:
        return (), error.faults
