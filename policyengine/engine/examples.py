"""Runs the examples of rules: each is a separate case whose facts are given directly."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from policyengine.case import Case, Subject
from policyengine.engine.asking import Open
from policyengine.engine.verdicts import Terms, verdict_on
from policyengine.expressions.evaluation import evaluate
from policyengine.policy.answers import NOT_ASKED as NOT_ASKED_ANSWER
from policyengine.policy.answers import answer_of
from policyengine.policy.selection import RuleHeader
from policyengine.rule import Example, Rule
from policyengine.verdict import Evidence, Missing, Outcome, Verdict
from policyengine.vocabulary.types import TYPES

NOT_ASKED = "not-asked"


class ExampleResult(NamedTuple):
    """The expectation of an example and its result; `differences` are lines for people, empty if it passes."""

    rule: Rule
    example: Example
    outcome: str
    differences: tuple[str, ...]


def example_results(rule: Rule) -> Iterator[ExampleResult]:
    """Run every example of a rule."""
    for example in rule.examples:
        outcome, verdict = judged_example(rule, example)
        yield ExampleResult(rule, example, outcome, tuple(_differences(example, outcome, verdict)))


def example_facts(rule: Rule, example: Example) -> dict[str, Any]:
    """Return the facts of an example in the engine's form: dates at midnight UTC, doubles as floats; and parameters."""
    kinds = {f"params.{parameter.name}": parameter.type for parameter in rule.parameters}
    facts = {f"params.{parameter.name}": parameter.default for parameter in rule.parameters} | example.given
    return {path: _value(value, TYPES.get(path) or kinds[path]) for path, value in facts.items()}


def judged_example(rule: Rule, example: Example) -> tuple[str, Verdict]:
    """Judge an example; return the word of its outcome or `not-asked`, and its verdict."""
    facts = example_facts(rule, example)
    when = True if rule.when is None else evaluate(rule.when.tree, facts).value
    answer = answer_of(when, evaluate(rule.require.tree, facts).value)
    case = Case(Subject(rule.scope, "example", str(facts.get("workload.name", "")), example.name), facts)
    header = RuleHeader(rule.id, rule.force, (), ())
    parameters = {rule.id: {p.name: facts[f"params.{p.name}"] for p in rule.parameters}}
    day = facts["today"].date().isoformat() if "today" in facts else "9999-12-31"
    verdict = verdict_on(
        Open(case, header, answer), rule, _Given(facts), Terms(day, {}, strict=False, parameters=parameters)
    )
    return verdict.outcome if answer != NOT_ASKED_ANSWER else NOT_ASKED, verdict


class _Given:
    """Traces every fact to the example."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts

    def evidence(self, case: Case, path: str, elements: tuple[Any, ...] = ()) -> Evidence:
        return Evidence(path, case.facts.get(path), "given", elements=elements)

    def parameter(self, _ids: Iterable[str], path: str, value: Any) -> Evidence:
        return Evidence(path, value, "parameter")

    def missing(self, case: Case, paths: Any) -> tuple[Missing, ...]:  # noqa: ARG002 - the same shape as `Origins`
        return tuple(Missing(path) for path in paths)

    def subject_place(self, case: Case) -> None:
        """Return no place: an example has none."""


def _differences(example: Example, outcome: str, verdict: Verdict) -> Iterator[str]:
    if outcome != example.expect:
        yield f"expected {example.expect}, got {outcome}"
    if example.severity and verdict.severity != example.severity:
        yield f"expected severity {example.severity}, got {verdict.severity}"
    if example.message and verdict.message != example.message:
        yield f"expected message {example.message!r}, got {verdict.message!r}"
    missing = {gap.path for gap in verdict.missing}
    if outcome == Outcome.UNKNOWN and example.missing and missing != set(example.missing):
        yield f"expected missing {', '.join(sorted(example.missing))}, got {', '.join(sorted(missing))}"


def _value(value: Any, kind: str) -> Any:
    if kind == "timestamp":
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    if kind == "double":
        return float(value)
    return value
