"""Constants and comparisons in the conditions of a rule: clues to the values that would change its outcome."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from policyengine.expressions.evaluation import evaluate

Tree = tuple[Any, ...]

_SIGNS = frozenset({"==", "!=", "<", "<=", ">", ">="})


class Clues(NamedTuple):
    """The content of conditions: constants, values of facts and parameters, and both sides of comparisons."""

    words: tuple[str, ...]
    numbers: tuple[float, ...]
    days: tuple[datetime, ...]
    spans: tuple[timedelta, ...]
    sides: tuple[tuple[float, float], ...]


def clues_of(trees: Iterable[Tree], facts: Mapping[str, Any]) -> Clues:
    """Collect the clues of a rule's conditions in a case."""
    nodes = [node for tree in trees for node in _nodes(tree)]
    values = [value for node in nodes for value in _values(node, facts)]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return Clues(
        tuple(dict.fromkeys(value for value in values if isinstance(value, str))),
        tuple(dict.fromkeys(numbers)),
        tuple(dict.fromkeys(value for value in values if isinstance(value, datetime))),
        tuple(dict.fromkeys(value for value in values if isinstance(value, timedelta))),
        tuple(dict.fromkeys(pair for node in nodes for pair in _sides(node, facts))),
    )


def _nodes(tree: Tree) -> Iterator[Tree]:
    if tree and isinstance(tree[0], str):
        yield tree
    for part in tree:
        if isinstance(part, tuple):
            yield from _nodes(part)


def _values(node: Tree, facts: Mapping[str, Any]) -> list[Any]:
    if node[0] not in ("value", "timestamp", "duration", "fact"):
        return []
    value = evaluate(node, facts).value
    return value if isinstance(value, list) else [value]


def _sides(node: Tree, facts: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    if node[0] != "call" or node[2] not in _SIGNS:
        return
    left, right = (evaluate(operand, facts).value for operand in node[3])
    if isinstance(left, int | float) and isinstance(right, int | float):
        yield float(left), float(right)
