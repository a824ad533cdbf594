"""Whether a rule fails, or is undecided, for a reason that an approval did not include."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from policyengine.expressions.evaluation import evaluate
from policyengine.grounds import follows_clock
from policyengine.verdict import Verdict
from policyengine.vocabulary.routes import INPUTS

Tree = tuple[Any, ...]
Known = Callable[[str], bool]
"""A function that returns whether the approval included a fact or parameter."""


def has_new_cause(verdict: Verdict, known: Collection[str]) -> bool:
    """Return whether facts outside the approval are sufficient for the verdict, whatever the approved ones are.

    A rule may get another condition after a waiver was approved. If the new condition alone makes the rule fail, this
    is a different failure. If it is only a further alternative that is not satisfied either, the failure is the
    approved one. `known` are the paths of the facts in the approval; facts that depend on the date are not new either.
    """
    return _is_new(
        verdict.rule.require.tree, dict(verdict.read), lambda path: follows_clock(path) or is_covered(path, known)
    )


def is_covered(path: str, known: Collection[str]) -> bool:
    """Return whether a fact is known, or is an input that a known missing fact depends on."""
    return path in known or any(is_covered(given, known) for given in INPUTS.get(path, ()))


def _is_new(node: Tree, facts: Mapping[str, Any], is_known: Known) -> bool:
    """Return whether the value of a node has a cause without any known fact."""
    match node[0]:
        case "and" | "or":
            return _is_new_of_parts(node, facts, is_known)
        case "if":
            condition = evaluate(node[2], facts)
            branches = [node[3] if condition.value else node[4]] if condition.settled else []
            return all(_is_new(part, facts, is_known) for part in (node[2], *branches))
        case "call" if node[2] in _NEGATIONS:
            return _is_new(node[3][0], facts, is_known)
    answer = evaluate(node, facts)
    return not any(map(is_known, (*answer.deciding, *answer.missing)))


def _is_new_of_parts(node: Tree, facts: Mapping[str, Any], is_known: Known) -> bool:
    """Return it for `&&`, for which one false part is sufficient, and for `||`, for which one true part is."""
    value = evaluate(node, facts).value
    suffices = node[0] == "or"
    parts = [(part, evaluate(part, facts).value) for part in node[2]]
    deciding = [part for part, said in parts if said is value or (value is None and said is None)]
    new = (_is_new(part, facts, is_known) for part in deciding)
    if value is suffices or (value is None and not suffices):
        return any(new)
    return all(new)


_NEGATIONS = frozenset({"not"})
