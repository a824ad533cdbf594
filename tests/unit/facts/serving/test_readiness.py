"""SYS-44: the components that articles ask of a served option, and which of them are missing."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.facts.serving.readiness import SERVERS, SERVICE, readiness
from policyengine.vocabulary.routes import INPUTS
from policyengine.vocabulary.values import VALUES
from tests.unit.engine.judging import LLAMA, OPENAI, Data
from tests.unit.facts.demanded import demanded_facts, under

OWN = {"model": LLAMA, "hosting": "private-cloud", "provider": "aws", "version_pinned": True}
TEAM = {"on_call": True, "mlops_owner": "platform-ml"}
OPERATIONS = dict.fromkeys(
    (
        "health_check",
        "autoscale",
        "failover",
        "load_balancing",
        "version_comparison",
        "rollback",
        "upgrade_procedure",
        "patching",
    ),
    True,
)
MONITORING = {"quality": True, "latency": True, "gpu": True}
EVERYTHING = {"operations": OPERATIONS, "monitoring": MONITORING, "output": {"safety_filter": "model"}}


def ready(tmp_path: Path, choice: Data = OWN, team: Data = TEAM, **workload: Any) -> dict[str, Any]:
    """Return the facts of readiness of an option that has everything, but for the parts of the workload given."""
    return under(demanded_facts(tmp_path, choice, team=team, **{**EVERYTHING, **workload}), "option.readiness.")


def test_sys_44_everything_is_there(tmp_path: Path) -> None:
    """Where each component is declared to be there, nothing is missing."""
    assert {"required": list(SERVERS), "missing": [], "complete": True} == ready(tmp_path)


def test_sys_44_no_failover_and_no_monitoring(tmp_path: Path) -> None:
    """Exactly what is declared not to be there is named."""
    found = ready(tmp_path, operations={**OPERATIONS, "failover": False}, monitoring=dict.fromkeys(MONITORING, False))
    missing = ["failover", "quality-monitoring", "latency-monitoring", "gpu-monitoring"]
    assert {"required": list(SERVERS), "missing": missing, "complete": False} == found


def test_sys_44_an_undeclared_component_is_unknown_and_not_missing(tmp_path: Path) -> None:
    """Then the list of what is missing is not known, and whether all is there only if something is known not to be."""
    undeclared = {name: value for name, value in OPERATIONS.items() if name != "failover"}
    assert {"required": list(SERVERS)} == ready(tmp_path, operations=undeclared)
    unwatched = ready(tmp_path, operations=undeclared, monitoring={**MONITORING, "gpu": False})
    assert {"required": list(SERVERS), "complete": False} == unwatched


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"team": {**TEAM, "mlops_owner": "none"}}, ["owner"]),
        ({"team": {**TEAM, "on_call": False}}, ["on-call"]),
        ({"output": {"safety_filter": "none"}}, ["guardrails"]),
        ({"choice": {**OWN, "version_pinned": False}}, ["version-management"]),
        ({"choice": {**OWN, "hosting": "on-premises"}}, []),
        ({"choice": {**OWN, "hosting": "air-gapped"}}, []),
    ],
)
def test_a_stated_none_is_missing(tmp_path: Path, changed: dict[str, Any], missing: list[str]) -> None:
    """`none` says that nobody or nothing is there; every kind of own server has the same list."""
    assert missing == ready(tmp_path, **changed)["missing"]


SERVED = {
    "operations": dict.fromkeys(("rate_limit_plan", "retry", "deprecation_plan", "terms_watch", "abstraction"), True),
    "logging": {"fields": ["model-version", "tokens"]},
}
PINNED = {**OPENAI, "version_pinned": True}


def test_a_service_has_a_list_of_its_own(tmp_path: Path) -> None:
    """What the provider runs is not asked of the team; what it cannot do for the team is."""
    assert {"required": list(SERVICE), "missing": [], "complete": True} == ready(tmp_path, PINNED, {}, **SERVED)
    unlogged = ready(tmp_path, PINNED, {}, **{**SERVED, "logging": {"fields": []}})
    assert unlogged["missing"] == ["token-logging"]


def test_on_a_users_device_nothing_is_asked_for(tmp_path: Path) -> None:
    """The articles speak of servers."""
    found = ready(tmp_path, {"model": LLAMA, "hosting": "on-device"}, {}, operations={}, monitoring={}, output={})
    assert found == {"required": [], "missing": [], "complete": True}


def test_the_fact_table_names_what_is_read() -> None:
    """Every component's fact is an input, every input a component's fact, and every component a word of the list."""
    lists = [readiness({"option.hosting": hosting}) for hosting in VALUES["option.hosting"]]
    read = {path for each in lists for item in each.items for path in item.inputs}
    assert {*INPUTS["option.readiness.complete"]} == {*INPUTS["option.readiness.missing"]} == read | {"option.hosting"}
    assert set(VALUES["option.readiness.required"]) == {item.name for each in lists for item in each.items}
