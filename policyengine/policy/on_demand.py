"""Groups of derived facts that are computed only if a rule may need them, and the facts that decide this."""

from collections.abc import Iterable
from typing import Any

from policyengine.rule import Rule

Tree = tuple[Any, ...]
Demand = tuple[str, tuple[str, ...]]
"""A group that a rule reads, and the facts of a workload without which the requirement of the rule is unknown."""

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
"""The prefixes of the facts of each group; `facts.on_demand` computes them."""

BY_CASE = (*GROUPS["readiness"], *GROUPS["reliability"], *GROUPS["serving"])
"""Facts whose inputs differ between cases; `facts.evidence.origins` lists them."""

ON_DEMAND = tuple(beginning for beginnings in GROUPS.values() for beginning in beginnings)
_SURROUNDING = ("organization.", "project.", "team.", "workload.")


def demands(rules: Iterable[Rule]) -> tuple[Demand, ...]:
    """Return each group that rules read, with the facts without which the group cannot affect one of them.

    There are no such facts for a rule that needs the group in every case.
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
    """Return the facts and parameters any of whose absence makes a tree unknown."""
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
