"""Groups of derived facts that are computed only where a rule can need them, and which facts tell that."""

from collections.abc import Iterable
from typing import Any

from policyengine.rule import Rule

Tree = tuple[Any, ...]
Demand = tuple[str, tuple[str, ...]]
"""A group that a rule reads, and the facts around a workload without which the rule's requirement is unknown."""

GROUPS = {
    "break-even": ("workload.break_even.",),
    "costs": ("option.cost.", "primary.cost.", "workload.cost."),
    "latency": (
        "workload.latency.score",
        "workload.latency.placement",
        "workload.latency.network_ms",
        "workload.latency.model_ms",
    ),
    "readiness": ("option.readiness.", "primary.readiness."),
    "reliability": ("option.reliability.", "primary.reliability."),
    "sizing": tuple(
        f"{root}.sizing.{leaf}" for root in ("option", "primary") for leaf in ("kv_gb", "needed_gb", "fit")
    ),
    "serving": tuple(
        f"{root}.serving.{leaf}"
        for root in ("option", "primary")
        for leaf in ("suited_engines", "suits", "advised_engine")
    ),
}
"""How the facts of each group begin; `facts.on_demand` computes them."""

BY_CASE = (*GROUPS["readiness"], *GROUPS["reliability"], *GROUPS["serving"])
"""Facts that rest on other inputs in one case than in another; `facts.evidence.origins` names them."""

ON_DEMAND = tuple(beginning for beginnings in GROUPS.values() for beginning in beginnings)
_SURROUNDING = ("organization.", "project.", "team.", "workload.")


def demands(rules: Iterable[Rule]) -> tuple[Demand, ...]:
    """Return each group that rules read, with the facts without which nothing it holds can matter to one of them.

    There are none of these for a rule of which this cannot be said: where it is in force, it needs the group always.
    """
    return tuple(sorted({demand for rule in rules for demand in _demands(rule)}))


def _demands(rule: Rule) -> Iterable[Demand]:
    applies_by = () if rule.when is None else rule.when.reads
    read = {*applies_by, *rule.require.reads}
    read.update(path for _, condition in rule.severity if condition is not None for path in condition.reads)
    for group, beginnings in GROUPS.items():
        if any(path.startswith(beginnings) for path in read):
            by_group = any(path.startswith(beginnings) for path in applies_by)
            needed = () if by_group else needed_facts(rule.require.tree)
            yield group, tuple(sorted(path for path in needed if _is_around(path)))


def _is_around(path: str) -> bool:
    return path.startswith(_SURROUNDING) and not path.startswith(ON_DEMAND)


def needed_facts(node: Tree) -> frozenset[str]:
    """Return the facts and parameters without any one of which a tree is unknown for certain."""
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
