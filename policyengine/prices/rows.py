"""One row of a price set: the prices of a model at a service."""

from typing import Any, NamedTuple

Price = tuple[float, float]
"""USD per million tokens, from low to high; equal if exact."""


class Tier(NamedTuple):
    """The prices of requests with more input tokens than `above_input_tokens`."""

    above_input_tokens: int
    input: Price
    cached_input: Price | None
    output: Price


class Row(NamedTuple):
    """The prices of one model at one service; `source` is a key of the set's sources."""

    model: str
    service: str
    input: Price
    cached_input: Price | None
    output: Price
    batch_discount: float | None = None
    tiers: tuple[Tier, ...] = ()
    source: str = "default"


def rows_of(tokens: dict[str, dict[str, dict[str, Any]]]) -> list[Row]:
    """Return the rows of a set as read: the `tokens` of its entry's `extra`."""
    return [_row(model, service, found) for model, services in tokens.items() for service, found in services.items()]


def _row(model: str, service: str, found: dict[str, Any]) -> Row:
    tiers = tuple(Tier(**tier) for tier in found["tiers"])
    prices = (found["input"], found["cached_input"], found["output"])
    return Row(model, service, *prices, found["batch_discount"], tiers, found["sources"][0])
