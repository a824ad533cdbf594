"""The three calculations of the cost of people as methods, with the figures printed in their articles."""

from policyengine.costs import HOURS_PER_MONTH
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import usd_for_tokens
from policyengine.methods.articles import SEED_000, SEED_001, SEED_004
from policyengine.methods.engineering import (
    MIXED,
    BareGpus,
    SetUp,
    Upkeep,
    engineering_time,
    loaded_cost,
    setup_payback,
)
from policyengine.methods.forms import amount, between
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import HOURS, PAID_PER_MILLION, PAID_PER_MONTH, TIMES, USD_PER_HOUR, USD_PER_MONTH

SMALLEST = "10M input and 2M output tokens cost 45 USD with GPT-4o's stated prices and 60 with Sonnet's"
BOTH_PRICES = "Sonnet is matched at 344 to 488M, GPT-4o at 459 to 651M: 500M is enough only for the first"
TWICE = "20 hours at 50 USD cost 1,000; the article requires the value of 40 hours, without a reason or a period"
CASE_A = (
    "the article's own factor, applied to its 4 A100, exceeds its API bill of 15,000 or leaves little of the saving"
)

MONTH = "USD per month"


def _upkeep_figures() -> tuple[Figure, ...]:
    found = engineering_time(Upkeep())
    hours, price = Range(20, 30), Range(1, 2)
    bill = usd_for_tokens(exactly(12_000_000), MIXED)
    grown = found.break_even_tokens_per_month
    return (
        Figure("engineering", "004:L35", exactly(1_000), exactly(found.engineering_usd_per_month), MONTH),
        Figure("A100 day and night", "004:L33", Range(720, 1_440), exactly(HOURS_PER_MONTH).times(price), MONTH),
        Figure("A100 for the hours of 12M tokens", "004:L33", Range(20, 60), hours.times(price), MONTH),
        Figure("API bill for 10M in and 2M out", "004:L31", Range(50, 60), bill, MONTH, SMALLEST),
        Figure("self-hosting wins clearly above", "004:L37", exactly(500_000_000), grown, "tokens/month", BOTH_PRICES),
    )


def _setup_figures() -> tuple[Figure, ...]:
    found = setup_payback(SetUp())
    return (Figure("savings that justify 20 hours", "001:L56", exactly(2_000), exactly(found.setup_usd), "USD", TWICE),)


def _loaded_figures() -> tuple[Figure, ...]:
    found = loaded_cost(BareGpus(exactly(6_000)))
    return (Figure("scenario A, 4 A100", "000:L232", exactly(6_000), found.usd_per_month, MONTH, CASE_A),)


TIME = Method(
    id="seed-004/engineering-time",
    title="Engineering time on top of the GPU",
    articles=(SEED_004,),
    sources=("004:L31-37",),
    computes="USD per month of a GPU with its engineer, and the volume at which an API costs as much",
    formula=(
        "engineering_usd_per_month = hours_per_month x usd_per_hour",
        "usd_per_month = engineering_usd_per_month + compute_usd_per_month",
        "break_even_tokens_per_month = usd_per_month / api_usd_per_million x 10^6",
    ),
    shape=Upkeep,
    inputs=(
        Input("hours_per_month", amount(HOURS), "an engineer's hours", "004:L35"),
        Input("usd_per_hour", amount(USD_PER_HOUR), "what an hour is worth", "004:L35"),
        Input("compute_usd_per_month", between(USD_PER_MONTH), "one A100 day and night", "004:L33"),
        Input(
            "api_usd_per_million",
            between(PAID_PER_MILLION),
            "GPT-4o to Sonnet, ten parts input to two parts output",
            "004:L31",
        ),
    ),
    function=engineering_time,
    example=("hours_per_month=10", "usd_per_hour=100"),
    figures=_upkeep_figures,
    limits=("one GPU at any volume: hundreds of millions of tokens per month may need several",),
)

SET_UP = Method(
    id="seed-001/setup-payback",
    title="Payback of set-up time",
    articles=(SEED_001,),
    sources=("001:L54-58", "001:L48"),
    computes="months until the monthly saving has paid for the hours of setup",
    formula=(
        "setup_usd = hours x usd_per_hour",
        "hurdle_usd = setup_usd x hurdle",
        "months = setup_usd / saving_usd_per_month, and the same for the hurdle",
    ),
    shape=SetUp,
    inputs=(
        Input("hours", amount(HOURS), "hours of set-up", "001:L56"),
        Input("usd_per_hour", amount(USD_PER_HOUR), "what an hour is billed at", "001:L56"),
        Input("hurdle", amount(TIMES), "required multiple of the setup cost", "001:L56"),
        Input("saving_usd_per_month", amount(PAID_PER_MONTH), "GPT-4o less self-hosting", "001:L48"),
    ),
    function=setup_payback,
    example=("hours=20", "usd_per_hour=50", "saving_usd_per_month=270"),
    figures=_setup_figures,
    limits=("maintenance after setup is not included; 001:L217 calls it the larger part",),
)

LOADED = Method(
    id="seed-000/loaded-cost",
    title="Fully loaded GPU cost",
    articles=(SEED_000,),
    sources=("000:L276",),
    computes="USD per month of GPUs with provisioning, monitoring, scaling, failover and on-call",
    formula=("usd_per_month = machines_usd_per_month x multiplier",),
    shape=BareGpus,
    inputs=(
        Input("machines_usd_per_month", between(USD_PER_MONTH), "the bare GPU bill"),
        Input("multiplier", between(TIMES), "loaded cost over bare cost", "000:L276"),
    ),
    function=loaded_cost,
    example=("machines_usd_per_month=3000",),
    figures=_loaded_figures,
    limits=(
        "the factor stands for people, whose number does not double with the GPUs: for a large cluster it is too high",
    ),
)
