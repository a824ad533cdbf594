"""Laws that hold for every shipped rule and each of its examples."""

from functools import cache
from typing import Any

import pytest

from policyengine.engine.examples import example_facts, example_results
from policyengine.expressions.evaluation import Broken, Evaluation, evaluate
from policyengine.loading.files import read_text
from policyengine.loading.rules import rule_from, visible_types
from policyengine.loading.value_types import fits
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.answers import FAILED, NOT_ASKED, UNKNOWN, WOULD_FAIL, answer_of
from policyengine.policy.code import module_source
from policyengine.policy.packs import SHIPPED, yaml_files
from policyengine.rule import Condition, Example, Rule
from policyengine.vocabulary.routes import FROM, REQUIRED
from policyengine.vocabulary.values import VALUES
from tests.unit.expressions.oracle import CelError, cel_value


@cache
def rules() -> tuple[Rule, ...]:
    """Compile every shipped rule."""
    return tuple(
        rule_from(parse_mapping(SHIPPED.printed(path), read_text(path)), SHIPPED.rule_id(path))
        for path in yaml_files(SHIPPED.rules)
    )


def examples() -> list[Any]:
    """Return every rule with each of its examples."""
    return [
        pytest.param(rule, example, id=f"{rule.id}: {example.name}") for rule in rules() for example in rule.examples
    ]


every_example = pytest.mark.parametrize(("rule", "example"), examples())


def answer(rule: Rule, facts: dict[str, Any]) -> int:
    """Ask the evaluator."""
    when = True if rule.when is None else evaluate(rule.when.tree, facts).value
    return answer_of(when, evaluate(rule.require.tree, facts).value)


@cache
def generated() -> dict[str, Any]:
    """Load the module made from all rules."""
    names: dict[str, Any] = {}
    exec(compile(module_source(rules(), _slots()), "<rules>", "exec"), names)  # noqa: S102 - what the product runs
    return names


def _slots() -> dict[tuple[str, str], int]:
    declared = [(rule.id, parameter.name) for rule in rules() for parameter in rule.parameters]
    return {name: slot for slot, name in enumerate(declared)}


def generated_answer(rule: Rule, facts: dict[str, Any]) -> int:
    """Ask the module made from all rules, and give this rule's answer."""
    values = [facts.get(f"params.{name}") if owner == rule.id else None for owner, name in _slots()]
    for owner, parameter in ((other.id, p) for other in rules() for p in other.parameters):
        slot = _slots()[owner, parameter.name]
        values[slot] = parameter.default if values[slot] is None else values[slot]
    same_scope = [other.id for other in rules() if other.scope == rule.scope]
    answers: list[int] = generated()[rule.scope](facts, values)
    return answers[same_scope.index(rule.id)]


@every_example
def test_examples_hold(rule: Rule, example: Example) -> None:
    """Each example ends as it says, with the severity, the message and the missing facts it names."""
    assert [found.differences for found in example_results(rule) if found.example == example] == [()]


@every_example
def test_generated_code_answers_alike(rule: Rule, example: Example) -> None:
    """The module generated from all rules gives the evaluator's answer, with every fact and without each one."""
    facts = example_facts(rule, example)
    for fewer in (facts, *({k: v for k, v in facts.items() if k != path} for path in example.given if path in TYPES)):
        assert generated_answer(rule, fewer) == answer(rule, fewer), fewer


TYPES = FROM
"""Paths that are facts, not parameters."""


def _conditions(rule: Rule) -> list[Condition]:
    rungs = [condition for _, condition in rule.severity if condition is not None]
    return [condition for condition in (rule.when, rule.require, *rungs) if condition is not None]


@every_example
def test_cel_answers_alike(rule: Rule, example: Example) -> None:
    """CEL's own runtime has a value exactly where the evaluator has one, and the same."""
    types = visible_types(rule.scope, rule.parameters)
    facts = example_facts(rule, example)
    for condition in _conditions(rule):
        used = {path: types[path] for path in condition.reads}
        for fewer in (facts, *({k: v for k, v in facts.items() if k != path} for path in condition.reads)):
            _agrees(condition, used, fewer)


def _agrees(condition: Condition, types: dict[str, str], facts: dict[str, Any]) -> None:
    ours: Evaluation = evaluate(condition.tree, facts)
    theirs = cel_value(condition.source, types, facts)
    if isinstance(theirs, CelError):
        assert (ours.value is None) if theirs.is_absence else isinstance(ours.value, Broken)
    else:
        assert ours.value is theirs


def _may_be_left_out(path: str) -> bool:
    """Return whether a profile or its settings can leave a fact out."""
    return path not in REQUIRED and bool({"profile", "settings"} & set(FROM.get(path, ())))


@pytest.mark.parametrize(("rule", "example"), [given for given in examples() if given.values[1].expect == "fail"])
def test_leaving_a_fact_out_never_helps(rule: Rule, example: Example) -> None:
    """What fails still fails, or is unknown, when any fact that a person declares is left out."""
    facts = example_facts(rule, example)
    assert answer(rule, facts) == FAILED
    silenced = [
        path
        for path in example.given
        if _may_be_left_out(path)
        and answer(rule, {k: v for k, v in facts.items() if k != path}) not in (FAILED, UNKNOWN, WOULD_FAIL)
    ]
    assert silenced == []


@every_example
def test_facts_are_possible(rule: Rule, example: Example) -> None:
    """An example's facts are of their types, and closed vocabularies have its words."""
    types = visible_types(rule.scope, rule.parameters)
    wrong = [path for path, value in example.given.items() if not fits(value, types[path])]
    for path, value in example.given.items():
        words = value if isinstance(value, list) else [value]
        wrong += [f"{path}: {word}" for word in words if path in VALUES and word not in VALUES[path]]
    assert wrong == []
    assert {*example.missing} <= types.keys()


def test_every_rule_can_be_left_open() -> None:
    """Without any fact, no rule passes or fails: it is not asked, or unknown."""
    for rule in rules():
        given = {f"params.{parameter.name}": parameter.default for parameter in rule.parameters}
        assert answer(rule, given) in (NOT_ASKED, UNKNOWN), rule.id


def _compared(node: Any) -> Any:
    """Yield (fact, words) for each comparison of a fact with texts, and for each loop over a fact's words."""
    if not isinstance(node, tuple):
        return
    if node and node[0] == "call" and node[2] in {"==", "!=", "in"}:
        facts = [part[2] for part in node[3] if part[0] == "fact"]
        parts = [item for part in node[3] for item in (part[2] if part[0] == "list" else [part])]
        words = [part[2] for part in parts if part[0] == "value" and isinstance(part[2], str)]
        yield from ((fact, word) for fact in facts for word in words)
    if node and node[0] in {"all", "exists", "exists_one", "filter"} and node[2][0] == "fact":
        yield from ((node[2][2], word) for word in _element_words(node[3]))
    for part in node:
        yield from _compared(part)


def _element_words(node: Any) -> Any:
    if not isinstance(node, tuple):
        return
    if node and node[0] == "call" and node[2] in {"==", "!=", "in"} and any(part[0] == "element" for part in node[3]):
        parts = [item for part in node[3] for item in (part[2] if part[0] == "list" else [part])]
        yield from (part[2] for part in parts if part[0] == "value" and isinstance(part[2], str))
    for part in node:
        yield from _element_words(part)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_words_are_in_the_vocabulary(rule: Rule) -> None:
    """A condition compares a fact of a closed vocabulary with its words only; any other word would never match."""
    compared = [pair for condition in _conditions(rule) for pair in _compared(condition.tree)]
    assert [(fact, word) for fact, word in compared if fact in VALUES and word not in VALUES[fact]] == []
