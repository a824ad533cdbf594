"""Of every shipped rule and example: a waiver ends with any fact that decided, derived ones too, and with no other."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from policyengine.engine.examples import judged_example
from policyengine.loading.files import read_text
from policyengine.loading.rules import rule_from
from policyengine.loading.settings import no_settings
from policyengine.loading.waivers import waivers_of
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.packs import SHIPPED, yaml_files
from policyengine.policy.selection import RuleHeader
from policyengine.rule import Example, Rule
from policyengine.verdict import Verdict
from policyengine.vocabulary.types import TYPES
from policyengine.waivers.approvals import approval_of, in_flow
from policyengine.waivers.limits import limits_of
from policyengine.waivers.states import State, state_of
from tests.unit.waivers.desk import OPEN, is_list_parameter, rests_on
from tests.unit.waivers.excepting import DAY, HUMAN
from tests.unit.waivers.other_values import NEW, others

RULES = [
    rule_from(parse_mapping(SHIPPED.printed(path), read_text(path)), SHIPPED.rule_id(path))
    for path in yaml_files(SHIPPED.rules)
]
CASES = [
    (rule, example)
    for rule in RULES
    for example in rule.examples
    if judged_example(rule, example)[0] in OPEN and rule.waivable
]
LIMITS = limits_of(no_settings("."), DAY)._replace(legal=(HUMAN["approved_by"],))


def state(rule: Rule, approved: Verdict, outcome: str, now: Verdict) -> State:
    """Return the state that a waiver of one verdict has for another."""
    subject = approved.subject
    facts = approval_of(rule.id, subject.element, [approved])
    item = {"rule": rule.id, **HUMAN, "compensating_control": "x", "facts": facts}
    lines = f"  - rule: {rule.id}\n    approved_by: Bob\n    facts: {in_flow(facts)}\n"
    document = parse_mapping("llm-profile.yaml", f"waivers:\n{lines}")
    place = {"workload": subject.workload, "subject": subject.element}
    days = {"granted": datetime.fromisoformat(DAY), "expires": datetime.fromisoformat("2026-12-20")}
    (waiver,) = waivers_of(
        document,
        [{**item, **days, **place}],
        "llm-profile.yaml",
        own=True,
    )
    head = RuleHeader(rule.id, rule.force, (), ())
    return state_of(waiver, rule, head, [now] if outcome in OPEN else [], LIMITS).state


def edited(rule: Rule, example: Example, path: str) -> list[Any]:
    """Return what a fact or parameter of an example could be instead."""
    defaults = {f"params.{parameter.name}": parameter.default for parameter in rule.parameters}
    if path in example.given or path in defaults:
        return others(path, example.given.get(path, defaults.get(path)))
    return [*others(path, NEW[TYPES[path]]), NEW[TYPES[path]]]


def hold(rule: Rule, example: Example, path: str, value: Any) -> bool:
    """Hold a waiver of an example's verdict against the verdict with one fact changed; say whether it could be."""
    outcome, before = judged_example(rule, example)
    assert state(rule, before, outcome, before) is State.ACTIVE
    outcome, after = judged_example(rule, example._replace(given={**example.given, path: value}))
    if outcome == "broken":
        return False
    facts = [fact for fact in before.evidence if not is_list_parameter(fact)]
    decided = path in {fact.path for fact in facts} | {gap.path for gap in before.missing}
    same = outcome in OPEN and rests_on(after) == rests_on(before)
    expected = State.ACTIVE if same else State.LAPSED if outcome in OPEN else State.UNUSED
    assert (state(rule, before, outcome, after), decided and same) == (expected, False)
    return True


def paths_of(rule: Rule, example: Example) -> Iterator[str]:
    """Name what an example gives and lacks, and the parameters that decided."""
    _, verdict = judged_example(rule, example)
    found = [*example.given, *(fact.path for fact in verdict.evidence), *(gap.path for gap in verdict.missing)]
    yield from (path for path in dict.fromkeys(found) if path != "today")


def test_every_waivable_rule_is_here() -> None:
    """Each has an example that fails or cannot be settled."""
    assert {rule.id for rule, _ in CASES} == {rule.id for rule in RULES if rule.waivable}


@pytest.mark.parametrize("rule", {rule.id: rule for rule, _ in CASES}.values(), ids=lambda rule: rule.id)
def test_every_fact(rule: Rule) -> None:
    """Each is changed once: a waiver holds exactly as long as what decided stays the same."""
    for example in (example for known, example in CASES if known is rule):
        for path in paths_of(rule, example):
            assert any(hold(rule, example, path, value) for value in edited(rule, example, path)), path


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_fact(data: st.DataObject) -> None:
    """Whatever it becomes."""
    rule, example = data.draw(st.sampled_from(CASES))
    path = data.draw(st.sampled_from(sorted(paths_of(rule, example))))
    values = edited(rule, example, path)
    assume(values)
    hold(rule, example, path, data.draw(st.sampled_from(values)))
