"""What is taken from genai-prices: tiers, cached input, discounts, hours of the day, and whose price it is."""

from datetime import UTC, date, time
from decimal import Decimal
from typing import Any

import pytest
from genai_prices.types import (
    ClauseEquals,
    ConditionalPrice,
    ModelInfo,
    ModelPrice,
    PriceVariant,
    Provider,
    StartDateConstraint,
    Tier,
    TieredPrices,
    TimeOfDateConstraint,
)

from policyengine.errors import UsageError
from policyengine.prices import rows
from policyengine.prices.genai import Wanted, snapshot
from policyengine.prices.rows import Row
from policyengine.prices.sets import Snapshot


def price(**parts: str | TieredPrices) -> ModelPrice:
    """Write a price of the package with its numbers as text."""
    return ModelPrice(**{part: Decimal(given) if isinstance(given, str) else given for part, given in parts.items()})


def tiered(first: str, start: int, then: str) -> TieredPrices:
    """Write a price that rises with the length of the input."""
    return TieredPrices(Decimal(first), [Tier(start, Decimal(then))])


def since(day: str, given: ModelPrice) -> ConditionalPrice:
    """Write a price that began on a day."""
    return ConditionalPrice(StartDateConstraint(date.fromisoformat(day)), prices=given)


def model(name: str, given: Any, variants: list[PriceVariant] | None = None) -> ModelInfo:
    """Write a model with its prices."""
    return ModelInfo(name, ClauseEquals(name), prices=given, price_variants=variants)


def halved(given: ModelPrice) -> list[PriceVariant]:
    """Write the prices of batches."""
    return [PriceVariant({"processing": "batch"}, given)]


OPENAI = Provider(
    "openai",
    "OpenAI",
    "",
    models=[
        model(
            "gpt-x",
            [
                ConditionalPrice(prices=price(input_mtok="9", output_mtok="9")),
                since("2026-10-01", price(input_mtok="2.5", cache_read_mtok="0.25", output_mtok="10")),
                since("2026-12-01", price(input_mtok="1", output_mtok="1")),
            ],
            halved(price(input_mtok="1.25", cache_read_mtok="0.125", output_mtok="6")),
        ),
        model("long", price(input_mtok=tiered("2", 200_000, "4"), output_mtok=tiered("12", 100_000, "18"))),
        model("embed", price(input_mtok="0.02")),
    ],
)
NIGHT = TimeOfDateConstraint(time(16, tzinfo=UTC), time(0, 30, tzinfo=UTC))
DEEPSEEK = Provider(
    "deepseek",
    "DeepSeek",
    "",
    models=[
        model(
            "deepseek/DeepSeek-V9",
            [
                ConditionalPrice(prices=price(input_mtok="0.5", output_mtok="2")),
                ConditionalPrice(NIGHT, prices=price(input_mtok="0.25", output_mtok="1")),
            ],
        )
    ],
)
AZURE = Provider("azure", "Azure", "", fallback_model_providers=["openai"])


@pytest.fixture(autouse=True)
def package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package hold these providers."""
    monkeypatch.setattr("genai_prices.data.providers", [AZURE, DEEPSEEK, OPENAI])


def taken(*names: str, service: str = "openai", limit: str = "2026-11-22", **more: bool) -> list[Row]:
    """Take the prices of one model at a service, under all its names."""
    return list(snapshot([Wanted("acme/model", names, service, **more)], limit).rows)


def row(given: tuple[float, float], output: tuple[float, float], *more: Any, service: str = "openai") -> Row:
    """Write the row that is expected."""
    cached, *rest = more or (None,)
    return Row("acme/model", service, given, cached, output, *rest)


def test_the_prices_in_force() -> None:
    """The newest price that has begun counts; a batch takes off what it takes off input and output alike."""
    assert taken("no", "gpt-x") == [row((2.5, 2.5), (10.0, 10.0), (0.25, 0.25), 0.4)]
    assert taken("gpt-x", limit="2026-12-31") == [row((1.0, 1.0), (1.0, 1.0))]


def test_the_day_is_the_newest_the_package_knows() -> None:
    """A package that is not renewed does not become fresh by being read late."""
    found = snapshot([], "2026-11-22")
    assert found == Snapshot("0.2.3", "2026-10-01", ())
    assert snapshot([], "2027-05-05").day == "2026-12-01"


def test_tiers() -> None:
    """Each threshold of input or output makes a tier, with the prices that hold above it."""
    tiers = (
        rows.Tier(100_000, (2.0, 2.0), None, (18.0, 18.0)),
        rows.Tier(200_000, (4.0, 4.0), None, (18.0, 18.0)),
    )
    assert taken("long") == [row((2.0, 2.0), (12.0, 12.0), None, None, tiers)]


def test_the_hour_makes_a_range() -> None:
    """Where nights are cheaper the price of a day lies between the two; the company's name in front does not count."""
    found = taken("deepseek-ai/DeepSeek-V9", service="deepseek")
    assert found == [row((0.25, 0.5), (1.0, 2.0), service="deepseek")]


def test_what_only_embeds_has_no_price_of_output() -> None:
    """Without a price of output a model that writes is not priced, and one that embeds costs nothing for it."""
    assert (taken("embed"), taken("embed", embeds=True)) == ([], [row((0.02, 0.02), (0.0, 0.0))])


def test_a_price_of_the_developer_is_borrowed_for_closed_models_only() -> None:
    """The developer's price stands for a service without one, marked; its batches are not taken over."""
    expected = row((2.5, 2.5), (10.0, 10.0), (0.25, 0.25), service="azure-openai")._replace(source="borrowed")
    assert taken("gpt-x", service="azure-openai", closed=True) == [expected]
    assert taken("gpt-x", service="azure-openai") == []


def test_what_the_package_does_not_know_is_left_out() -> None:
    """Neither an unknown model nor a service without a provider makes a row."""
    assert taken("gpt-y") + taken("gpt-x", service="snowflake") == []


def test_a_day_before_all_prices() -> None:
    """The package cannot say what held before its first dated price."""
    with pytest.raises(UsageError) as raised:
        snapshot([], "2026-09-30")
    (mistake,) = raised.value.mistakes
    assert mistake.message == "genai-prices 0.2.3 has no price from 2026-09-30 or before"
    assert mistake.hint == "its first price began on 2026-10-01"
