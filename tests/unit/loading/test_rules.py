"""A rule file becomes a rule."""

import pytest

from policyengine.case import SCOPES
from policyengine.errors import RuleError
from policyengine.loading.rules import rule_from, visible_types
from policyengine.loading.value_types import fits
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.frozen import frozen_rule, thawed_rule
from policyengine.rule import Example, Parameter, Phase
from policyengine.severity import Severity
from tests.unit.engine.asked_rules import make_rule, rule_text

MORE = """\
controls: ["A:B"]
effective: [{from: 2026-01-01, severity: note}]
parameters: {least: {type: double, default: 3, description: D.}}
formerly: [old/id]"""


def test_everything_is_read() -> None:
    """Each key lands where the rule has it."""
    rule = make_rule(
        "x/y", more=MORE, severity='[{error: workload.publishes == "text"}, note]', when="workload.has_tools"
    )
    assert (rule.id, rule.path, rule.category) == ("x/y", "rules/x/y.yaml", "x")
    assert [(word, condition and condition.reads) for word, condition in rule.severity] == [
        (Severity.ERROR, ("workload.publishes",)), (Severity.NOTE, None),
    ]  # fmt: skip
    assert rule.when is not None
    assert rule.when.reads == ("workload.has_tools",)
    assert rule.phases == (Phase("2026-01-01", "", "note", "in-force"),)
    assert rule.parameters == (Parameter("least", "double", 3, "D."),)
    assert (rule.controls, rule.formerly) == (("A:B",), ("old/id",))
    assert rule.examples == (Example("e", {}, "unknown"),)


def test_a_rule_survives_the_cache() -> None:
    """What is frozen for the cache thaws to the same rule."""
    rule = make_rule("x/y", more=MORE, severity='[{error: workload.publishes == "text"}, note]')
    assert thawed_rule(frozen_rule(rule)) == rule


@pytest.mark.parametrize("scope", SCOPES)
def test_a_scope_sees_itself_and_what_is_around_it(scope: str) -> None:
    """A rule reads the facts of its element and of those around it, and today."""
    roots = {path.partition(".")[0] for path in visible_types(scope)}
    assert {"project", "organization", "team", "today"} <= roots
    assert (scope in roots) is (scope != "profile")
    assert ("license" in roots) is (scope == "license")


def test_all_mistakes_come_in_the_order_of_the_text() -> None:
    """One reading finds everything."""
    text = rule_text(
        require="workload.publishs",
        when="workload.x",
        message="{y}",
        more="parameters: {a: {type: int, default: x, description: D.}}",
    )
    with pytest.raises(RuleError) as caught:
        rule_from(parse_mapping("r.yaml", text), "a/b")
    assert [mistake.location.line for mistake in caught.value.mistakes if mistake.location] == [5, 6, 7, 11]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("string", ["", "a"], [1, True, None, ["a"]]),
        ("bool", [True, False], [0, 1, "true", None]),
        ("int", [0, -3], [1.0, True, "1", None]),
        ("double", [0, 1.5], [True, "1.5", None]),
        ("timestamp", ["2026-02-28"], ["2026-02-30", "20260228", "today", 1, None]),
        ("list<string>", [[], ["a"]], ["a", [1], ["a", None], None]),
        ("list<int>", [[1]], [[1.5], [True], ["1"]]),
    ],
)
def test_types(kind: str, good: list[object], bad: list[object]) -> None:
    """A whole number fits a double, a bool only a bool, and nothing fits None."""
    assert [value for value in good if not fits(value, kind)] == []
    assert [value for value in bad if fits(value, kind)] == []
