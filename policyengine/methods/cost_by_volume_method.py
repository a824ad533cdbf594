"""The table by usage as a method, with the costs, sides and multiples printed in its article (002:L137-147)."""

from policyengine.costs.ranges import Range, exactly
from policyengine.costs.shares import saved_fraction
from policyengine.methods.articles import SEED_002
from policyengine.methods.cost_by_volume import Band, BandTable, cost_by_volume
from policyengine.methods.forms import between, one_of, rows
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import TOKENS, USD_PER_MONTH, USD_PER_THOUSAND

FORGOTTEN = "the printed cost is tokens x 0.03, without the `per 1K`: a thousand times too high"
FLIPPED = {
    "closed": "with the article's own price, the closed cost is a thousand times smaller, and below the open one",
    "either": "with the article's own price, closed is cheaper at 0.03, open at 0.12 USD per 1K tokens",
}

OPEN_USD_PER_THOUSAND = Range(0.0002, 0.004)
"""002:L50."""

APART = "the article's own prices of closed and open models (002:L50-51) are 7.5 to 600 times apart"


def _figures() -> tuple[Figure, ...]:
    rows_ = cost_by_volume(BandTable()).rows
    lines = [f"002:L{line}" for line in range(144, 144 + len(rows_))]
    costs = [
        Figure(
            f"{row.name}, closed",
            line,
            exactly(row.closed_stated_usd),
            row.closed_computed_usd,
            "USD per month",
            FORGOTTEN,
        )
        for row, line in zip(rows_, lines, strict=True)
    ]
    sides = [
        Figure(
            f"{row.name}, cheaper side",
            line,
            row.recommended,
            row.cheaper,
            why="" if row.agrees else FLIPPED[row.cheaper],
        )
        for row, line in zip(rows_, lines, strict=True)
    ]
    times = BandTable().closed_usd_per_thousand.over(OPEN_USD_PER_THOUSAND)
    saved = Range(saved_fraction(times.low, 1), saved_fraction(times.high, 1))
    return (
        *costs,
        *sides,
        Figure("closed price over open price", "002:L14,L24", Range(5, 10), times, "times", APART),
        Figure("saved by self-hosting", "002:L61-63", exactly(0.95), saved, "fraction", APART),
    )


METHOD = Method(
    id="seed-002/cost-by-volume",
    title="Cost table by usage, with a sanity check",
    articles=(SEED_002,),
    sources=("002:L51", "002:L111", "002:L137-147"),
    computes="the closed cost of each row from its tokens and the article's own price, with the printed cost",
    formula=(
        "closed_computed_usd = tokens_per_month / 1000 x closed_usd_per_thousand",
        "cheaper = closed if its high end <= open_usd, open if its low end > open_usd, else either",
    ),
    shape=BandTable,
    inputs=(
        Input(
            "bands", rows(Band, TOKENS, USD_PER_MONTH, USD_PER_MONTH, one_of("closed", "open")), "rows", "002:L144-147"
        ),
        Input("closed_usd_per_thousand", between(USD_PER_THOUSAND), "price of a closed model", "002:L51"),
    ),
    function=cost_by_volume,
    example=("bands=Medium SaaS:5M:150_000:12_000:open",),
    figures=_figures,
    limits=(
        "the table does not state the period of its open costs; yearly costs would contradict the 80,000 of 002:L141",
        "its 0.03 to 0.12 USD per 1K tokens are 12 times what 003:L137 gives for GPT-4o, at both ends",
    ),
)
