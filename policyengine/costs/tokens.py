"""The tokens that a workload sends and receives, and their cost if tokens are paid for."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH
from policyengine.costs.lines import Factor, Line
from policyengine.costs.ranges import NOTHING, Range, exactly

TOKENS_PER_PRICE = 1_000_000
"""The number of tokens that prices refer to."""


class Load(NamedTuple):
    """The demand of a workload on an option.

    Requests per day, tokens per request, and the shares (0 to 1) of input read from a cache and of requests that may
    wait for a batch.
    """

    requests_per_day: Range
    input_tokens: Range
    output_tokens: Range
    cached_share: Range = NOTHING
    batch_share: Range = NOTHING


class TokenPrices(NamedTuple):
    """USD per million tokens; `source` names the price set, and `day` is its ISO date.

    `cached_input` is None if there is no such price: cached input then has the full price. `batch_discount` is the
    discount as a fraction for requests that may wait, None if there is none.
    """

    input: Range
    output: Range
    cached_input: Range | None = None
    batch_discount: float | None = None
    source: str = ""
    day: str = ""


def tokens_of_words(words: float, words_per_token: float) -> float:
    """Return the tokens of a text: words / words per token."""
    return words / words_per_token


def usd_for_tokens(tokens: Range, usd_per_million: Range) -> Range:
    """Return the cost of tokens in USD, in the period of the tokens: tokens x price / 10^6."""
    return tokens.times(usd_per_million).over(exactly(TOKENS_PER_PRICE))


def usd_per_million(usd: float, tokens: float) -> float:
    """Return the price implied by a bill, in USD per million tokens: USD / tokens x 10^6."""
    return usd / tokens * TOKENS_PER_PRICE


def tokens_that_cost(usd: Range, usd_per_million: Range) -> Range:
    """Return the tokens whose cost equals a flat sum, in the sum's period: usd / price x 10^6; the price is above 0.

    Below, paying for tokens is cheaper; above, the flat sum is.
    """
    return usd.over(usd_per_million).times(exactly(TOKENS_PER_PRICE))


def token_lines(load: Load, prices: TokenPrices) -> tuple[Line, ...]:
    """Return the lines of a month: input, cached input, output, and the batch discount.

    Each is requests/day x 30 days x tokens/request x share x price / 10^6. If the cached share is a range, the lines of
    fresh and cached input are ranges, too, each with its own ends: their sum is slightly wider than necessary.
    """
    whole = exactly(1)
    cached = load.cached_share if prices.cached_input is not None else NOTHING
    fresh = Range(1 - cached.high, 1 - cached.low)
    parts = [("input tokens", load.input_tokens, fresh, "not cached", prices.input)]
    if prices.cached_input is not None and cached != NOTHING:
        parts.append(("cached input tokens", load.input_tokens, cached, "cached", prices.cached_input))
    parts.append(("output tokens", load.output_tokens, whole, "", prices.output))
    lines = []
    for name, tokens, share, shared, price in parts:
        shares = () if share == whole else (Factor(share, shared, "workload.volume.cached_share"),)
        factors = (*_requests(load), _tokens(name, tokens), *shares, *_price(price))
        lines.append(Line(name, factors, prices.source))
    if prices.batch_discount and load.batch_share != NOTHING:
        lines += [_saved_by_batches(line, load.batch_share, prices.batch_discount) for line in lines]
    return tuple(lines)


def token_total_lines(tokens_per_month: Range, prices: TokenPrices, input_share: float | None) -> tuple[Line, ...]:
    """Return the lines of a month with only a total of tokens: tokens x share x price / 10^6.

    With the share of input (0 to 1) there is a line for each side; without it, any token may have the price of input or
    of output.
    """
    total = Factor(tokens_per_month, "tokens/month", "workload.volume.total_tokens_per_month")
    if input_share is None:
        either = Range(min(prices.input.low, prices.output.low), max(prices.input.high, prices.output.high))
        return (Line("tokens", (total, *_price(either)), prices.source),)
    sides = (("input tokens", input_share, prices.input), ("output tokens", 1 - input_share, prices.output))
    return tuple(
        Line(name, (total, Factor(exactly(share), name.removesuffix(" tokens")), *_price(price)), prices.source)
        for name, share, price in sides
    )


def _requests(load: Load) -> tuple[Factor, Factor]:
    return (
        Factor(load.requests_per_day, "requests/day", "workload.volume.requests_per_day"),
        Factor(exactly(DAYS_PER_MONTH), "days"),
    )


def _tokens(name: str, tokens: Range) -> Factor:
    kind = "output" if name == "output tokens" else "input"
    return Factor(tokens, f"{kind} tokens/request", f"workload.volume.{kind}_tokens")


def _price(usd_per_million: Range) -> tuple[Factor, Factor]:
    return (
        Factor(usd_per_million, "USD per 1M tokens"),
        Factor(exactly(TOKENS_PER_PRICE), "", divides=True),
    )


def _saved_by_batches(line: Line, share: Range, discount: float) -> Line:
    """Return the batch discount of a line: its low end with the most batched requests, its high end with the fewest."""
    waiting = Factor(Range(share.high, share.low), "in batches", "workload.volume.batch_share")
    more = (waiting, Factor(exactly(discount), "off"))
    return Line(f"batch discount on {line.name}", (*line.factors, *more), line.source, sign=-1)
