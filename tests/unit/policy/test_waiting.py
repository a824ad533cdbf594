"""What the generated code names as missing is what the evaluator names, whatever is absent."""

from itertools import product
from typing import Any

import pytest

from policyengine.expressions.evaluation import evaluate
from policyengine.policy.compiling import rule_sections
from policyengine.policy.policy import Policy
from tests.unit.engine.asked_rules import make_rule

VALUES: dict[str, tuple[Any, ...]] = {
    "workload.tasks": (None, [], ["chat"], ["chat", "coding"]),
    "workload.audience": (None, [], ["patients"]),
    "workload.data.legal_review": (None, True, False),
    "workload.criticality": (None, "high", "low"),
}
CONDITIONS = [
    "workload.criticality == 'high'",
    "workload.criticality == 'high' && workload.data.legal_review",
    "workload.criticality == 'high' || workload.data.legal_review",
    "workload.criticality == 'high' && (workload.data.legal_review || 'chat' in workload.tasks)",
    "workload.tasks.exists(task, task in workload.audience)",
    "workload.data.legal_review && workload.tasks.all(task, task in workload.audience)",
    "workload.data.legal_review || size(workload.tasks.filter(task, task == 'chat')) > 0",
    "workload.data.legal_review ? workload.criticality == 'high' : 'chat' in workload.tasks",
    "workload.data.legal_review ? workload.criticality == 'high' && 'chat' in workload.tasks : true",
    "'chat' in workload.tasks && (workload.data.legal_review ? workload.criticality == 'low' : true)",
    "!(workload.data.legal_review && workload.criticality == 'high')",
    "workload.tasks.exists(task, task == workload.criticality || workload.data.legal_review)",
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_combination(condition: str) -> None:
    """For every combination of values and absences that leaves a condition unknown, both name the same facts."""
    rule = make_rule(when=f'"{condition}"')
    assert rule.when is not None
    policy = Policy(rule_sections([rule]))
    waits = policy.waits_for[rule.id]
    unknown = 0
    for values in product(*VALUES.values()):
        facts = {path: value for path, value in zip(VALUES, values, strict=True) if value is not None}
        judged = evaluate(rule.when.tree, facts)
        if judged.value is not None:
            continue
        unknown += 1
        if waits is not None:
            named = [path for path in waits if path not in facts] if isinstance(waits, tuple) else waits(facts, ())
            assert set(named) == set(judged.missing), facts
    assert unknown


def test_few_conditions_take_the_evaluator() -> None:
    """Only those that negate logic, or whose loops have logic in them, are left to it."""
    rules = [make_rule(f"a/b{number}", when=f'"{condition}"') for number, condition in enumerate(CONDITIONS)]
    policy = Policy(rule_sections(rules))
    left = [condition for rule, condition in zip(rules, CONDITIONS, strict=True) if policy.waits_for[rule.id] is None]
    assert left == CONDITIONS[-2:]
