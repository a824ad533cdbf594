"""Evaluates a tree with the facts of a case, and returns the answer with its evidence.

Four answers: true, false, unknown (a needed fact is not declared) and broken (CEL's run-time error). `&&` and `||`
absorb the last two exactly as CEL absorbs errors: `false && x` is false for every x. If neither is absorbed, unknown
comes before broken, as in CEL: with the missing fact, the condition may avoid the error.

CEL's runtime has no unknown here: a missing variable is an error. So CEL has a value exactly if the answer is true or
false, and then the same one. `exists_one` and `filter` need the answers of all elements, as in CEL.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from policyengine.expressions.answers import Broken, Evaluation, joined, unsettled
from policyengine.expressions.loops import LOOPS, Turn
from policyengine.expressions.operators import STRICT, OperationError
from policyengine.expressions.python_operators import varies

__all__ = ["Broken", "Evaluation", "evaluate"]

Tree = tuple[Any, ...]


class _Scope(NamedTuple):
    """The scope of a node: the facts, the element of the loop, and the lists of the loop that are constant."""

    facts: Mapping[str, Any]
    element: Any = None
    lists: dict[int, Evaluation] | None = None


def evaluate(tree: Tree, facts: Mapping[str, Any]) -> Evaluation:
    """Evaluate a tree; `facts` maps paths (parameters as `params.name`) to values, without absent ones."""
    return _judge(tree, _Scope(facts))


def _judge(node: Tree, scope: _Scope) -> Evaluation:
    return _JUDGES[node[0]](node, scope)


def _fact(node: Tree, scope: _Scope) -> Evaluation:
    path = node[2]
    value = scope.facts.get(path)
    return Evaluation(None, missing=(path,)) if value is None else Evaluation(value, (path,))


def _and(node: Tree, scope: _Scope) -> Evaluation:
    parts = [_judge(operand, scope) for operand in node[2]]
    false = [part for part in parts if part.value is False]
    return joined(value=False, parts=false) if false else unsettled(parts) or joined(value=True, parts=parts)


def _or(node: Tree, scope: _Scope) -> Evaluation:
    parts = []
    for operand in node[2]:
        part = _judge(operand, scope)
        if part.value is True:
            return part
        parts.append(part)
    return unsettled(parts) or joined(value=False, parts=parts)


def _if(node: Tree, scope: _Scope) -> Evaluation:
    condition = _judge(node[2], scope)
    if not condition.settled:
        return condition
    branch = _judge(node[3] if condition.value else node[4], scope)
    return branch if branch.value is None else joined(branch.value, (condition, branch))


def _list(node: Tree, scope: _Scope) -> Evaluation:
    if scope.lists is not None and id(node) in scope.lists:
        return scope.lists[id(node)]
    parts = [_judge(item, scope) for item in node[2]]
    answer = unsettled(parts) or joined([part.value for part in parts], parts)
    if scope.lists is not None and not varies(node):
        scope.lists[id(node)] = answer
    return answer


def _call(node: Tree, scope: _Scope) -> Evaluation:
    name, operands = node[2], node[3]
    parts = [_judge(operand, scope) for operand in operands]
    if open_part := unsettled(parts):
        return open_part
    try:
        value = STRICT[name](*[part.value for part in parts])
    except OperationError as error:
        return joined(Broken(str(error), node[1]), parts)
    result = joined(value, parts)
    if value is True and name in {"in", "in doubles"} and operands[1][0] == "fact":
        return result._replace(elements=(*result.elements, (operands[1][2], parts[0].value)))
    return result


def _matches(node: Tree, scope: _Scope) -> Evaluation:
    text = _judge(node[2], scope)
    if not text.settled:
        return text
    from policyengine.expressions.matching import searcher  # few rules have a pattern

    return text._replace(value=searcher(node[3]).search(text.value) is not None)


def _loop(node: Tree, scope: _Scope) -> Evaluation:
    values = _judge(node[2], scope)
    if not values.settled:
        return values
    lists: dict[int, Evaluation] = {}
    turns = [Turn(element, _judge(node[3], _Scope(scope.facts, element, lists))) for element in values.value]
    value, deciding, named = LOOPS[node[0]](turns)
    result = joined(value, (values, *(turn.answer for turn in deciding)))
    if node[2][0] != "fact" or not result.settled:
        return result
    pairs = ((node[2][2], turn.element) for turn in named)
    return result._replace(elements=tuple(dict.fromkeys((*pairs, *result.elements))))


_JUDGES: dict[str, Callable[[Tree, _Scope], Evaluation]] = {
    "value": lambda node, _scope: Evaluation(node[2]),
    "fact": _fact,
    "element": lambda _node, scope: Evaluation(scope.element),
    "timestamp": lambda node, _scope: Evaluation(datetime.fromisoformat(node[2])),
    "duration": lambda node, _scope: Evaluation(timedelta(microseconds=node[2])),
    "list": _list,
    "and": _and,
    "or": _or,
    "if": _if,
    "call": _call,
    "matches": _matches,
    **dict.fromkeys(LOOPS, _loop),
}
