"""A condition as a tree of parts with their values, marking the parts that determine the answer.

The evidence of a part is that of `evaluation`; a test compares the facts. Constants are not parts, nested arithmetic is
one part with its facts beneath it, and a loop shows the iterations that determine its value, or that leave it unknown.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from policyengine.explanation import Part
from policyengine.expressions.answers import Broken, Evaluation
from policyengine.expressions.evaluation import evaluate
from policyengine.expressions.fragment import facts_read
from policyengine.expressions.loops import LOOPS, Turn
from policyengine.expressions.text import cel_text

__all__ = ["Part", "explain_parts"]

Tree = tuple[Any, ...]
_Facts = Mapping[str, Any]
_Beneath = tuple[Tree, bool]
"""An operand, and whether it determines the answer."""


def explain_parts(tree: Tree, facts: _Facts) -> Part:
    """Evaluate a condition part by part; `facts` as for `evaluate`."""
    return _part(tree, facts, rests=True)


def _part(node: Tree, facts: _Facts, *, rests: bool) -> Part:
    answer = evaluate(node, facts)
    rests = rests and answer.value is not None
    beneath = _beneath(node, answer, facts)
    return Part(cel_text(node), answer.value, rests, _children(node, beneath, facts, rests=rests), node[0])


def _children(node: Tree, beneath: Iterable[_Beneath], facts: _Facts, *, rests: bool) -> tuple[Part, ...]:
    """Return the parts of a node's operands, each once; computations inside a computation are omitted."""
    found: dict[str, Part] = {}
    for operand, deciding in beneath:
        mine = rests and deciding
        if node[0] not in _SHOWN_WHOLE and not facts_read(operand):
            continue
        if _is_computed(node) and _is_computed(operand):
            below = _beneath(operand, evaluate(operand, facts), facts)
            parts = _children(operand, below, facts, rests=mine)
        else:
            parts = (_part(operand, facts, rests=mine),)
        for part in parts:
            known = found.get(part.text)
            found[part.text] = part if known is None or part.deciding else known
    return tuple(found.values())


_SHOWN_WHOLE = frozenset({"and", "or", "if", *LOOPS})
"""Nodes whose operands are shown even if they read no fact."""

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_TESTS = frozenset({"not", "startsWith", "endsWith", "contains"})


def _is_computed(node: Tree) -> bool:
    """Return whether a node computes a value that is not an answer: arithmetic, a size, a list."""
    return node[0] == "list" or (node[0] == "call" and node[2].split()[0] not in _COMPARISONS | _TESTS)


def _none(_node: Tree) -> tuple[Tree, ...]:
    return ()


_OPERANDS: dict[str, Callable[[Tree], tuple[Tree, ...]]] = {
    **dict.fromkeys(("and", "or", "list"), lambda node: node[2]),
    "if": lambda node: node[2:],
    "call": lambda node: node[3],
    "matches": lambda node: node[2:3],
}
"""The operands of a node, except for loops; the other kinds have none."""


def _beneath(node: Tree, answer: Evaluation, facts: _Facts) -> list[_Beneath]:
    """Return the operands of a node; for a loop its list and the iterations that matter."""
    kind = node[0]
    if kind in LOOPS:
        return _loop(node, answer, facts)
    operands = _OPERANDS.get(kind, _none)(node)
    answers = [evaluate(operand, facts) for operand in operands]
    return list(zip(operands, _resting(kind, answer, answers), strict=True))


def _resting(kind: str, answer: Evaluation, answers: list[Evaluation]) -> list[bool]:
    """Return the operands that determine the answer of a node."""
    if answer.value is None:
        return [False] * len(answers)
    if kind == "if":
        settled = answers[0].settled
        return [True, settled and answers[0].value is True, settled and answers[0].value is False]
    if kind == "and" and answer.value is False:
        return [part.value is False for part in answers]
    first = None
    if kind == "or" and answer.value is True:
        first = next(part for part in answers if part.value is True)
    elif type(answer.value) is Broken:
        first = next((part for part in answers if type(part.value) is Broken), None)
    return _only(first, answers) if first is not None else [True] * len(answers)


def _only(one: Evaluation, answers: list[Evaluation]) -> list[bool]:
    return [part is one for part in answers]


def _loop(node: Tree, answer: Evaluation, facts: _Facts) -> list[_Beneath]:
    values = evaluate(node[2], facts)
    beneath: list[_Beneath] = [(node[2], answer.value is not None)] if facts_read(node[2]) else []
    if not values.settled:
        return beneath
    predicates = [_with_element(node[3], _constant(element)) for element in values.value]
    turns = [Turn(predicate, evaluate(predicate, facts)) for predicate in predicates]
    counting = LOOPS[node[0]](turns).deciding
    return [*beneath, *((turn.element, answer.value is not None) for turn in counting)]


def _with_element(node: Tree, element: Tree) -> Tree:
    """Replace the loop variable by an element."""
    if node[0] == "element":
        return element
    return tuple(_replaced(part, element) for part in node)


def _replaced(part: Any, element: Tree) -> Any:
    if not isinstance(part, tuple):
        return part
    if part and isinstance(part[0], str):
        return _with_element(part, element)
    return tuple(_with_element(node, element) for node in part)


def _constant(element: Any) -> Tree:
    """Return an element of a list as a node; lists of the fact table contain no durations."""
    return ("timestamp", 0, element.isoformat()) if isinstance(element, datetime) else ("value", 0, element)
