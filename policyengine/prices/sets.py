"""A price set of tokens as the data of its file: one row for each model at each service, sorted."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from policyengine.prices.rows import Price, Row, Tier


class Snapshot(NamedTuple):
    """A snapshot of a package: its version, the day of its prices, and the prices."""

    version: str
    day: str
    rows: tuple[Row, ...]


def heading(snapshot: Snapshot) -> str:
    """Return the comment at the top of the file."""
    return _HEADING.format(version=snapshot.version)


def set_data(name: str, snapshot: Snapshot) -> dict[str, Any]:
    """Return the data of the file of a set called `name`."""
    rows = sorted(snapshot.rows, key=lambda row: (row.model, row.service))
    day = date.fromisoformat(snapshot.day)
    return {
        "id": name,
        "title": f"Token prices of model APIs, snapshot of genai-prices {snapshot.version}",
        "as_of": day,
        "tokens": [dict(_row(row)) for row in rows],
        "sources": {
            "default": {
                "title": "genai-prices, prices of LLM inference APIs",
                "section": "prices of the service",
                "url": "https://github.com/pydantic/genai-prices",
                "version": snapshot.version,
                "checked": day,
                "confidence": "secondary",
                "read_via": f"the Python package genai-prices {snapshot.version}",
            },
            "borrowed": {
                "section": "prices of the model's developer, which genai-prices takes for this service",
                "confidence": "unverified",
            },
        },
    }


def _row(row: Row) -> Iterator[tuple[str, Any]]:
    yield from (("model", row.model), ("service", row.service), *_prices(row))
    if row.batch_discount:
        yield "batch_discount", row.batch_discount
    if row.source != "default":
        yield "source", row.source
    if row.tiers:
        yield "tiers", [{"above_input_tokens": tier.above_input_tokens, **dict(_prices(tier))} for tier in row.tiers]


def _prices(row: Row | Tier) -> Iterator[tuple[str, Any]]:
    yield "input", _price(row.input)
    if row.cached_input is not None:
        yield "cached_input", _price(row.cached_input)
    yield "output", _price(row.output)


def _price(price: Price) -> Any:
    low, high = price
    return low if low == high else {"low": low, "high": high}


_HEADING = """\
# yaml-language-server: $schema=../../schemas/catalog/price-set.schema.json
# Written by `policyengine catalog update`: edits are lost. A snapshot of genai-prices {version} (MIT licence, copyright
# Pydantic Services Inc.): its prices for the catalog's models at the services that have them. The day is the newest on
# which the package says that a price began. Left out: what is not paid by the token, and writing to a cache.
# A range is the span of a day where the price depends on the hour.
"""
