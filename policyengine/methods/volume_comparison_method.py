"""The comparison at several volumes as a method, with the twelve cells printed in its article (003:L162-181)."""

from policyengine.costs.ranges import Range, exactly
from policyengine.methods.articles import SEED_003
from policyengine.methods.forms import amount, amounts, rows
from policyengine.methods.list_prices import Api
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import (
    REQUESTS_PER_DAY,
    REQUESTS_PER_SECOND,
    TOKENS_PER_REQUEST,
    USD,
    USD_PER_HOUR,
    USD_PER_MILLION,
)
from policyengine.methods.volume_comparison import (
    APIS,
    SERVERS,
    Comparison,
    Server,
    api_usd,
    server_usd,
    volume_comparison,
)
from policyengine.words.numbers import full

PRINTED = (120, 171, 396, 219, 1_200, 1_710, 420, 228, 12_000, 17_100, 720, 297)
"""USD per month, cell by cell in the order of the table."""

LINES = (166, 167, 168, 169, 172, 173, 174, 175, 178, 179, 180, 181)

API_CELLS = "the printed column matches 400 input tokens per request, the code above it uses 500 (003:L91)"
SERVER_CELLS = (
    "the code counts at least 720 hours (003:L122), which gives the same cost at all three volumes; the printed column "
    "rises with them"
)
LABEL = "at 10,000 the server is far cheaper; with the article's own code it is cheaper from 5,438 on"
CLOUD = "the article refers to cloud GPUs, and lower for owned ones, but the server in its code is purchased (003:L144)"
RATIO = "the 8B server is cheaper by more than the claim"


def _figures() -> tuple[Figure, ...]:
    found = volume_comparison(Comparison())
    names = {api.name for api in APIS}
    cells = tuple(
        Figure(
            f"{cell.option} at {full(round(cell.requests_per_day))} requests/day", f"003:L{line}",
            exactly(printed), exactly(cell.usd_per_month), "USD per month",
            API_CELLS if cell.option in names else SERVER_CELLS,
        )
        for cell, printed, line in zip(found.table, PRINTED, LINES, strict=True)
    )  # fmt: skip
    at_70b = exactly(found.crossovers[0].requests_per_day or 0)
    busy = api_usd(Comparison(), APIS[0], 50_000)
    ratios = Range(*(busy / server_usd(server, 50_000) for server in SERVERS))
    return (
        *cells,
        Figure("70B and GPT-4o cost the same at", "003:L174", exactly(10_000), at_70b, "requests/day", LABEL),
        Figure(
            "70B crossover with GPT-4o, on", "003:L304", "cloud GPUs: 5,000 to 10,000",
            f"owned GPUs: {full(round(at_70b.low))}", why=CLOUD,
        ),
        Figure("API over self-hosted at 50,000 requests/day", "003:L280", Range(5, 10), ratios, "times", RATIO),
    )  # fmt: skip


METHOD = Method(
    id="seed-003/volume-comparison",
    title="Costs at several volumes, and the crossover",
    articles=(SEED_003,),
    sources=("003:L69-160", "003:L162-181", "003:L304"),
    computes="USD per month of APIs and servers at several volumes, and the volume from which a server is cheaper",
    formula=(
        "each API by seed-003/api-cost, each server by seed-003/self-hosted-cost",
        "crossover = the minimum whole requests/day at which the server costs less than the API",
    ),
    shape=Comparison,
    inputs=(
        Input("volumes", amounts(REQUESTS_PER_DAY), "volumes of the table", "003:L155"),
        Input("input_tokens", amount(TOKENS_PER_REQUEST), "input tokens of a request", "003:L91"),
        Input("output_tokens", amount(TOKENS_PER_REQUEST), "output tokens of a request", "003:L92"),
        Input("apis", rows(Api, USD_PER_MILLION, USD_PER_MILLION), "APIs and their prices", "003:L137-138"),
        Input("servers", rows(Server, USD_PER_HOUR, REQUESTS_PER_SECOND, USD), "servers", "003:L140-152"),
    ),
    function=volume_comparison,
    example=("volumes=1000,10_000,100_000",),
    figures=_figures,
    limits=("not included, as in seed-003/self-hosted-cost: whole servers, peaks, engineering time",),
)
