"""Prices: the figures of five articles come out of their sets, and the market's ranges hold those of its services."""

from typing import Any

import pytest

from policyengine.costs.lines import Cost
from policyengine.costs.machines import ownership_line, rent_line
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import Load, TokenPrices, token_lines
from policyengine.loading.catalog import catalog_entries
from policyengine.loading.entry import Entry
from policyengine.loading.files import read_text
from policyengine.loading.prices import MARKET
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.resources import CATALOG

A100, A10G = "A100-80GB", "A10G"
SONNET_3_5, SONNET_4 = "anthropic/claude-3-5-sonnet-20241022", "anthropic/claude-sonnet-4-20250514"


def price_set(name: str) -> Entry:
    """Read one shipped set."""
    path = f"{CATALOG}/prices/{name}.yaml"
    (entry,) = catalog_entries(parse_mapping(path, read_text(path)), "prices")
    return entry


def rent(name: str, gpu: str, count: int, term: str = "on-demand", hours: float = 720) -> tuple[float, float]:
    """Return what GPUs cost on the market for some hours, in USD."""
    hourly = price_set(name).extra["machines"][gpu][MARKET]["usd_per_hour"][term]
    line = rent_line(exactly(count), Range(*hourly), hours=exactly(hours))
    return (line.usd_per_month.low, line.usd_per_month.high)


def bill(name: str, model: str, requests_per_day: float, tokens: tuple[float, float]) -> tuple[float, float]:
    """Return what a month of 30 days costs with so many tokens in and out for each request, in USD."""
    ((_, row),) = price_set(name).extra["tokens"][model].items()
    prices = TokenPrices(Range(*row["input"]), Range(*row["output"]))
    load = Load(exactly(requests_per_day), exactly(tokens[0]), exactly(tokens[1]))
    cost = Cost(token_lines(load, prices)).usd_per_month
    return (cost.low, cost.high)


@pytest.mark.parametrize(
    ("tokens_per_day", "a100", "a10g", "expected"),
    [
        (100_000, 2, 1, (75, 3000, 400)),
        (1_000_000, 2, 1, (750, 3000, 400)),
        (10_000_000, 2, 1, (7500, 3000, 400)),
        (50_000_000, 4, 2, (37_500, 6000, 800)),
        (100_000_000, 8, 4, (75_000, 12_000, 1600)),
    ],
)
def test_the_table_of_the_first_article(
    tokens_per_day: int, a100: int, a10g: int, expected: tuple[float, float, float]
) -> None:
    """Its monthly costs by volume: GPT-4o, a 70B model on A100, an 8B model on A10G."""
    name = "seed-000-table"
    api = bill(name, "openai/gpt-4o", 1, (tokens_per_day / 2, tokens_per_day / 2))
    assert (api[0], rent(name, A100, a100)[0], rent(name, A10G, a10g)[0]) == expected


def test_the_first_articles_ranges() -> None:
    """An A10G for 400 to 700 USD a month; an A100 at 2 to 3 USD an hour."""
    assert (rent("seed-000", A10G, 1), rent("seed-000", A100, 1, hours=1)) == ((400.0, 700.0), (2.0, 3.0))


@pytest.mark.parametrize(
    ("model", "millions", "expected"),
    [
        ("openai/gpt-4o", 300, 450),
        (SONNET_4, 300, 270),
        ("google/gemini-1.5-flash", 300, 75),
        ("openai/gpt-3.5-turbo", 240, 290),
    ],
)
def test_the_second_articles_chart(model: str, millions: int, expected: float) -> None:
    """Its monthly costs, input and output not told apart."""
    assert bill("seed-001", model, 1, (millions * 1e6 / 30, 0)) == (expected, expected)


def test_the_second_articles_machines() -> None:
    """An A100 on spot for 180 USD a month, an A10G for 110."""
    assert (rent("seed-001", A100, 1, "spot"), rent("seed-001", A10G, 1, "spot")) == ((180.0,) * 2, (110.0,) * 2)


def test_the_third_articles_prices() -> None:
    """Eight A100 for 80,000 USD a year; 3 to 12 USD for 100,000 tokens of GPT-4, not 3,000 as its table has."""
    assert rent("seed-002", A100, 8, hours=720 * 12) == (79_999.97, 79_999.97)
    assert bill("seed-002", "openai/gpt-4", 1 / 30, (100_000, 0)) == (3.0, 12.0)


@pytest.mark.parametrize(
    ("gpu", "count", "expected"), [("RTX-3090", 2, 693.33), ("RTX-4090", 1, 388.33)], ids=["70B", "8B"]
)
def test_the_fourth_articles_machines(gpu: str, count: int, expected: float) -> None:
    """What its calculator gives when it is run: 720 hours and a twelfth of the purchase."""
    low, _ = price_set("seed-003").extra["machines"][gpu][MARKET]["usd_to_buy"]
    bought = ownership_line(exactly(low * count), 12)
    assert round(rent("seed-003", gpu, count, "owned")[0] + bought.usd_per_month.low, 2) == expected


def test_sys_20_the_fourth_articles_tokens() -> None:
    """1,000 requests a day of 500 tokens in and 300 out: 127.50 and 180 USD."""
    assert [bill("seed-003", model, 1000, (500, 300))[0] for model in ("openai/gpt-4o", SONNET_3_5)] == [127.5, 180.0]


def test_the_fifth_articles_prices() -> None:
    """10 million tokens in and 2 million out: 45 and 60 USD; an A100 all month: 720 to 1,440."""
    loads = [bill("seed-004", model, 1 / 30, (10e6, 2e6)) for model in ("openai/gpt-4o", SONNET_3_5)]
    assert loads == [(45.0, 45.0), (60.0, 60.0)]
    assert rent("seed-004", "A100-40GB", 1) == (720.0, 1440.0)


def test_a_market_holds_its_services() -> None:
    """What the market costs, on any terms, is never narrower than what one of its services costs."""
    outside = [
        (gpu, service, term)
        for gpu, rows in price_set("gpu-rental").extra["machines"].items()
        if MARKET in rows
        for service, row in rows.items()
        for term, (low, high) in row["usd_per_hour"].items()
        if not _within(rows[MARKET]["usd_per_hour"].get(term), low, high)
    ]
    assert outside == []


def _within(market: Any, low: float, high: float) -> bool:
    return market is not None and market[0] <= low <= high <= market[1]


def test_the_market_is_known_for_the_gpus_that_matter() -> None:
    """Each of these has a price by the hour, and its watts."""
    wanted = {
        *("RTX-3090", "RTX-4090", "RTX-5090", "RTX-A6000", "A10G", "A40", "L4", "L40S", "T4", "V100-16GB"),
        *("A100-40GB", "A100-80GB", "H100-80GB", "H200", "B200", "B300", "MI300X", "MI325X"),
    }
    machines = price_set("gpu-rental").extra["machines"]
    assert {gpu for gpu, rows in machines.items() if any(row["usd_per_hour"] for row in rows.values())} == wanted
    assert {gpu for gpu, rows in machines.items() if any(row["watts"] for row in rows.values())} == wanted
