"""Which way each shipped parameter is tighter, and that this way never excuses anything."""

from collections.abc import Iterator
from typing import Any

import pytest

from policyengine.engine.examples import judged_example
from policyengine.loading.tightness import is_as_tight
from policyengine.rule import Example, Parameter, Rule
from policyengine.severity import RANK
from tests.unit.rules.test_laws import rules

TIGHTER = {
    "capability/evaluation": {"hardest_cases": "higher"},
    "compliance/hipaa/self-hosting": {"accept_baa": "false", "hosting": "fewer"},
    "compliance/residency-routing": {"routing": "fewer"},
    "compliance/us-defense/covered-ai": {"developers": "more", "derivatives": "true"},
    "consistency/offer": {"resellers": "fewer"},
    "customization/examples": {"examples": "higher"},
    "customization/tuning-data": {"classes": "more"},
    "hybrid/regression-suite": {"examples": "higher", "days": "lower", "alert_percent": "lower"},
    "latency/co-location": {"below_ms": "higher"},
    "latency/network-share": {"share": "lower"},
    "license/attribution": {"outside": "more"},
    "lifecycle/canary": {"shadow_days": "higher", "least_percent": "higher", "most_percent": "lower"},
    "lifecycle/prototype-hosting": {"engines": "fewer"},
    "lifecycle/retirement": {"days": "higher"},
    "lifecycle/rollout": {"days": "higher"},
    "operations/cost-alert": {"spend_usd": "lower", "audiences": "more"},
    "operations/gpu-memory": {"overhead": "higher"},
    "operations/self-hosting-team": {"gpu_engineers": "higher", "operations_level": "higher"},
    "operations/serving-concurrency": {"engines": "more", "concurrency": "lower"},
    "operations/spare-copy": {"availability_percent": "lower"},
    "vendor/consumer-terms": {"tiers": "more"},
    "vendor/rate-limits": {"requests_per_second": "lower"},
    "vendor/retention": {"days": "lower", "sensitive": "more"},
    "volume/api-spend-plan": {"evaluate_usd": "lower", "act_usd": "lower"},
    "volume/cost-price-age": {"days": "lower"},
    "volume/break-even": {"tokens_per_day": "higher"},
    "volume/loaded-estimate": {"hours": "higher"},
    "volume/serving-capacity": {"headroom": "higher"},
}
OPPOSITE = {
    "lower": "higher", "higher": "lower", "fewer": "more", "more": "fewer", "true": "false", "false": "true"
}  # fmt: skip
Turned = tuple[Example, Any, str]


def test_every_parameter_says_which_way_is_tighter() -> None:
    """A parameter without a direction can only be locked as it is; whoever adds one says so here."""
    declared = {rule.id: {p.name: p.tighter for p in rule.parameters} for rule in rules() if rule.parameters}
    assert declared == TIGHTER


def parameters() -> list[Any]:
    """Return every rule with each of its parameters."""
    return [
        pytest.param(rule, parameter, id=f"{rule.id}: {parameter.name}")
        for rule in rules()
        for parameter in rule.parameters
    ]


every_parameter = pytest.mark.parametrize(("rule", "parameter"), parameters())


@every_parameter
def test_tighter_excuses_nothing(rule: Rule, parameter: Parameter) -> None:
    """What fails or is open in an example fails or is open, no more quietly, with every tighter value tried."""
    assert list(_eased(rule, parameter, parameter.tighter)) == []


@every_parameter
def test_looser_would_excuse_something(rule: Rule, parameter: Parameter) -> None:
    """The other way an example shows what a lock is for: were the direction wrong, the test above would fail."""
    assert list(_eased(rule, parameter, OPPOSITE[parameter.tighter]))


def _eased(rule: Rule, parameter: Parameter, direction: str) -> Iterator[Turned]:
    """Yield the examples that are judged more kindly with a value that lies this way."""
    path = f"params.{parameter.name}"
    for example in rule.examples:
        bound = example.given.get(path, parameter.default)
        before = _strictness(rule, example)
        for value in _values(rule, example, parameter, bound):
            if value != bound and is_as_tight(value, bound, direction):
                after = _strictness(rule, example._replace(given={**example.given, path: value}))
                if after < before:
                    yield example, value, f"{before} -> {after}"


def _strictness(rule: Rule, example: Example) -> tuple[int, int]:
    outcome, verdict = judged_example(rule, example)
    word = {"fail": 2, "unknown": 1, "not-asked": 1}.get(outcome, 0)
    return word, RANK[verdict.severity] if word else 0


def _values(rule: Rule, example: Example, parameter: Parameter, bound: Any) -> list[Any]:
    """Return values to try: beside the bound, and beside every fact of the example."""
    if parameter.type == "bool":
        return [True, False]
    if parameter.type == "list<string>":
        words = [text for other in rule.examples for given in other.given.values() for text in _texts(given)]
        return [[], *([w for w in bound if w != word] for word in bound), *([*bound, word] for word in words)]
    facts = [fact for fact in example.given.values() if isinstance(fact, (int, float)) and not isinstance(fact, bool)]
    tried = [number for fact in (bound, 1, *facts) for number in (0, fact / 2, fact - 1, fact, fact + 1, 2 * fact)]
    return [int(number) if parameter.type == "int" else float(number) for number in tried]


def _texts(given: Any) -> list[str]:
    found = given if isinstance(given, list) else [given]
    return [text for text in found if isinstance(text, str)]
