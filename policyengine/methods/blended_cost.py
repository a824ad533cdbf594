"""The cost of a mix: a share stays with the expensive model, the rest runs on self-hosted GPUs (000:L263-267)."""

from typing import NamedTuple

from policyengine.costs.money import cents
from policyengine.costs.ranges import exactly
from policyengine.costs.shares import blended, saved_fraction, share_for
from policyengine.methods.articles import SEED_000
from policyengine.methods.forms import amount
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import FRACTION, PAID_PER_MONTH, USD_PER_MONTH
from policyengine.words.numbers import percent


class Mix(NamedTuple):
    """The cost of all requests at the frontier model, the share of that cost that stays, and the cost of the rest.

    `stated_usd_per_month` is a stated blended cost to explain.
    """

    frontier_usd_per_month: float
    frontier_share: float
    other_usd_per_month: float
    stated_usd_per_month: float | None = None


class Blend(NamedTuple):
    """The blended cost, the saved fraction, and the share of the frontier cost implied by the stated figure."""

    usd_per_month: float
    saved_fraction: float
    stated_share: float | None
    notes: tuple[str, ...] = ()


def blended_cost(mix: Mix) -> Blend:
    """Return frontier cost x share + the other cost."""
    total = cents(blended(mix.frontier_usd_per_month, mix.frontier_share, mix.other_usd_per_month)) / 100
    saved = saved_fraction(mix.frontier_usd_per_month, total)
    if mix.stated_usd_per_month is None:
        return Blend(total, saved, None)
    share = share_for(mix.stated_usd_per_month, mix.frontier_usd_per_month, mix.other_usd_per_month)
    note = f"the stated figure implies {percent(share)} of the frontier cost, not {percent(mix.frontier_share)}"
    return Blend(total, saved, share, (note,) if cents(total) != cents(mix.stated_usd_per_month) else ())


SCENARIO_C = Mix(40_000, 0.20, 800, 12_000)
"""000:L263-267: 200,000 tickets a day, 80 % of them on two A10G."""

MORE_COST = (
    "20 % of 40,000 and 800 are 8,800; 12,000 requires that the complex fifth of the tickets causes 28 % of the cost"
)


def _figures() -> tuple[Figure, ...]:
    found = blended_cost(SCENARIO_C)
    return (
        Figure("scenario C", "000:L263", exactly(12_000), exactly(found.usd_per_month), "USD per month", MORE_COST),
    )


METHOD = Method(
    id="seed-000/blended-cost",
    title="Blended cost of a hybrid",
    articles=(SEED_000,),
    sources=("000:L263-267", "000:L347"),
    computes="USD per month when a share stays with the frontier model and the rest runs on self-hosted GPUs",
    formula=(
        "usd_per_month = frontier_usd_per_month x frontier_share + other_usd_per_month",
        "saved_fraction = 1 - usd_per_month / frontier_usd_per_month",
        "stated_share = (stated_usd_per_month - other_usd_per_month) / frontier_usd_per_month",
    ),
    shape=Mix,
    inputs=(
        Input("frontier_usd_per_month", amount(PAID_PER_MONTH), "all requests at the frontier model"),
        Input("frontier_share", amount(FRACTION), "share of that cost that stays"),
        Input("other_usd_per_month", amount(USD_PER_MONTH), "GPUs for the rest"),
        Input("stated_usd_per_month", amount(USD_PER_MONTH), "a stated blended cost to explain", "000:L263"),
    ),
    function=blended_cost,
    example=(
        "frontier_usd_per_month=40_000", "frontier_share=20%", "other_usd_per_month=800", "stated_usd_per_month=12_000",
    ),
    figures=_figures,
    limits=("a share of the requests is a share of the cost only where all requests are equally long",),
)  # fmt: skip
