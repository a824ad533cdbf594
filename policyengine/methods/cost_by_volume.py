"""A table of closed and open costs by volume, checked against the price in the same article (002:L137-147)."""

from typing import NamedTuple

from policyengine.costs.ranges import Range, exactly
from policyengine.costs.tokens import usd_for_tokens

_THOUSANDS = exactly(1_000)


class Band(NamedTuple):
    """One printed row: tokens per month, USD per month closed and open, and the recommended side."""

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
    """A row with its closed cost computed from the price, the cheaper side, and whether the table agrees.

    `cheaper` is `closed`, `open`, or `either` if the low price gives one and the high price the other.
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
    """Return tokens x price for each row, and compare it with what the row states and recommends."""
    checked = tuple(_checked(band, table.closed_usd_per_thousand) for band in table.bands)
    notes = [
        f"{row.name}: the table recommends {row.recommended}; with its own price {_cheaper(row)}"
        for row in checked
        if not row.agrees
    ]
    return CheckedTable(checked, tuple(notes))


def _cheaper(row: Checked) -> str:
    if row.cheaper == "either":
        return "closed is cheaper at the low end, open at the high"
    return f"{row.cheaper} is cheaper"


def _checked(band: Band, usd_per_thousand: Range) -> Checked:
    closed = usd_for_tokens(exactly(band.tokens_per_month), usd_per_thousand.times(_THOUSANDS))
    below, above = closed.high <= band.open_usd_per_month, closed.low > band.open_usd_per_month
    cheaper = "closed" if below else "open" if above else "either"
    return Checked(
        band.name, band.tokens_per_month, band.closed_usd_per_month, closed, band.open_usd_per_month,
        band.recommended, cheaper, cheaper == band.recommended,
    )  # fmt: skip
