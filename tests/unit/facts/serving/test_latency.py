"""SYS-45: the score of a latency target, what is recommended at it, and what the network takes of it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.facts.serving.latency import latency_facts, latency_score
from policyengine.policy.on_demand import GROUPS
from tests.unit.engine.judging import OPENAI
from tests.unit.facts.demanded import demanded_facts, under


@pytest.mark.parametrize(
    ("p95_ms", "score", "placement"),
    [
        (99, 5, "small-at-edge"),
        (150, 4, "small-beside"),
        (700, 3, "beside"),
        (1500, 2, "any"),
        (3000, 1, "api"),
    ],
)
def test_sys_45_a_target_has_a_score_and_a_placement(p95_ms: int, score: int, placement: str) -> None:
    """The acceptance values: 150 ms scores 4, 3 s 1, 1.5 s 2, 700 ms 3; below 100 ms only the edge is left."""
    facts = {"workload.latency.p95_ms": p95_ms}
    assert {"workload.latency.score": score, "workload.latency.placement": placement} == latency_facts(facts)


@pytest.mark.parametrize(
    ("p95_ms", "score"), [(100, 4), (500, 3), (1000, 2), (2000, 1), (5000, 1), (5001, 1), (3_600_000, 1), (0, 5)]
)
def test_sys_45_the_ends_of_the_bands(p95_ms: int, score: int) -> None:
    """X-36: a band begins at its lower end, so a shared end is less demanding; above 5 s nothing changes."""
    assert score == latency_score(p95_ms)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_longer_target_never_scores_higher(one: int, other: int) -> None:
    """More time favours a distant service, never less."""
    assert latency_score(max(one, other)) <= latency_score(min(one, other))


@given(st.integers(0, 10**7), st.floats(0, 1))
def test_network_and_model_share_the_target(p95_ms: int, share: float) -> None:
    """Both are parts of the target and add up to it."""
    found = latency_facts({"workload.latency.p95_ms": p95_ms, "workload.latency.network_share": share})
    network, model = found["workload.latency.network_ms"], found["workload.latency.model_ms"]
    assert min(network, model) >= 0
    assert p95_ms == pytest.approx(network + model)


@pytest.mark.parametrize(
    ("latency", "expected"),
    [
        ({"p95_ms": 1500, "network_share": 0.2}, {"score": 2, "placement": "any", "network_ms": 300, "model_ms": 1200}),
        ({"p95_ms": 1500}, {"score": 2, "placement": "any"}),
        ({"network_share": 0.2}, {}),
    ],
)
def test_nothing_is_guessed(tmp_path: Path, latency: dict[str, Any], expected: dict[str, Any]) -> None:
    """Without a target there is no score, and without a share nothing is known of the network."""
    assert expected == under(demanded_facts(tmp_path, OPENAI, latency=latency), *GROUPS["latency"])
