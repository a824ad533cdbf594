"""How many GPUs are paid for: by memory where no number is declared, by the busiest second, and those kept spare."""

from typing import Any

import pytest

from policyengine.costs.ranges import Range, exactly
from policyengine.vocabulary.routes import INPUTS
from tests.unit.engine.priced import RENTED, VOLUME, Run, changed, counted, first

LARGE = changed(RENTED, model="meta-llama/Llama-3.1-70B-Instruct")
MONTH = 720 * 1.5


def without_count(**serving: Any) -> dict[str, Any]:
    """Return the large option on GPUs of 24 GB whose number nobody declared."""
    return {**LARGE, "hardware": {"gpu": "A10G", "usd_per_hour": 1.5}, "serving": serving}


@pytest.mark.parametrize(
    ("serving", "gpus"),
    [
        ({"quantization": "bf16"}, exactly(8)),  # 70.6 x 2 x 1.2 = 169.4 GB
        ({"quantization": "fp8"}, exactly(4)),  # 84.7 GB
        ({"quantization": "int4"}, exactly(2)),  # 42.4 GB
        ({}, Range(2, 8)),
        ({"quantization": "int4", "context": 8192, "concurrency": 16}, exactly(4)),  # and 42.9 GB of cache
    ],
)
def test_gpus_by_memory(run: Run, serving: dict[str, Any], gpus: Range) -> None:
    """As many as hold the weights, a fifth on top, and the cache where context and concurrency are declared."""
    report = run({"volume": VOLUME, "choice": without_count(**serving)})
    assert counted(report) == {"GPU rental": gpus.times(exactly(MONTH))}
    assert "GPUs by memory: `option.hardware.count` is not declared" in first(report).cost.assumptions


def test_what_the_number_rests_on_is_said(run: Run) -> None:
    """Everything that nobody declared and the number rests on."""
    assert first(run({"volume": VOLUME, "choice": without_count()})).cost.assumptions[:4] == (
        "GPUs by memory: `option.hardware.count` is not declared",
        "number format between int4 and bf16: `option.serving.quantization` is not declared",
        "memory of the requests is not counted: their context and concurrency, or the cache size, are unknown",
        "one copy serves 10,000 requests/day: `option.serving.requests_per_second` is not declared",
    )


def test_machines_that_are_too_small_are_told(run: Run) -> None:
    """What is declared is counted, and that it cannot hold what is served is said."""
    small = changed(LARGE, serving={"quantization": "bf16", "context": 8192, "concurrency": 8})
    report = run({"volume": VOLUME, "choice": small})
    assert counted(report) == {"GPU rental": exactly(2 * MONTH)}
    assert (
        "declared GPUs are counted, although the model does not fit: see `policyengine size PROFILE`"
        in first(report).cost.assumptions
    )


@pytest.mark.parametrize(
    ("requests", "serving", "copies"),
    [
        (172_800, {}, 1),  # 2 a second on average
        (172_801, {}, 2),
        (86_400, {"utilization": 0.5}, 1),
        (86_401, {"utilization": 0.5}, 2),
        (400_000, {}, 3),  # 4.63 a second
    ],
)
def test_copies_for_the_busiest_second(run: Run, requests: int, serving: dict[str, Any], copies: int) -> None:
    """One copy serves 2 requests a second, up to the share of it that is wanted."""
    report = run({"volume": {**VOLUME, "requests_per_day": requests}, "choice": changed(RENTED, serving=serving)})
    assert counted(report) == {"GPU rental": exactly(copies * 2 * MONTH)}
    said = f"{copies} copies, as one serves 2 requests/s"
    assert (said in first(report).cost.assumptions) is (copies > 1)


def test_spares_are_paid_for_once(run: Run) -> None:
    """Spares stand beside all copies."""
    report = run({"volume": {**VOLUME, "requests_per_day": 400_000}, "choice": changed(RENTED, hardware={"spare": 1})})
    assert counted(report) == {"GPU rental": exactly(7 * MONTH)}


@pytest.mark.parametrize(
    ("group", "name", "value"),
    [
        ("serving", "memory_utilization", 0.5),
        ("serving", "quantization", "fp8"),
        ("serving", "context", 131_072),
        ("serving", "concurrency", 512),
        ("serving", "requests_per_second", 0.01),
        ("hardware", "count", 16),
        ("hardware", "spare", 1),
        ("hardware", "usd_per_hour", 9),
        ("hardware", "hours_per_month", 10),
    ],
)
def test_what_moves_the_cost_is_one_of_its_inputs(run: Run, group: str, name: str, value: Any) -> None:
    """A verdict on a cost names the facts behind it, and every fact that changes the number of GPUs is one."""
    before = without_count(quantization="bf16", context=8192, concurrency=16)
    costs = [
        first(run({"volume": VOLUME, "choice": choice})).cost.usd_per_month
        for choice in (before, changed(before, **{group: {name: value}}))
    ]
    assert costs[0] != costs[1]
    assert f"option.{group}.{name}" in INPUTS["option.cost.low_usd_per_month"]
