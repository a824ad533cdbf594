"""The tokens per month from which a cluster of eight GPUs pays off (002:L141)."""

from typing import NamedTuple

from policyengine.costs import MONTHS_PER_YEAR
from policyengine.costs.money import cents
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import tokens_that_cost
from policyengine.methods.articles import SEED_002
from policyengine.methods.forms import amount, between
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import USD_PER_MONTH, USD_PER_THOUSAND, USD_PER_YEAR


class Cluster(NamedTuple):
    """The yearly bill of a cluster, monthly engineering, and an API's price per thousand tokens (002:L51)."""

    usd_per_year: float = 80_000
    engineering_usd_per_month: float = 0
    api_usd_per_thousand: Range = Range(0.03, 0.12)


class ClusterBreakEven(NamedTuple):
    """The monthly cost of the cluster, and the tokens at which the API costs as much: low end at the high price."""

    usd_per_month: float
    break_even_tokens_per_month: Range


def eight_gpus(cluster: Cluster) -> ClusterBreakEven:
    """Return the yearly bill / 12 + engineering, and its quotient by the API's price."""
    monthly = cluster.usd_per_year / MONTHS_PER_YEAR + cluster.engineering_usd_per_month
    price = cluster.api_usd_per_thousand.times(exactly(1_000))
    return ClusterBreakEven(cents(monthly) / 100, tokens_that_cost(exactly(monthly), price))


LATER = "with the article's own prices, before engineering; 20 to 30M would require 0.22 to 0.33 USD per 1K tokens"
OVERHEAD = "the row includes about 1,333 USD per month more than the GPUs; the article does not explain it"


def _figures() -> tuple[Figure, ...]:
    found = eight_gpus(Cluster())
    return (
        Figure(
            "break-even with GPT-4",
            "002:L141",
            Range(20e6, 30e6),
            found.break_even_tokens_per_month,
            "tokens/month",
            LATER,
        ),
        Figure(
            "open cost, smallest row",
            "002:L144",
            exactly(8_000),
            exactly(found.usd_per_month),
            "USD per month",
            OVERHEAD,
        ),
    )


METHOD = Method(
    id="seed-002/eight-gpu-break-even",
    title="Break-even of an eight-GPU cluster",
    articles=(SEED_002,),
    sources=("002:L141", "002:L51"),
    computes="tokens per month at which an API costs as much as eight A100",
    formula=(
        "usd_per_month = usd_per_year / 12 + engineering_usd_per_month",
        "break_even_tokens_per_month = usd_per_month / api_usd_per_thousand x 1000",
    ),
    shape=Cluster,
    inputs=(
        Input("usd_per_year", amount(USD_PER_YEAR._replace(above=True)), "eight A100 in a cloud", "002:L141"),
        Input(
            "engineering_usd_per_month", amount(USD_PER_MONTH), "mentioned in the article without a number", "002:L141"
        ),
        Input("api_usd_per_thousand", between(USD_PER_THOUSAND), "price of a closed model", "002:L51"),
    ),
    function=eight_gpus,
    example=("usd_per_year=80_000",),
    figures=_figures,
    limits=("eight A100 hold 640 GB; a 70B model needs about 140 at 16 bits (002:L157): two of 80 GB would do",),
)
