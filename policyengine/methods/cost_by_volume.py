"""A table of closed against open costs by volume, checked against its own price (002:L137-147)."""

from typing import NamedTuple

from policyengine.costing.ranges import Range, exactly
from policyengine.costing.tokens import usd_for_tokens
from policyengine.methods.articles import SEED_002
from policyengine.methods.forms import between, one_of, rows
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.units import TOKENS, USD_PER_MONTH, USD_PER_THOUSAND

_THOUSANDS = exactly(1_000)


class Band(NamedTuple):
    """One row as printed: tokens per month, USD per month closed and open, and which is recommended."""

    name: str
    tokens_per_month: float
    closed_usd_per_month: float
    open_usd_per_month: float
    recommended: str


BANDS = (
    Band("Small App/Prototype", 100_000, 3_000, 8_000, "closed"),
    Band("Medium SaaS", 5_000_000, 150_000, 12_000, "open"),
    Band("Enterprise Chatbot", 50_000_000, 1_500_000, 15_000, "open"),
    Band("AI-First Product", 500_000_000, 15_000_000, 25_000, "open"),
)
"""002:L144-147."""


class BandTable(NamedTuple):
    """The rows, and the price of a closed model per thousand tokens (002:L51)."""

    bands: tuple[Band, ...] = BANDS
    closed_usd_per_thousand: Range = Range(0.03, 0.12)


class Checked(NamedTuple):
    """A row with its closed cost computed from the price, the side that is then cheaper, and whether the table agrees.

    `cheaper` is `closed`, `open`, or `either` where the low price gives one and the high price the other.
    """

    name: str
    tokens_per_month: float
    closed_stated_usd: float
    closed_computed_usd: Range
    open_usd: float
    recommended: str
    cheaper: str
    agrees: bool


class CheckedTable(NamedTuple):
    """All rows, checked."""

    rows: tuple[Checked, ...]
    notes: tuple[str, ...]


def cost_by_volume(table: BandTable) -> CheckedTable:
    """Give tokens x price for each row, and compare it with what the row states and recommends."""
    checked = tuple(_checked(band, table.closed_usd_per_thousand) for band in table.bands)
    notes = [
        f"{row.name}: the table says {row.recommended}; by its own price {row.cheaper} is cheaper"
        for row in checked
        if not row.agrees
    ]
    return CheckedTable(checked, tuple(notes))


def _checked(band: Band, usd_per_thousand: Range) -> Checked:
    closed = usd_for_tokens(exactly(band.tokens_per_month), usd_per_thousand.times(_THOUSANDS))
    below, above = closed.high <= band.open_usd_per_month, closed.low > band.open_usd_per_month
    cheaper = "closed" if below else "open" if above else "either"
    return Checked(
        band.name, band.tokens_per_month, band.closed_usd_per_month, closed, band.open_usd_per_month,
        band.recommended, cheaper, cheaper == band.recommended,
    )  # fmt: skip


FORGOTTEN = "the printed cost is tokens x 0.03, with the `per 1K` forgotten: a thousand times too much (X-20)"
FLIPPED = "with the cost a thousand times smaller, the other side is cheaper, or it depends on the price (X-20)"


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
        Figure(f"{row.name}, cheaper side", line, row.recommended, row.cheaper, why="" if row.agrees else FLIPPED)
        for row, line in zip(rows_, lines, strict=True)
    ]
    return (*costs, *sides)


METHOD = Method(
    id="seed-002/cost-by-volume",
    title="Cost table by usage, with a sanity check",
    articles=(SEED_002,),
    sources=("002:L51", "002:L111", "002:L137-147"),
    computes="the closed cost of each row from its tokens and the article's own price, beside what the row prints",
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
        "the table does not say that its open costs are per month; yearly ones would contradict 002:L141 (X-22)",
        "0.03 to 0.12 USD per 1K tokens is 12 times what 003:L137 gives for GPT-4o (X-23)",
    ),
)
