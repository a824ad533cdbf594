"""Read price sets as entries: prices of tokens and GPUs, by model or GPU and by service, as plain data."""

from collections.abc import Iterator
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.entry import Entry
from policyengine.loading.suggestion import did_you_mean
from policyengine.loading.value_types import fits
from policyengine.location import Route
from policyengine.words.numbers import full

MARKET = ""
"""The service of a row that names none: its prices are those of the market."""


def price_set_entry(value: dict[str, Any], path: str) -> Entry:
    """Read one set.

    `extra` has its `title`, its day `as_of`, and two tables that are keyed by the ids the file writes:
    `tokens` {model: {service: row}} in USD per million tokens, `machines` {gpu: {service: row}} in USD.
    Prices are pairs (low, high), the same twice where one is exact; what the file leaves out is None.
    """
    day = value["as_of"]
    extra = {
        "title": value["title"],
        "as_of": day,
        "named_only": value.get("named_only", False),
        "tokens": _by_service(value.get("tokens") or (), "model", _token_prices, day),
        "machines": _by_service(value.get("machines") or (), "gpu", _machine_prices, day),
    }
    return Entry("prices", value["id"], (), {}, extra, value["sources"], path, ())


def _by_service(rows: Any, key: str, read: Any, day: str) -> dict[str, dict[str, dict[str, Any]]]:
    table: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        origin = {
            "as_of": row.get("as_of", day),
            "sources": (row.get("source", "default"), *row.get("also", ())),
            "notes": row.get("notes", ""),
        }
        table.setdefault(row[key], {})[row.get("service", MARKET)] = {**read(row), **origin}
    return table


def _token_prices(row: dict[str, Any]) -> dict[str, Any]:
    tiers = [{"above_input_tokens": tier["above_input_tokens"], **_three(tier)} for tier in row.get("tiers", ())]
    return {**_three(row), "batch_discount": row.get("batch_discount"), "tiers": tiers}


def _three(prices: dict[str, Any]) -> dict[str, Any]:
    return {part: _pair(prices.get(part)) for part in ("input", "cached_input", "output")}


def _machine_prices(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "usd_per_hour": {term: _pair(price) for term, price in row.get("usd_per_hour", {}).items()},
        "usd_to_buy": _pair(row.get("usd_to_buy")),
        "watts": row.get("watts"),
    }


def _pair(price: Any) -> tuple[float, float] | None:
    if price is None:
        return None
    if isinstance(price, dict):
        return float(price["low"]), float(price["high"])
    return float(price), float(price)


def price_mistakes(document: Document, route: Route = ()) -> Iterator[Mistake]:
    """Find mistakes that the schema cannot find in the set at a route of a document.

    These are reversed ranges, thresholds that do not rise, missing sources, dates that do not exist, and two rows for
    one price.
    """
    value = document.value_at(route)
    sources = value.get("sources") or {"default": {}}
    yield from _no_day(document, value, route)
    for table, key in (("tokens", "model"), ("machines", "gpu")):
        seen: set[tuple[str, str]] = set()
        for index, row in enumerate(value.get(table) or ()):
            at = (*route, table, index)
            yield from _upside_down(document, row, at)
            yield from _no_day(document, row, at)
            yield from _falling(document, row, at)
            yield from _no_source(document, row, at, sources)
            pair = (row[key], row.get("service", MARKET))
            if pair in seen:
                where = f"at `{pair[1]}`" if pair[1] else "on the market"
                message = f"two rows price `{pair[0]}` {where}"
                yield document.mistake(message, document.locate_value((*at, key)), "keep one of them")
            seen.add(pair)


def _no_source(document: Document, row: Any, route: Route, sources: Any) -> Iterator[Mistake]:
    named: list[tuple[Route, str]] = [(("source",), row.get("source", "default"))]
    named += [(("also", number), name) for number, name in enumerate(row.get("also", ()))]
    for place, name in named:
        if name not in sources:
            hint = did_you_mean(name, sources) or "name a key of `sources`"
            yield document.mistake(f"no source `{name}`", document.locate_value((*route, *place)), hint)


def _no_day(document: Document, value: Any, route: Route) -> Iterator[Mistake]:
    day = value.get("as_of")
    if day is not None and not fits(day, "timestamp"):
        place = document.locate_value((*route, "as_of"))
        yield document.mistake(f"the date `{day}` does not exist", place, "check the month and the day")


def _falling(document: Document, row: Any, route: Route) -> Iterator[Mistake]:
    least = 0
    for index, tier in enumerate(row.get("tiers", ())):
        above = tier["above_input_tokens"]
        if above <= least:
            place = document.locate_value((*route, "tiers", index, "above_input_tokens"))
            yield document.mistake(
                f"the tier above {full(above)} comes after one above {full(least)}", place, "sort the tiers"
            )
        least = max(least, above)


def _upside_down(document: Document, value: Any, route: Route) -> Iterator[Mistake]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _upside_down(document, item, (*route, index))
    if isinstance(value, dict):
        if "low" in value and value["low"] > value["high"]:
            message = f"`low` is {value['low']}, above `high`, {value['high']}"
            yield document.mistake(message, document.locate_value((*route, "low")), "swap the two")
        for name, item in value.items():
            yield from _upside_down(document, item, (*route, name))
