"""The comparison for one workload as a method, with the figures printed in its article (001:L48-62, L130, L169)."""

from policyengine.costs import HOURS_PER_MONTH
from policyengine.costs.money import ExchangeRate, converted
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.shares import saved_fraction
from policyengine.costs.tokens import usd_for_tokens
from policyengine.methods.articles import SEED_001
from policyengine.methods.fixed_workload import (
    CHALLENGER,
    CHEAP,
    FRONTIER,
    SELF_HOSTED,
    TOKENS_PER_MONTH,
    Way,
    Workload,
    fixed_workload,
    saving_at,
    scaled_bills,
)
from policyengine.methods.forms import CURRENCY, VOLUME, amount, rows
from policyengine.methods.list_prices import GPT_4O
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import PAID_PER_MONTH, PER_USD, USD_PER_MILLION

RUPEES = ((FRONTIER, 41_850), (CHALLENGER, 25_110), (CHEAP, 6_975), (SELF_HOSTED, 16_740))
"""001:L50-52."""

CONVERTED = ((290, "001:L130", 26_970), (110, "001:L130", 10_230), (150, "001:L169", 13_950), (200, "001:L169", 18_600))
"""USD, line, and rupees as printed: the API bill of a pipeline, its own server, and the lowest and highest bill."""

APIS = tuple(way.name for way in (FRONTIER, CHALLENGER, CHEAP))

TOO_CHEAP = "at 2.50 to 10.00 USD per 1M tokens (003:L137) no mix of 300M tokens costs less than 750"
ORDER = "with the prices of 003:L137-138 and 004:L31, Sonnet is more expensive than GPT-4o for input and output"
SPOT = "180 USD for 720 hours is 0.25 an hour; the article's own A100 price is 2 to 3 (001:L209)"
BILL = "5M tokens/day at the chart's own prices: Gemini Flash is below the claim, GPT-4o above"
FALLS = "in proportion, 180 USD at 10M tokens/day is 1,800 at 100M; the claim requires that GPUs grow more slowly"


def _figures() -> tuple[Figure, ...]:
    bills = {bill.name: bill for bill in fixed_workload(Workload()).bills}
    hourly = bills[SELF_HOSTED.name].usd_per_month / HOURS_PER_MONTH
    listed = usd_for_tokens(exactly(TOKENS_PER_MONTH), Range(*GPT_4O[1:]))
    dearer = max((FRONTIER, CHALLENGER), key=lambda way: way.list_usd_per_million)
    rate = ExchangeRate("INR", 93, "2026-05", "001:L62")
    month = "USD per month"
    return (
        *(
            Figure(way.name, "001:L50-52", exactly(printed), exactly(bills[way.name].local_per_month), "INR per month")
            for way, printed in RUPEES
        ),
        *(
            Figure(f"{usd} USD in rupees", line, exactly(printed), exactly(converted(usd, rate)), "INR")
            for usd, line, printed in CONVERTED
        ),
        Figure("saved from 290 to 110 USD", "001:L130", exactly(0.62), exactly(saved_fraction(290, 110)), "fraction"),
        Figure("GPT-4o, 300M tokens", "001:L48", exactly(FRONTIER.usd_per_month), listed, month, TOO_CHEAP),
        Figure("the more expensive model", "001:L48", FRONTIER.name, dearer.name, why=ORDER),
        Figure("an hour of A100", "001:L209", Range(2, 3), exactly(hourly), "USD", SPOT),
        Figure("API bill at 5M tokens/day", "001:L169", Range(150, 200), scaled_bills(150, APIS), month, BILL),
        Figure("saved at 100M tokens/day", "001:L60", Range(0.70, 0.80), saving_at(3_000), "fraction", FALLS),
    )  # fmt: skip


METHOD = Method(
    id="seed-001/fixed-workload",
    title="Five options for one workload, with currency",
    articles=(SEED_001,),
    sources=("001:L44-52", "001:L60-62"),
    computes="bills at one volume in USD and another currency, and the price per million tokens that each implies",
    formula=(
        "local_per_month = usd_per_month x per_usd",
        "usd_per_million = usd_per_month / tokens_per_month x 10^6",
        "noted where usd_per_million < list_usd_per_million",
    ),
    shape=Workload,
    inputs=(
        Input("volume", VOLUME, "tokens; a request counts 800 (003:L91-92)", "001:L46-48"),
        Input("ways", rows(Way, PAID_PER_MONTH, USD_PER_MILLION), "options and bills", "001:L48"),
        Input("currency", CURRENCY, "the other currency", "001:L62"),
        Input("per_usd", amount(PER_USD), "units of it per USD", "001:L62"),
    ),
    function=fixed_workload,
    example=("volume=10M/day", "per_usd=93"),
    figures=_figures,
    limits=(
        "the article states bills, not prices: for another volume, set other bills, or the implied prices are wrong",
        "in the chart Gemini Flash and Mistral's API cost less than self-hosting, which 001:L169 recommends",
        "the chart colours Mistral's API as self-hosted, but it is a third party's",
        "the chart omits setup and maintenance, as the article states (001:L52)",
    ),
)
