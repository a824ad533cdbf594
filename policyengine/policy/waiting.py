"""The facts that would decide whether a rule applies, as Python generated from its `when`.

Nearly every profile leaves the applicability of some rules unknown, so naming the absent facts must cost about as
little as evaluating. The evaluator returns the same answer as its `missing`, a test compares the two, and forms that
are not implemented here are left to it.
"""

from collections.abc import Iterable
from typing import Any

from policyengine.expressions.fragment import facts_read
from policyengine.expressions.python_source import Constants, Reader, python_expression
from policyengine.policy.on_demand import BY_CASE
from policyengine.rule import Rule
from policyengine.vocabulary.routes import FROM, INPUTS

Tree = tuple[Any, ...]

_LOGICAL = frozenset({"and", "or"})
_LOOPS = frozenset({"all", "exists", "exists_one", "filter"})


def waiting_source(tree: Tree, reader: Reader) -> str:
    """Write a function of facts and parameters that returns the absent facts which make a tree unknown.

    Empty if the result depends on more than logic, loops over a fact and the facts in their operands, or if the inputs
    of a fact depend on the case. The function may name a fact twice, and raises OperationError if an operand has no
    value.
    """
    by_case = any(path.startswith(BY_CASE) for path in facts_read(tree))
    absent = "" if by_case else _absent(tree, reader)
    return f"lambda f, p: ({absent})" if absent else ""


def conjoined_facts(tree: Tree) -> tuple[str, ...]:
    """Return the declared facts of a tree, if a tree that is unknown always depends on the absent ones among them.

    Empty if `waiting_source` is required, or if other facts are declared instead of one.
    """
    operands = tree[2] if tree[0] == "and" else (tree,)
    paths = _declared(tree)
    are_declared = all({"profile", "settings"}.intersection(FROM.get(path, ())) for path in paths)
    return tuple(paths) if are_declared and all(map(_is_strict, operands)) else ()


def _absent(node: Tree, reader: Reader) -> str:
    """Write the items of a tuple, for a node that is unknown; empty for a form that is left to the evaluator."""
    kind, paths = node[0], _declared(node)
    if kind in _LOGICAL:
        parts = [_absent_if_unknown(operand, reader) for operand in node[2]]
        return "".join(parts) if all(parts) else ""
    if kind == "if":
        condition, *results = (_absent_if_unknown(part, reader) for part in node[2:])
        if not condition or not all(results):
            return ""
        value = python_expression(node[2], _Inline(), reader)
        return f"*(({condition}) if {value} is None else ({results[0]}) if {value} else ({results[1]})),"
    if _is_strict(node):
        return "".join(f"*(({path!r},) if {reader(path)} is None else ())," for path in paths)
    if kind in _LOOPS and node[2][0] == "fact" and _is_strict(node[3]):
        range_, body = _absent(node[2], reader), _absent(node[3], reader)
        return f"{range_}*(({body}) if {reader(node[2][2])} else ()),"
    return ""


def _absent_if_unknown(node: Tree, reader: Reader) -> str:
    """Write the items for a node that may be decided: a decided node depends on nothing, whatever it reads."""
    absent = _absent(node, reader) or ("" if _declared(node) else "*(),")
    if absent and node[0] in {*_LOGICAL, "if"}:
        return f"*(({absent}) if {python_expression(node, _Inline(), reader)} is None else ()),"
    return absent


def _declared(node: Tree) -> list[str]:
    """Return the facts that a node reads; parameters always have a value."""
    return [path for path in facts_read(node) if not path.startswith("params.")]


def _is_strict(node: Tree) -> bool:
    """Return whether a node is unknown exactly if one of its facts is absent."""
    if node[0] in _LOGICAL or node[0] == "if" or (node[0] in _LOOPS and _declared(node[3])):
        return False
    return all(_is_strict(part) for part in node if isinstance(part, tuple) and part)


class _Inline(Constants):
    """Writes constants inline: a run has few of these functions, and they are created individually."""

    def name(self, source: str) -> str:
        """Return the source itself."""
        return f"({source})"


def made_of(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """Return the undeclared facts that conditions depend on, each with the facts it is derived from."""
    found: dict[str, tuple[str, ...]] = {}
    pending = [path for rule in rules if rule.when is not None for path in rule.when.reads]
    while pending:
        path = pending.pop()
        if path not in found and not {"profile", "settings"}.intersection(FROM.get(path, ())):
            found[path] = INPUTS.get(path, ())
            pending += found[path]
    return found
