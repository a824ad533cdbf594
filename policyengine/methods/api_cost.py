"""The monthly cost of an API, from requests, tokens and prices (003:L88-108)."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.lines import Line
from policyengine.costs.money import cents
from policyengine.costs.ranges import exactly
from policyengine.costs.tokens import Load, TokenPrices, token_lines, usd_for_tokens
from policyengine.methods.articles import SEED_003
from policyengine.methods.forms import amount
from policyengine.methods.list_prices import GPT_4O, INPUT_TOKENS, OUTPUT_TOKENS
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import REQUESTS_PER_DAY, TOKENS_PER_REQUEST, USD_PER_MILLION


class ApiUse(NamedTuple):
    """Requests per day, tokens per request, and USD per million tokens; the default prices are GPT-4o's."""

    requests_per_day: float
    input_tokens: float = INPUT_TOKENS
    output_tokens: float = OUTPUT_TOKENS
    input_usd_per_million: float = GPT_4O.input_usd_per_million
    output_usd_per_million: float = GPT_4O.output_usd_per_million


class ApiCost(NamedTuple):
    """The monthly cost; the parts and their total are each rounded to cents, as in the article."""

    requests_per_month: float
    input_usd_per_month: float
    output_usd_per_month: float
    usd_per_month: float
    working: tuple[Line, ...]


def api_cost(use: ApiUse) -> ApiCost:
    """Return the monthly cost of an API: requests x 30 x tokens / 10^6 x price, for input and for output."""
    load = Load(exactly(use.requests_per_day), exactly(use.input_tokens), exactly(use.output_tokens))
    prices = TokenPrices(exactly(use.input_usd_per_million), exactly(use.output_usd_per_million))
    lines = token_lines(load, prices)
    sent, received = (line.usd_per_month.low for line in lines)
    requests = use.requests_per_day * DAYS_PER_MONTH
    total = _usd(requests * use.input_tokens, use.input_usd_per_million)
    total += _usd(requests * use.output_tokens, use.output_usd_per_million)
    return ApiCost(requests, sent, received, cents(total) / 100, lines)


def _usd(tokens: float, usd_per_million: float) -> float:
    return usd_for_tokens(exactly(tokens), exactly(usd_per_million)).low


SAVED = "the article's own prices give 6,375 USD for the whole API bill: a saving of tens of thousands is impossible"
LINEAR = "its calculator is linear in the requests: ten times the requests cost ten times as much"


def _figures() -> tuple[Figure, ...]:
    busy = api_cost(ApiUse(50_000)).usd_per_month
    tenfold = api_cost(ApiUse(500_000)).usd_per_month / busy
    claim, claimed = "saved a month at 50,000 requests/day, GPT-4o, at most", exactly(10_000)
    return (
        Figure(claim, "003:L280", claimed._replace(high=99_999), exactly(busy), "USD", SAVED),
        Figure(
            "growth of API costs with volume", "003:L271,L299", "non-linear",
            "linear" if tenfold == 10 else "non-linear", why=LINEAR,  # noqa: PLR2004 - ten times the requests above
        ),
    )  # fmt: skip


METHOD = Method(
    id="seed-003/api-cost",
    title="API cost calculator",
    articles=(SEED_003,),
    sources=("003:L69-108", "003:L137"),
    computes="USD per month of a model behind an API, from requests per day, tokens per request and token prices",
    formula=(
        "requests_per_month = requests_per_day x 30",
        "input_usd_per_month = requests_per_month x input_tokens / 10^6 x input_usd_per_million",
        "output_usd_per_month = requests_per_month x output_tokens / 10^6 x output_usd_per_million",
        "usd_per_month = input_usd_per_month + output_usd_per_month",
    ),
    shape=ApiUse,
    inputs=(
        Input("requests_per_day", amount(REQUESTS_PER_DAY), "requests a day"),
        Input("input_tokens", amount(TOKENS_PER_REQUEST), "tokens sent with a request", "003:L91"),
        Input("output_tokens", amount(TOKENS_PER_REQUEST), "tokens received for a request", "003:L92"),
        Input("input_usd_per_million", amount(USD_PER_MILLION), "price of input; GPT-4o's by default", "003:L137"),
        Input("output_usd_per_million", amount(USD_PER_MILLION), "price of output; GPT-4o's by default", "003:L137"),
    ),
    function=api_cost,
    example=("requests_per_day=1000",),
    figures=_figures,
    limits=(
        "the article's configurations also carry requests_per_second, which no formula reads",
        "input, output and total are each rounded to cents, as in the article: the parts can miss the total by a cent",
        "no caching, batches, retries or volume discounts",
    ),
)
