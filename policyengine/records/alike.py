"""Decide whether a changed contact leaves a decision as it is: who is called may change without another decision.

Only contacts count. The names of models, providers, places, data and agreements were decided, and so were the contents
of documents and limits, even where a rule only requires that one exists.
"""

from typing import Any

from policyengine.grounds import UNDECLARED, readable
from policyengine.rule import Rule
from policyengine.vocabulary.routes import INPUTS

CONTACTS = frozenset(
    {
        "project.owner",
        "team.mlops_owner",
        "workload.monitoring.alert_route",
        "workload.operations.incident_contact",
    }
)
"""The facts that name a team, a role or an address, and nothing that is decided."""

_COMPARISONS = ("==", "!=", "in")

Tree = tuple[Any, ...]


def is_alike(rule: Rule, path: str, old: Any, new: Any) -> bool:
    """Return whether a contact has another name, and no condition of the rule can tell the names apart.

    A condition cannot where it compares the fact with literal texts only, and neither name is one of them. Then the
    outcome is the same, whatever the other facts are. What is computed from a contact may tell.
    """
    if path not in CONTACTS or not all(isinstance(name, str) and name != UNDECLARED for name in (old, new)):
        return False
    if any(path in INPUTS.get(read, ()) for read in readable(rule)):
        return False
    conditions = (rule.when, rule.require, *(condition for _, condition in rule.severity))
    return all(_cannot_tell(condition.tree, path, old, new) for condition in conditions if condition is not None)


def _cannot_tell(node: Tree, path: str, old: str, new: str) -> bool:
    if node[:1] == ("fact",):
        return bool(node[2] != path)
    if node[:1] == ("call",) and node[2] in _COMPARISONS and _is_fact(node[3][0], path):
        texts = _texts(node[3][1])
        return texts is not None and not {old, new} & texts
    return all(_cannot_tell(part, path, old, new) for part in node if isinstance(part, tuple))


def _is_fact(node: Any, path: str) -> bool:
    return isinstance(node, tuple) and node[:1] == ("fact",) and node[2] == path


def _texts(node: Tree) -> frozenset[str] | None:
    """Return the literal texts of a node; None if it is anything else."""
    items = node[2] if node[:1] == ("list",) else (node,)
    if not all(item[:1] == ("value",) and isinstance(item[2], str) for item in items):
        return None
    return frozenset(item[2] for item in items)
