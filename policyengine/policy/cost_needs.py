"""Which facts a workload must declare for its costs to matter to any rule: computing them is not free."""

from collections.abc import Iterable
from typing import Any

from policyengine.rule import Rule

Tree = tuple[Any, ...]

COSTS = ("option.cost.", "primary.cost.", "workload.cost.")
"""How the derived facts of costs begin."""

_SURROUNDING = ("organization.", "project.", "team.", "workload.")


def cost_needs(rules: Iterable[Rule]) -> tuple[tuple[str, ...], ...]:
    """Give, for each rule that reads costs, the facts around the workload without which its requirement is unknown.

    Where one of them is absent nothing that things cost changes that. Empty for a rule of which this cannot be said: it
    needs costs always.
    """
    found = set()
    for rule in rules:
        steps = [condition for _, condition in rule.severity if condition is not None]
        others = [*steps, *([rule.when] if rule.when else [])]
        if any(path.startswith(COSTS) for condition in (rule.require, *others) for path in condition.reads):
            applies_by_cost = rule.when is not None and any(path.startswith(COSTS) for path in rule.when.reads)
            needed = () if applies_by_cost else needed_facts(rule.require.tree)
            found.add(
                tuple(sorted(path for path in needed if path.startswith(_SURROUNDING) and not path.startswith(COSTS)))
            )
    return tuple(sorted(found))


def needed_facts(node: Tree) -> frozenset[str]:
    """Give the facts and parameters without any one of which a tree is unknown for certain."""
    if node[0] == "fact":
        return frozenset({node[2]})
    if node[0] in ("and", "or"):
        return frozenset.intersection(*map(needed_facts, node[2]))
    if node[0] == "if":
        return needed_facts(node[2]) | (needed_facts(node[3]) & needed_facts(node[4]))
    if node[0] in ("all", "exists", "exists_one", "filter"):
        return needed_facts(node[2])
    operands = node[3] if node[0] == "call" else node[2:3] if node[0] == "matches" else ()
    return frozenset().union(*map(needed_facts, operands))
