"""Evaluates one rule for one subject repeatedly, in worlds that differ in the declared facts."""

from collections.abc import Mapping
from typing import Any

from policyengine.case import Case, Subject
from policyengine.engine.flipping.world import World
from policyengine.expressions.evaluation import evaluate
from policyengine.facts.cases import profile_cases
from policyengine.policy.answers import BROKEN, FAILED, NOT_APPLICABLE, PASSED, answer_of
from policyengine.rule import Rule
from policyengine.verdict import Outcome

_OUTCOMES = {
    PASSED: Outcome.PASS,
    FAILED: Outcome.FAIL,
    NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
    BROKEN: Outcome.BROKEN,
}


class Judge:
    """A rule with its parameters in force, and the case to evaluate.

    `case` is the case of the subject in the first world, `outcome` its outcome there, `reads` the facts that both
    conditions read, and `missing` those whose declaration could decide an unknown outcome. Raises LookupError for a
    subject without a case.
    """

    def __init__(self, rule: Rule, parameters: Mapping[str, Any], world: World, subject: Subject) -> None:
        conditions = [condition for condition in (rule.when, rule.require) if condition is not None]
        self.rule = rule
        self.trees = [condition.tree for condition in conditions]
        self.reads = tuple(
            dict.fromkeys(
                p for condition in reversed(conditions) for p in condition.reads if not p.startswith("params.")
            )
        )
        self.parameters = {f"params.{name}": value for name, value in parameters.items()}
        found = next((case for case in _cases(world, subject) if case.subject == subject), None)
        if found is None:
            raise LookupError(f"no case of {subject}")
        self.case = found
        self.facts = self._facts(found)
        self.outcome = self._outcome(found)
        unsettled = self.outcome is Outcome.UNKNOWN
        self.missing = tuple(
            dict.fromkeys(path for tree in self.trees for path in evaluate(tree, self.facts).missing)
            if unsettled
            else ()
        )

    def outcome_in(self, world: World) -> Outcome:
        """Return the outcome of the rule in another world; a subject that no longer exists is not evaluated."""
        cases = [case for case in _cases(world, self.case.subject) if case.subject.scope == self.case.subject.scope]
        same = [case for case in cases if _identity(case) == _identity(self.case)]
        same = same or [case for case in cases if case.subject == self.case.subject]
        return self._outcome(same[0]) if same else Outcome.NOT_APPLICABLE

    def _facts(self, case: Case) -> dict[str, Any]:
        return {**case.facts, **self.parameters}

    def _outcome(self, case: Case) -> Outcome:
        facts = self._facts(case)
        when = True if self.rule.when is None else evaluate(self.rule.when.tree, facts).value
        return _OUTCOMES.get(answer_of(when, evaluate(self.rule.require.tree, facts).value), Outcome.UNKNOWN)


def _cases(world: World, subject: Subject) -> list[Case]:
    workloads = {name: given for name, given in world.profile.workloads.items() if name == subject.workload}
    return profile_cases(world.profile._replace(workloads=workloads), world.environment, considered=True)


def _identity(case: Case) -> tuple[Any, ...]:
    """Return the identity of a case, which is its position: its name may change with its role or kind."""
    return case.routes, case.facts.get("license.id"), case.facts.get("recipient.id")
