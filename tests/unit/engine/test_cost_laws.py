"""Laws of `policyengine cost`, over options with ranges, machines, caches and batches."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policyengine.costs.ranges import Range, total
from policyengine.costs.report import CostReport, WorkloadCost
from policyengine.costs.zones import cheaper
from tests.unit.engine.priced import API, RENTED, Run, changed, only

laws = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

UNDECLARED = changed(RENTED, hardware={"usd_per_hour": None})
BY_MEMORY = {**UNDECLARED, "hardware": {"gpu": "A10G"}, "model": "meta-llama/Llama-3.1-70B-Instruct"}
OWNED = {**UNDECLARED, "hosting": "on-premises", "provider": None, "hardware": {"gpu": "L4", "count": 3, "spare": 1}}
RANGED = {**API, "model": "openai/gpt-4o-mini"}
OPTIONS = (
    API,
    RANGED,
    RENTED,
    UNDECLARED,
    BY_MEMORY,
    OWNED,
    changed(UNDECLARED, hardware={"spare": 2, "term": "spot"}),
)


def prices(times: float = 1) -> dict[str, Any]:
    """Return settings with tokens and machines at prices and ranges of prices, each so many times as high."""

    def span(low: float, high: float) -> dict[str, float]:
        return {"low": low * times, "high": high * times}

    tokens: list[dict[str, Any]] = [
        {"model": "openai/gpt-4o", "input": 2 * times, "cached_input": times, "output": 10 * times},
        {"model": "openai/gpt-4o-mini", "input": span(1, 3), "cached_input": span(0.5, 0.75), "output": span(4, 12)},
    ]
    machines = [
        {
            "gpu": "A10G",
            "usd_per_hour": {"on-demand": span(1, 1.25), "reserved": 0.75 * times, "spot": span(0.25, 0.5)},
        },
        {"gpu": "L4", "usd_per_hour": {"on-demand": 0.5 * times}, "usd_to_buy": span(2000, 2500)},
    ]
    rows = [{**row, "service": "openai", "batch_discount": 0.5} for row in tokens]
    return {"catalog": {"prices": {"acme": {"as_of": "2026-10-01", "tokens": rows, "machines": machines}}}}


options = st.sampled_from(OPTIONS)
volumes = st.fixed_dictionaries(
    {
        "requests_per_day": st.integers(1, 10**7),
        "input_tokens": st.integers(0, 5000),
        "output_tokens": st.integers(0, 2000),
    },
    optional={
        "cached_share": st.sampled_from([0.0, 0.3, 1.0]),
        "batch_share": st.sampled_from([0.0, 0.25, 1.0]),
        "peak_factor": st.sampled_from([1.0, 2.5]),
    },
)
mixes = st.tuples(options, options, st.sampled_from([0.0, 0.2, 0.75]))
"""A primary option, an escalation, and the share that it serves."""


Mix = tuple[Any, Any, float]


def counted(run: Run, volume: dict[str, Any], mix: Mix, times: float = 1, **workload: Any) -> WorkloadCost:
    """Report a primary option and an escalation at prices times a number."""
    choice, escalation, share = mix
    supporting = [{**escalation, "role": "escalation", "share": share}]
    report: CostReport = run(
        {"volume": volume, "choice": choice, "supporting": supporting, **workload}, more=prices(times)
    )
    return only(report)


@laws
@given(volumes, st.integers(1, 10**7), mixes)
def test_more_requests_never_cost_less(run: Run, volume: dict[str, Any], other: int, mix: Mix) -> None:
    """Neither at the least nor at the most."""
    few, many = sorted((volume["requests_per_day"], other))
    low, high = (
        counted(run, {**volume, "requests_per_day": requests}, mix).together.usd_per_month for requests in (few, many)
    )
    assert (low.low <= high.low, low.high <= high.high) == (True, True)


@laws
@given(volumes, mixes)
def test_all_prices_times_a_number_are_a_bill_times_that_number(run: Run, volume: dict[str, Any], mix: Mix) -> None:
    """At both ends, whatever comes from caches, in batches or on machines; a price of one's own is none of them."""
    choice, escalation = (UNDECLARED if option == RENTED else option for option in mix[:2])
    once, thrice = (counted(run, volume, (choice, escalation, mix[2]), times=times).together for times in (1, 3))
    expected = [end * 3 for end in once.unrounded_usd_per_month]
    assert expected == pytest.approx(list(thrice.unrounded_usd_per_month), rel=1e-9)
    cents = 0.005 * len(once.lines) + 1e-6
    assert list(once.usd_per_month) == pytest.approx(list(once.unrounded_usd_per_month), abs=cents)


@settings(laws, max_examples=10)
@given(volumes, st.sampled_from([UNDECLARED, BY_MEMORY]))
def test_who_declares_more_stays_within_the_range(run: Run, volume: dict[str, Any], choice: Any) -> None:
    """Whatever the term and the number format turn out to be, the cost lies between the ends, and reaches both."""
    before = counted(run, volume, (choice, API, 0.0)).options[0].cost.usd_per_month
    declared = [
        changed(choice, hardware={"term": term}, serving={"quantization": bits})
        for term in ("on-demand", "reserved", "spot")
        for bits in ("int4", "fp8", "bf16")
    ]
    found = [counted(run, volume, (each, API, 0.0)).options[0].cost.usd_per_month for each in declared]
    assert Range(min(each.low for each in found), max(each.high for each in found)) == before


@laws
@given(volumes, mixes, options)
def test_the_report_of_a_volume_says_what_zones_and_curve_say(
    run: Run, volume: dict[str, Any], mix: Mix, considered: Any
) -> None:
    """The word of the zone is that of the costs, by which what is saved is the difference; the curve has the costs."""
    found = counted(run, volume, mix, considered=[considered])
    (comparison,) = found.comparisons
    used = total(option.cost.unrounded_usd_per_month for option in found.in_use)
    other = found.options[-1].cost.unrounded_usd_per_month
    assert comparison.zones.at(volume["requests_per_day"]) == cheaper(used, other)
    assert list(comparison.saved) == pytest.approx([other.low - used.high, other.high - used.low], abs=0.05)
    assert found.curve is not None
    at = found.curve.requests_per_day.index(volume["requests_per_day"])
    assert [list(costs[at]) for _, costs in found.curve.costs] == [
        pytest.approx(list(used), abs=0.0151),
        pytest.approx(list(other), abs=0.0151),
    ]
