"""A price set of tokens as the text of its file: one row a line, sorted, the same bytes every time."""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from policyengine.prices.rows import Price, Row, Tier

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._/-]*")
_WIDTH = 120


class Snapshot(NamedTuple):
    """What a package said on a day: its version, the day its prices held, and the prices."""

    version: str
    day: str
    rows: tuple[Row, ...]


def set_text(name: str, snapshot: Snapshot) -> str:
    """Write a set called `name`."""
    rows = sorted(snapshot.rows, key=lambda row: (row.model, row.service))
    head = _HEAD.format(name=name, version=snapshot.version, day=snapshot.day)
    return head + "".join(map(_row_text, rows)) + _SOURCES.format(version=snapshot.version, day=snapshot.day)


def amount(number: float) -> str:
    """Write a number as short as it is, never with an exponent."""
    return f"{number:.10f}".rstrip("0").rstrip(".")


def price_text(price: Price) -> str:
    """Write a price as YAML: a number, or a range."""
    low, high = price
    return amount(low) if low == high else f"{{low: {amount(low)}, high: {amount(high)}}}"


def _row_text(row: Row) -> str:
    parts = [f"model: {_scalar(row.model)}", f"service: {row.service}", *_prices(row)]
    parts += [f"batch_discount: {amount(row.batch_discount)}"] if row.batch_discount else []
    parts += [] if row.source == "default" else [f"source: {row.source}"]
    line = f"  - {{{', '.join(parts)}"
    if not row.tiers:
        return f"{line}}}\n"
    tiers = [f"{{above_input_tokens: {tier.above_input_tokens}, {', '.join(_prices(tier))}}}" for tier in row.tiers]
    one = f"{line}, tiers: [{', '.join(tiers)}]}}\n"
    if len(one) <= _WIDTH:
        return one
    return f"{line}, tiers: [\n" + ",\n".join(f"      {tier}" for tier in tiers) + "]}\n"


def _prices(row: Row | Tier) -> Iterable[str]:
    yield f"input: {price_text(row.input)}"
    if row.cached_input is not None:
        yield f"cached_input: {price_text(row.cached_input)}"
    yield f"output: {price_text(row.output)}"


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text)


_HEAD = """\
# yaml-language-server: $schema=../../schemas/catalog/price-set.schema.json
# Written by `policyengine catalog update`: edits are lost. A snapshot of genai-prices {version} (MIT licence, copyright
# Pydantic Services Inc.): its prices for the catalog's models at the services that have them. The day is the newest on
# which the package says that a price began. Left out: what is not paid by the token, and writing to a cache.
# A range is the span of a day where the price depends on the hour.
id: {name}
title: Token prices of model APIs, snapshot of genai-prices {version}
as_of: {day}
tokens:
"""

_SOURCES = """\
sources:
  default:
    title: genai-prices, prices of LLM inference APIs
    section: prices of the service
    url: https://github.com/pydantic/genai-prices
    version: '{version}'
    checked: {day}
    confidence: secondary
    read_via: the Python package genai-prices {version}
  borrowed:
    section: prices of the model's developer, which genai-prices takes for this service
    confidence: unverified
"""
