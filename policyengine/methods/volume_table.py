"""API and self-hosted 70B and 8B by tokens per day, and the break-even of each (000:L363-370)."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.machines import copies_for_rate
from policyengine.costs.money import cents
from policyengine.costs.ranges import exactly
from policyengine.costs.tokens import tokens_that_cost, usd_for_tokens
from policyengine.costs.volumes import Volume, tokens_per_month
from policyengine.methods.list_prices import GPT_4O, REQUEST_TOKENS
from policyengine.words.numbers import full


class TokenVolume(NamedTuple):
    """A volume, and the table's prices: per million tokens, and per month of one copy of each model.

    Each row of the table implies 25 USD (75 USD / 3M tokens, 000:L364). `copy_tokens_per_day` is the minimum capacity
    of a copy that is consistent with the GPUs of all five rows; the article states none.
    """

    volume: Volume
    tokens_per_request: float = REQUEST_TOKENS
    api_usd_per_million: float = 25.0
    large_usd_per_month: float = 3_000
    small_usd_per_month: float = 400
    copy_tokens_per_day: float = 25_000_000


class VolumeCosts(NamedTuple):
    """USD per month of each option, and the tokens per day from which self-hosting is cheaper; None if it never is.

    `api_over_large` and `api_over_small` are the ratios of the API cost to the cost of that option.
    """

    tokens_per_day: float
    api_usd_per_month: float
    large_usd_per_month: float
    large_gpus: str
    small_usd_per_month: float
    small_gpus: str
    api_over_large: float
    api_over_small: float
    large_break_even_tokens_per_day: float | None
    small_break_even_tokens_per_day: float | None
    notes: tuple[str, ...] = ()


def volume_table(asked: TokenVolume) -> VolumeCosts:
    """Return one row of the table. A copy of a model is added whenever the capacity of the others is used up."""
    monthly = tokens_per_month(asked.volume, asked.tokens_per_request)
    daily = monthly / DAYS_PER_MONTH
    api = cents(usd_for_tokens(exactly(monthly), exactly(asked.api_usd_per_million)).low) / 100
    copies = copies_for_rate(daily, asked.copy_tokens_per_day)
    large, small = copies * asked.large_usd_per_month, copies * asked.small_usd_per_month
    listed = GPT_4O.output_usd_per_million
    dear = f"{full(asked.api_usd_per_million)} USD per 1M tokens is above {full(listed)}, GPT-4o's list price of output"
    return VolumeCosts(
        daily, api, large, f"{2 * copies}x A100", small, f"{copies}x A10G", api / large, api / small,
        break_even(asked, asked.large_usd_per_month), break_even(asked, asked.small_usd_per_month),
        (dear,) if asked.api_usd_per_million > listed else (),
    )  # fmt: skip


def break_even(asked: TokenVolume, usd_per_month_of_a_copy: float) -> float | None:
    """Return the tokens per day that cost as much as one copy; None if a full copy costs more than the API.

    If the first copy does not pay off, no number of copies does: cost and capacity grow in proportion.
    """
    price = exactly(asked.api_usd_per_million)
    daily = tokens_that_cost(exactly(usd_per_month_of_a_copy), price).low / DAYS_PER_MONTH
    return daily if daily <= asked.copy_tokens_per_day else None
