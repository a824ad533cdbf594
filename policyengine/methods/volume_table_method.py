"""The table by tokens per day as a method, with the rows and break-evens printed in its article (000:L363-372)."""

from policyengine.costs.ranges import Range, exactly
from policyengine.costs.volumes import Volume
from policyengine.methods.articles import SEED_000
from policyengine.methods.forms import VOLUME, amount
from policyengine.methods.list_prices import GPT_4O
from policyengine.methods.method import Figure, Input, Method
from policyengine.methods.spend_gates import MIGRATE_USD
from policyengine.methods.units import PAID_PER_MILLION, PAID_PER_MONTH, TOKENS_EACH, TOKENS_PER_DAY
from policyengine.methods.volume_table import TokenVolume, VolumeCosts, volume_table
from policyengine.words.numbers import full

PRINTED = (
    ("000:L364", 100_000, 75, 3_000, 400),
    ("000:L365", 1_000_000, 750, 3_000, 400),
    ("000:L366", 10_000_000, 7_500, 3_000, 400),
    ("000:L367", 50_000_000, 37_500, 6_000, 800),
    ("000:L368", 100_000_000, 75_000, 12_000, 1_600),
)
"""Line, tokens per day, and USD per month of the API, of 70B and of 8B."""

LOADED = Range(2, 3)
"""000:L276: the ratio of the full cost of GPUs to their bare price."""

LIST = Range(*GPT_4O[1:])
"""GPT-4o's list price of input and of output."""

SCALE = "above 1M tokens/day the claim is 5 to 10; in the table self-hosting is four times as expensive there"
AT_ONCE = "400 / (25 x 30) million is more than 500,000"
TRIGGER = "5,000 USD are above the break-even of 000:L370: according to the table, self-hosting pays off much earlier"
NOT_LOADED = "the table uses bare GPUs; the article's own factor of 2 to 3 for a fully loaded GPU moves the break-even"
PRICE = "25 USD per 1M tokens is above GPT-4o's list price of 2.50 to 10.00 (003:L137), whatever the mix"
RANGE = "the FAQ's range ends below the table's row at 100M tokens/day (000:L368)"


def _row(tokens_per_day: float) -> VolumeCosts:
    return volume_table(TokenVolume(Volume(tokens_per_day, period="day")))


def _rows() -> tuple[Figure, ...]:
    figures: list[Figure] = []
    for line, daily, *printed in PRINTED:
        row = _row(daily)
        costs = (row.api_usd_per_month, row.large_usd_per_month, row.small_usd_per_month)
        figures += [
            Figure(f"{way} at {full(daily)} tokens/day", line, exactly(amount), exactly(cost), "USD per month")
            for way, amount, cost in zip(("GPT-4o API", "70B", "8B"), printed, costs, strict=True)
        ]
    return tuple(figures)


def _figures() -> tuple[Figure, ...]:
    one, most = _row(1_000_000), _row(100_000_000)
    large, small = one.large_break_even_tokens_per_day or 0, one.small_break_even_tokens_per_day or 0
    daily = "tokens/day"
    trigger = MIGRATE_USD / one.api_usd_per_month * one.tokens_per_day
    return (
        *_rows(),
        Figure("70B break-even with GPT-4o", "000:L370,L426", Range(3e6, 5e6), exactly(large), daily),
        Figure("8B break-even with GPT-4o", "000:L370", Range(0, 500_000), exactly(small), daily, AT_ONCE),
        Figure("API over 70B at 1M tokens/day", "000:L46", Range(5, 10), exactly(one.api_over_large), "times", SCALE),
        Figure("API over 70B at 100M tokens/day", "000:L134", Range(5, 10), exactly(most.api_over_large), "times"),
        Figure("volume at the trigger to migrate", "000:L208,L370", Range(3e6, 5e6), exactly(trigger), daily, TRIGGER),
        Figure(
            "70B break-even with loaded GPUs", "000:L276,L370", Range(3e6, 5e6), exactly(large).times(LOADED), daily,
            NOT_LOADED,
        ),
        Figure("GPT-4o's price behind the rows", "000:L364", exactly(25), LIST, "USD per 1M tokens", PRICE),
        Figure(
            "70B a month, up to 100M tokens/day", "000:L426", Range(3_000, 8_000),
            Range(one.large_usd_per_month, most.large_usd_per_month), "USD per month", RANGE,
        ),
        Figure(
            "8B a month, up to 100M tokens/day", "000:L426", Range(400, 700),
            Range(one.small_usd_per_month, most.small_usd_per_month), "USD per month", RANGE,
        ),
    )  # fmt: skip


METHOD = Method(
    id="seed-000/volume-table",
    title="Cost table by tokens per day, with break-even",
    articles=(SEED_000,),
    sources=("000:L363-370", "000:L424-426"),
    computes="USD per month of GPT-4o, of a self-hosted 70B and 8B, and the tokens per day from which each pays off",
    formula=(
        "api_usd_per_month = tokens_per_day x 30 x api_usd_per_million / 10^6",
        "copies = ceil(tokens_per_day / copy_tokens_per_day); a copy of 70B is 2 A100, of 8B one A10G",
        "self-hosted usd_per_month = copies x usd_per_month of a copy",
        "break-even tokens_per_day = usd_per_month of a copy / (api_usd_per_million x 30) x 10^6",
    ),
    shape=TokenVolume,
    inputs=(
        Input("volume", VOLUME, "tokens or requests per day or month"),
        Input("tokens_per_request", amount(TOKENS_EACH), "used only for a volume in requests", "003:L91-92"),
        Input("api_usd_per_million", amount(PAID_PER_MILLION), "implied by the rows", "000:L364-368"),
        Input("large_usd_per_month", amount(PAID_PER_MONTH), "2 A100 for a copy of 70B", "000:L364"),
        Input("small_usd_per_month", amount(PAID_PER_MONTH), "one A10G for a copy of 8B", "000:L364"),
        Input(
            "copy_tokens_per_day", amount(TOKENS_PER_DAY), "minimum capacity consistent with the rows", "000:L366-368"
        ),
    ),
    function=volume_table,
    example=("volume=10M/day",),
    figures=_figures,
    limits=(
        "the column is headed monthly volume, but its rows are per day; they are read per day",
        "the article states no capacity of a copy: the default is the minimum consistent with all its rows",
        "bare GPUs on demand: no engineering, no second copy, no reserved or spot price (see seed-000/discounts)",
    ),
)
