"""Engineering, set-up, loaded GPUs, buying, words, gates, quality, hidden costs and the middle path."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import usd_for_tokens
from policyengine.costs.volumes import Volume
from policyengine.methods.buy_or_rent import Purchase, buy_or_rent
from policyengine.methods.engineering import (
    BareGpus,
    SetUp,
    Upkeep,
    engineering_time,
    loaded_cost,
    setup_payback,
)
from policyengine.methods.hidden_costs import CLOSED_LINES, OPEN_LINES, Declared, hidden_costs
from policyengine.methods.middle_path import Need, middle_path
from policyengine.methods.quality_points import HALF, TUNED, quality_points
from policyengine.methods.spend_gates import Spend, spend_gates
from policyengine.methods.word_tokens import Text, word_tokens


def test_sys_26_engineering_time() -> None:
    """10 hours at 100 are 1,000; with the GPU, the break-even spans 344 to 651M tokens a month."""
    found = engineering_time(Upkeep())
    assert (found.engineering_usd_per_month, found.usd_per_month) == (1_000, Range(1_720, 2_440))
    assert found.break_even_tokens_per_month.low == pytest.approx(344e6)
    assert found.break_even_tokens_per_month.high == pytest.approx(650.7e6, rel=1e-3)
    at = usd_for_tokens(exactly(found.break_even_tokens_per_month.low), exactly(5.00))
    assert at.low == pytest.approx(1_720)


def test_sys_26_setup_payback() -> None:
    """20 hours at 50 are 1,000, the hurdle 2,000; 270 a month pay it in 3.7 months, twice it in 7.4."""
    found = setup_payback(SetUp())
    assert (found.setup_usd, found.hurdle_usd) == (1_000, 2_000)
    assert (round(found.months, 1), round(found.months_to_hurdle, 1)) == (3.7, 7.4)
    assert round(setup_payback(SetUp(saving_usd_per_month=90)).months, 1) == 11.1


def test_sys_26_loaded_cost() -> None:
    """3,000 with a factor of 2 to 3 are 6,000 to 9,000; a factor of 1 adds nothing."""
    assert loaded_cost(BareGpus(exactly(3_000))).usd_per_month == Range(6_000, 9_000)
    alone = loaded_cost(BareGpus(exactly(3_000), exactly(1)))
    assert alone == (exactly(3_000), exactly(0))


def test_sys_30_buy_or_rent() -> None:
    """Three purchases by hand, the range of the article's own prices, and running costs that never let it pay."""
    cases = [(4_500, 900), (5_000, 720), (4_000, 1_440)]
    months = [buy_or_rent(Purchase(exactly(price), exactly(rent))).months for price, rent in cases]
    assert [(round(span.low, 1), span.is_exact) for span in months] == [(5.0, True), (6.9, True), (2.8, True)]
    assert [round(end, 2) for end in buy_or_rent(Purchase()).months] == [2.78, 6.94]
    assert buy_or_rent(Purchase(exactly(1), exactly(100), 100)).months.low == float("inf")


@given(st.floats(1, 1e5), st.floats(1, 1e4))
def test_sys_30_months_of_rent_buy_it(price: float, rent: float) -> None:
    """So many months of rent are the price."""
    assert buy_or_rent(Purchase(exactly(price), exactly(rent))).months.low * rent == pytest.approx(price)


@pytest.mark.parametrize(("words", "tokens"), [(1_000, 1_333), (750, 1_000), (0, 0)])
def test_sys_31_words_to_tokens(words: int, tokens: int) -> None:
    """Words over 0.75, in whole tokens."""
    assert word_tokens(Text(words)).tokens == tokens


@pytest.mark.parametrize(
    ("usd", "gate"),
    [(999, "none"), (1_000, "evaluate"), (2_999.99, "evaluate"), (3_000, "act"), (5_000, "act"), (5_001, "migrate")],
)
def test_sys_32_spend_gates(usd: float, gate: str) -> None:
    """Article 003's gates open at their amount, article 000's above it."""
    found = spend_gates(Spend(usd))
    assert (found.gate, found.seed_000 == "migrate") == (gate, usd > 5_000)
    assert bool(found.notes) is (gate == "act")


def test_sys_33_cost_per_quality_point() -> None:
    """Half the cost at 95% wins by 0.526 to 1; a small tuned model by 0.0119 to 0.0674."""
    half = quality_points(HALF)
    assert half.best == "cheap"
    assert half.ranking[0].cost_per_point / half.ranking[1].cost_per_point == pytest.approx(0.526, abs=0.001)
    tuned = quality_points(TUNED)
    assert [(cost.name, round(cost.cost_per_point, 4)) for cost in tuned.ranking] == [
        ("Mistral 7B tuned", 0.0119),
        ("GPT-4o", 0.0674),
    ]


def test_sys_34_hidden_costs() -> None:
    """Rental alone misses what runs it, token fees alone what binds; with all lines the list is complete."""
    rental = hidden_costs(Declared("open", ("gpu-rental",)))
    assert [line.word for line in rental.missing] == [
        "provisioning", "scaling", "on-call", "mlops", "monitoring", "model-updates", "retraining", "security-patching",
        "hiring", "engineering-time",
    ]  # fmt: skip
    assert not rental.complete
    fees = hidden_costs(Declared("closed", ("token-fees",)))
    assert [line.word for line in fees.missing] == [
        "lock-in", "pricing-changes", "rate-limits", "data-agreement", "deprecation",
    ]  # fmt: skip
    for side, lines in (("open", OPEN_LINES), ("closed", CLOSED_LINES)):
        assert hidden_costs(Declared(side, tuple(line.word for line in lines))) == (True, (), ())
    assert hidden_costs(Declared("closed", ("mlops",))).notes == ("`mlops` is not a line of the closed side",)


def test_sys_35_middle_path() -> None:
    """No team and free data: a managed host; data that may not leave: neither; with a team, Flash at 75 below 180."""
    alone = middle_path(Need(sensitive=False, infrastructure_team=False))
    assert (alone.first, alone.paths[1].usd_per_month) == ("managed open host", 75)
    sensitive = middle_path(Need(sensitive=True, infrastructure_team=False))
    assert (sensitive.first, [path.fits for path in sensitive.paths]) == ("", [False, False])
    team = middle_path(Need(sensitive=False, infrastructure_team=True))
    assert (team.first, team.paths[1].why) == ("cheap closed model", "75.00 against 180.00 USD per month self-hosted")
    busy = middle_path(Need(sensitive=False, infrastructure_team=True, volume=Volume(1e9)))
    assert busy.first == ""
