"""Five options for one workload, in dollars and in another currency (001:L44-62)."""

from typing import NamedTuple

from policyengine.costs.money import ExchangeRate, cents, converted
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import usd_per_million
from policyengine.costs.volumes import Volume, tokens_per_month
from policyengine.methods.list_prices import GPT_4O, REQUEST_TOKENS, SONNET
from policyengine.words.numbers import full


class Way(NamedTuple):
    """An option with its monthly bill; the lowest list price per million tokens, 0 if none is stated."""

    name: str
    usd_per_month: float
    list_usd_per_million: float = 0


FRONTIER = Way("GPT-4o", 450, GPT_4O.input_usd_per_million)
CHALLENGER = Way("Claude Sonnet", 270, SONNET.input_usd_per_million)
CHEAP = Way("Gemini Flash", 75)
SELF_HOSTED = Way("Self-hosted Llama 3 70B", 180)
WAYS = (FRONTIER, CHALLENGER, CHEAP, SELF_HOSTED, Way("Mistral API", 150))
"""The bills of 001:L48; no mix of tokens costs less than the list price of input."""

TOKENS_PER_MONTH = 300_000_000
"""001:L46-48: 10 million a day."""


class Workload(NamedTuple):
    """A volume, the bills at that volume, and the rate of a currency: rupees at 93 per USD (001:L62)."""

    volume: Volume = Volume(TOKENS_PER_MONTH)
    ways: tuple[Way, ...] = WAYS
    currency: str = "INR"
    per_usd: float = 93


class Bill(NamedTuple):
    """The bill of an option in both currencies, and the price per million tokens that it implies."""

    name: str
    usd_per_month: float
    local_per_month: float
    usd_per_million: float


class Billed(NamedTuple):
    """All bills, in the given order, and those below the minimum possible with list prices."""

    currency: str
    bills: tuple[Bill, ...]
    cheapest: str
    notes: tuple[str, ...] = ()


def fixed_workload(workload: Workload) -> Billed:
    """Return each bill in the currency, and per million tokens."""
    rate = ExchangeRate(workload.currency, workload.per_usd, "2026-05", "001:L62")
    tokens = tokens_per_month(workload.volume, REQUEST_TOKENS)
    bills = tuple(
        Bill(
            way.name, way.usd_per_month, cents(converted(way.usd_per_month, rate)) / 100,
            usd_per_million(way.usd_per_month, tokens),
        )
        for way in workload.ways
    )  # fmt: skip
    low = [
        f"{way.name}: {full(bill.usd_per_million)} USD per 1M tokens is below the lowest list price, "
        f"{full(way.list_usd_per_million)}"
        for way, bill in zip(workload.ways, bills, strict=True)
        if bill.usd_per_million < way.list_usd_per_million
    ]
    return Billed(workload.currency, bills, min(bills, key=lambda bill: bill.usd_per_month).name, tuple(low))


def scaled_bills(million_per_month: float, names: tuple[str, ...]) -> Range:
    """Return the range of the chart's bills of some options at another volume, in proportion."""
    bills = [
        bill.usd_per_million * million_per_month for bill in fixed_workload(Workload()).bills if bill.name in names
    ]
    return Range(min(bills), max(bills))


def saving_at(million_per_month: float) -> Range:
    """Return the fraction saved by self-hosting compared with Sonnet and GPT-4o if every bill grows in proportion."""
    own = scaled_bills(million_per_month, (SELF_HOSTED.name,)).low
    apis = scaled_bills(million_per_month, (FRONTIER.name, CHALLENGER.name))
    fractions = exactly(own).over(apis)
    return Range(1 - fractions.high, 1 - fractions.low)
