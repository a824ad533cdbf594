"""The tables of articles 000, 001 and 002: by tokens per day, discounts, one workload, by usage, eight GPUs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.ranges import Range, exactly
from policyengine.costs.volumes import Volume
from policyengine.methods.blended_cost import SCENARIO_C, Mix, blended_cost
from policyengine.methods.cost_by_volume import BandTable, cost_by_volume
from policyengine.methods.discounts import Bills, discounts
from policyengine.methods.eight_gpus import Cluster, eight_gpus
from policyengine.methods.fixed_workload import Way, Workload, fixed_workload
from policyengine.methods.volume_table import TokenVolume, volume_table

PRICES = st.floats(0.1, 100)
DAILY = st.floats(1_000, 1e9)


def row(tokens_per_day: float) -> TokenVolume:
    """Ask for a volume per day."""
    return TokenVolume(Volume(tokens_per_day, period="day"))


def test_sys_23_volume_table() -> None:
    """10M tokens a day; the break-evens; and a warning where the price is above every list price."""
    found = volume_table(row(10_000_000))
    assert (found.api_usd_per_month, found.large_usd_per_month, found.small_usd_per_month) == (7_500, 3_000, 400)
    assert found.large_break_even_tokens_per_day == pytest.approx(4_000_000)
    assert found.small_break_even_tokens_per_day == pytest.approx(533_333, abs=1)
    assert found.notes == ("25 USD per 1M tokens is above 10, GPT-4o's list price of output",)
    assert volume_table(row(10_000_000)._replace(api_usd_per_million=10)).notes == ()


def test_sys_23_every_row_of_the_table() -> None:
    """All fifteen cells are as printed, with the GPUs they stand for."""
    found = [volume_table(row(volume * 1_000_000)) for volume in (0.1, 1, 10, 50, 100)]
    assert [round(cells.api_usd_per_month) for cells in found] == [75, 750, 7_500, 37_500, 75_000]
    assert [cells.large_usd_per_month for cells in found] == [3_000, 3_000, 3_000, 6_000, 12_000]
    assert [cells.small_usd_per_month for cells in found] == [400, 400, 400, 800, 1_600]
    assert [cells.large_gpus for cells in found] == ["2x A100", "2x A100", "2x A100", "4x A100", "8x A100"]
    assert [cells.small_gpus for cells in found] == ["1x A10G", "1x A10G", "1x A10G", "2x A10G", "4x A10G"]


@given(PRICES)
def test_sys_23_the_break_even_is_a_root(price: float) -> None:
    """At the break-even the API costs what a copy costs; where there is none, a full copy costs more than the API."""
    found = volume_table(row(1_000_000)._replace(api_usd_per_million=price)).large_break_even_tokens_per_day
    at = volume_table(row(found or 25_000_000)._replace(api_usd_per_million=price))
    if found is None:
        assert at.api_usd_per_month < at.large_usd_per_month
    else:
        assert at.api_usd_per_month == pytest.approx(at.large_usd_per_month, abs=0.01)


@given(DAILY, DAILY)
def test_sys_23_more_tokens_never_cost_less(first: float, second: float) -> None:
    """All three columns rise with the volume."""
    low, high = (volume_table(row(volume)) for volume in sorted((first, second)))
    assert low.api_usd_per_month <= high.api_usd_per_month
    assert low.large_usd_per_month <= high.large_usd_per_month
    assert low.small_usd_per_month <= high.small_usd_per_month


def test_sys_24_discounts() -> None:
    """Both bills after their discounts, and the span of the break-even."""
    found = discounts(Bills())
    assert Range(1_200, 2_100) == found.self_hosted_usd_per_month
    assert Range(5_250, 6_750) == found.api_usd_per_month
    assert found.break_even_tokens_per_day.low == pytest.approx(1_600_000)
    assert found.break_even_tokens_per_day.high == pytest.approx(5_714_286, abs=1)


def test_sys_25_fixed_workload() -> None:
    """The bills in rupees at 93, and a warning for the prices that lie below the list."""
    found = fixed_workload(Workload())
    local = {bill.name: bill.local_per_month for bill in found.bills}
    assert local == {
        "GPT-4o": 41_850, "Claude Sonnet": 25_110, "Gemini Flash": 6_975, "Self-hosted Llama 3 70B": 16_740,
        "Mistral API": 13_950,
    }  # fmt: skip
    assert found.notes == (
        "GPT-4o: 1.5 USD per 1M tokens is below the lowest list price, 2.5",
        "Claude Sonnet: 0.9 USD per 1M tokens is below the lowest list price, 3",
    )


@given(st.floats(1, 1e6), st.floats(0.01, 1e4))
def test_sys_25_currency_round_trip(usd: float, per_usd: float) -> None:
    """The local bill over the rate is the bill, to the cent of the local currency."""
    (bill,) = fixed_workload(Workload(ways=(Way("x", usd),), per_usd=per_usd)).bills
    assert bill.local_per_month / per_usd == pytest.approx(usd, abs=0.0051 / per_usd)


def test_sys_27_cost_by_volume() -> None:
    """5M tokens: 150 to 600 and closed where the table says open; 100,000 tokens: 3 to 12."""
    small, medium, large, largest = cost_by_volume(BandTable()).rows
    assert (small.closed_computed_usd, small.cheaper, small.agrees) == (Range(3, 12), "closed", True)
    assert (medium.closed_computed_usd, medium.cheaper, medium.agrees) == (Range(150, 600), "closed", False)
    assert (large.closed_computed_usd, large.cheaper, large.agrees) == (Range(1_500, 6_000), "closed", False)
    assert (largest.closed_computed_usd, largest.cheaper, largest.agrees) == (Range(15_000, 60_000), "either", False)
    assert cost_by_volume(BandTable()).notes == (
        "Medium SaaS: the table recommends open; with its own price closed is cheaper",
        "Enterprise Chatbot: the table recommends open; with its own price closed is cheaper",
        (
            "AI-First Product: the table recommends open; "
            "with its own price closed is cheaper at the low end, open at the high"
        ),
    )


def test_sys_28_eight_gpus() -> None:
    """80,000 USD a year are 6,666.67 a month, and pay at 222.2M tokens (0.03) or 55.6M (0.12)."""
    found = eight_gpus(Cluster())
    assert found.usd_per_month == 6_666.67
    assert found.break_even_tokens_per_month.high == pytest.approx(222.2e6, rel=1e-3)
    assert found.break_even_tokens_per_month.low == pytest.approx(55.6e6, rel=1e-3)
    later = eight_gpus(Cluster(engineering_usd_per_month=1_000)).break_even_tokens_per_month
    assert later.low > found.break_even_tokens_per_month.low


def test_sys_53_blended_cost() -> None:
    """20% of 40,000 and 800 are 8,800, which saves 78%; the printed 12,000 takes 28% of the cost."""
    found = blended_cost(SCENARIO_C)
    assert found.usd_per_month == 8_800
    assert found.stated_share == pytest.approx(0.28)
    assert found.saved_fraction == pytest.approx(0.78)
    assert found.notes == ("the stated figure implies 28 % of the frontier cost, not 20 %",)
    assert blended_cost(Mix(40_000, 0.2, 800)).stated_share is None
    assert blended_cost(Mix(40_000, 0.2, 800, 8_800)).notes == ()


@given(st.floats(1, 1e6), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1e5))
def test_sys_53_more_at_the_frontier_costs_more(usd: float, first: float, second: float, other: float) -> None:
    """The blend rises with the share, from the other's cost to both together."""
    low, high = (blended_cost(Mix(usd, share, other)).usd_per_month for share in sorted((first, second)))
    assert exactly(other).low - 0.01 <= low <= high <= usd + other + 0.01
