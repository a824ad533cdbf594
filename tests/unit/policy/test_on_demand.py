"""Groups of facts are computed only where a rule can need them, and leaving them out changes no answer."""

from typing import Any

import pytest

from policyengine.engine.examples import example_results
from policyengine.expressions.checking import check_condition
from policyengine.expressions.evaluation import evaluate
from policyengine.policy.answers import NOT_APPLICABLE, NOT_ASKED, UNKNOWN, answer_of
from policyengine.policy.on_demand import GROUPS, ON_DEMAND, Demand, demands, needed_facts
from policyengine.policy.policy import load_policy
from policyengine.rule import Rule
from policyengine.vocabulary.routes import FROM
from policyengine.vocabulary.types import TYPES
from tests.unit.engine.asked_rules import make_rule

COSTS = GROUPS["costs"]
POLICY = load_policy(())
RULES = [POLICY.rule(head.id) for head in POLICY.all_headers]
PRICED = [rule for rule in RULES if any(path.startswith(COSTS) for path in rule.require.reads)]


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        ("project.age_months > 3.0", {"project.age_months"}),
        (
            "project.age_months > workload.cost.low_usd_per_month",
            {"project.age_months", "workload.cost.low_usd_per_month"},
        ),
        ("project.age_months > 3.0 && project.name == 'a'", set()),
        ("project.age_months > 3.0 && project.age_months < 5.0", {"project.age_months"}),
        (
            "project.age_months > 3.0 ? project.name == 'a' : project.name == 'b'",
            {"project.age_months", "project.name"},
        ),
        ("project.age_months > 3.0 ? project.name == 'a' : true", {"project.age_months"}),
        ("workload.data.classes.exists(c, c == project.name)", {"workload.data.classes"}),
        ("size(workload.data.classes) > 1", {"workload.data.classes"}),
        ("!(project.name in ['a'])", {"project.name"}),
    ],
)
def test_needed_facts(source: str, needed: set[str]) -> None:
    """A fact is needed when without it the expression is unknown, whatever the others are."""
    tree = check_condition(source, TYPES).tree
    assert needed_facts(tree) == needed
    facts: dict[str, Any] = {
        "project.age_months": 4.0, "project.name": "a", "workload.data.classes": ["a", "b"],
        "workload.cost.low_usd_per_month": 1.0,
    }  # fmt: skip
    for path in needed:
        assert evaluate(tree, {key: value for key, value in facts.items() if key != path}).value is None


def test_the_shipped_rules_need_a_budget() -> None:
    """Nothing is computed for a workload without one: a hook does not load the arithmetic for it."""
    assert [rule.id for rule in PRICED] == ["volume/budget", "volume/cost-price-age"]
    assert POLICY.demands == demands(RULES) == (("costs", ("workload.operations.cost.budget_usd_per_month",)),)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"require": "workload.latency.score < 4"}, (("latency", ()),)),
        ({"require": "workload.latency.p95_ms < 4"}, ()),
        ({"when": "workload.latency.placement == 'api'"}, (("latency", ()),)),
        (
            {"require": "workload.latency.model_ms < workload.availability_percent"},
            (("latency", ("workload.availability_percent",)),),
        ),
        (
            {"require": "workload.latency.score < 4 || workload.cost.low_usd_per_month < 5.0"},
            (("costs", ()), ("latency", ())),
        ),
        ({"severity": '[{error: "workload.latency.score > 4"}, warning]'}, (("latency", ("workload.publishes",)),)),
    ],
)
def test_groups_that_a_rule_reads(parts: dict[str, str], expected: tuple[Demand, ...]) -> None:
    """Whatever part of a rule reads a group, it is computed; what the requirement needs besides comes first."""
    assert demands([make_rule(**parts)]) == expected


def test_groups_are_derived_facts() -> None:
    """Each beginning begins a fact, all such facts are derived, and no two groups share one."""
    members = {group: {path for path in TYPES if path.startswith(beginnings)} for group, beginnings in GROUPS.items()}
    assert all(FROM[path] == ("derived",) for paths in members.values() for path in paths)
    assert [one for one in ON_DEMAND if not any(path.startswith(one) for path in TYPES)] == []
    assert sum(map(len, members.values())) == len(set().union(*members.values()))


@pytest.mark.parametrize("rule", PRICED, ids=lambda rule: rule.id)
def test_without_its_needs_a_rule_answers_alike(rule: Rule) -> None:
    """Examples of a rule, without the facts it needs, say the same whether the costs are there or not."""
    assert all(not result.differences for result in example_results(rule))
    ((_, needs),) = demands([rule])
    defaults = {f"params.{parameter.name}": parameter.default for parameter in rule.parameters}
    for example in rule.examples:
        bare = {path: value for path, value in {**defaults, **example.given}.items() if path not in needs}
        without = {path: value for path, value in bare.items() if not path.startswith(COSTS)}
        assert answered(rule, bare) == answered(rule, without)
        assert answered(rule, bare) in {NOT_APPLICABLE, NOT_ASKED, UNKNOWN}


def answered(rule: Rule, facts: dict[str, Any]) -> int:
    """Ask a rule by its tree."""
    when = True if rule.when is None else evaluate(rule.when.tree, facts).value
    return answer_of(when, evaluate(rule.require.tree, facts).value)
