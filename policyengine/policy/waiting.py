"""What a rule waits for when it is unknown whether it applies, as Python made from its `when`.

Nearly every profile leaves open whether some rules apply, so naming the absent facts must cost about as little as
asking. The evaluator gives the same answer as its `missing`, a test compares the two, and shapes not written here are
left to it.
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
    """Write a function of facts and parameters that gives the absent facts which keep an unknown tree unknown.

    Empty where that depends on more than `&&`, `||` and what their operands read, or where the inputs of a fact depend
    on the case. The function may name a fact twice, and raises OperationError where an operand has no value.
    """
    by_case = any(path.startswith(BY_CASE) for path in facts_read(tree))
    absent = "" if by_case else _absent(tree, reader)
    return f"lambda f, p: ({absent})" if absent else ""


def _absent(node: Tree, reader: Reader) -> str:
    """Write the items of a tuple; empty for a shape that is left to the evaluator."""
    if node[0] not in _LOGICAL:
        paths = [path for path in facts_read(node) if not path.startswith("params.")]
        return "".join(f"*(({p!r},) if {reader(p)} is None else ())," for p in paths) if _is_strict(node) else ""
    parts = []
    for operand in node[2]:
        absent = _absent(operand, reader)
        if not absent and facts_read(operand):
            return ""
        if operand[0] in _LOGICAL:  # one that is settled waits for nothing, whatever it reads
            absent = f"*(({absent}) if {python_expression(operand, _Inline(), reader)} is None else ()),"
        parts.append(absent)
    return "".join(parts)


def _is_strict(node: Tree) -> bool:
    """Return whether a node is unknown exactly when one of the facts it reads is absent."""
    if node[0] in _LOGICAL or node[0] == "if" or (node[0] in _LOOPS and facts_read(node[3])):
        return False
    return all(_is_strict(part) for part in node if isinstance(part, tuple) and part)


class _Inline(Constants):
    """Writes constants where they are used: these functions are few in a run, and made one by one."""

    def name(self, source: str) -> str:
        """Return the source itself."""
        return f"({source})"


def made_of(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """Return the facts that conditions wait for and nobody declares, each with the facts it is derived from."""
    found: dict[str, tuple[str, ...]] = {}
    pending = [path for rule in rules if rule.when is not None for path in rule.when.reads]
    while pending:
        path = pending.pop()
        if path not in found and not {"profile", "settings"}.intersection(FROM.get(path, ())):
            found[path] = INPUTS.get(path, ())
            pending += found[path]
    return found
