"""Actions for a monthly API bill (003:L271, 000:L208)."""

from typing import NamedTuple

from policyengine.costs.ranges import exactly
from policyengine.methods.api_cost import ApiUse, api_cost
from policyengine.methods.articles import SEED_000, SEED_003
from policyengine.methods.forms import amount
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import USD_PER_MONTH
from policyengine.words.numbers import full

EVALUATE_USD = 1_000
ACT_USD = 3_000
"""003:L271."""

MIGRATE_USD = 5_000
"""000:L208, L418."""


class Spend(NamedTuple):
    """A monthly API bill."""

    usd_per_month: float


class Gate(NamedTuple):
    """The highest gate reached: none, evaluate, act or migrate; and the word of each article."""

    gate: str
    seed_003: str
    seed_000: str
    notes: tuple[str, ...] = ()


def spend_gates(spend: Spend) -> Gate:
    """Return the gates: from 1,000 evaluate and from 3,000 act (003), above 5,000 migrate (000)."""
    usd = spend.usd_per_month
    own = "act" if usd >= ACT_USD else "evaluate" if usd >= EVALUATE_USD else "none"
    other = "migrate" if usd > MIGRATE_USD else "none"
    note = f"003 recommends to act from {full(ACT_USD)} USD, 000 has no recommendation up to {full(MIGRATE_USD)}"
    return Gate(other if other != "none" else own, own, other, (note,) if own == "act" and other == "none" else ())


LATE = "with GPT-4o's prices, 3,000 USD are 23,529 requests/day: its gate is above its row for high volume"


def _figures() -> tuple[Figure, ...]:
    each = api_cost(ApiUse(1_000)).usd_per_month / 1_000
    return (
        Figure(
            "volume at which to act", "003:L258,L271", exactly(10_000), exactly(ACT_USD / each), "requests/day", LATE
        ),
    )


METHOD = Method(
    id="seeds/spend-gates",
    title="Spend gates",
    articles=(SEED_003, SEED_000),
    sources=("003:L271", "000:L208", "000:L418"),
    computes="whether a monthly API bill is a reason to evaluate, act or migrate",
    formula=(
        f"usd_per_month >= {EVALUATE_USD}: evaluate (003)",
        f"usd_per_month >= {ACT_USD}: act (003)",
        f"usd_per_month > {MIGRATE_USD}: migrate (000)",
    ),
    shape=Spend,
    inputs=(Input("usd_per_month", amount(USD_PER_MONTH), "monthly API bill"),),
    function=spend_gates,
    example=("usd_per_month=3000",),
    figures=_figures,
    limits=(
        "a bill alone does not show that self-hosting is cheaper: 000:L332 also requires a volume that justifies GPUs",
    ),
)
