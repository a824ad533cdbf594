"""Selects the price for an option: that of the first price set in force that has one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from policyengine.costs.ranges import NOTHING, Range
from policyengine.costs.tokens import TokenPrices
from policyengine.facts.dates import days_between
from policyengine.facts.environment import Environment, Facts
from policyengine.loading.entry import Entry

TERMS = ("on-demand", "reserved", "spot")
"""The values of `option.hardware.term`."""

_MARKET = ""
"""The key of a row without a service."""


class MachinePrice(NamedTuple):
    """USD per GPU-hour by term, USD to buy one, the price set and its ISO date."""

    usd_per_hour: dict[str, Range]
    usd_to_buy: Range | None
    source: str
    day: str
    any_service: bool


def price_sets(environment: Environment) -> list[Entry]:
    """Return the price sets in force by precedence: those of the settings, then the shipped ones by id.

    Sets that only serve to reproduce a publication are excluded unless `around.price_sets` names them; if it names any,
    only these are in force.
    """
    named = environment.price_sets
    names = named or environment.catalog.names("prices")
    found = [environment.catalog.find("prices", name) for name in names]
    entries = [entry for entry in found if entry is not None and (named or not entry.extra["named_only"])]
    return (
        entries if named else sorted(entries, key=lambda entry: (not environment.catalog.is_overlaid(entry), entry.id))
    )


def token_prices(facts: Facts, environment: Environment) -> TokenPrices | None:
    """Return the token prices of an external option at its service, for prompts of the workload's length; else None."""
    model, service = facts.get("option.model.id"), facts.get("option.provider.id")
    for entry in price_sets(environment):
        by_service = entry.extra["tokens"].get(model, {})
        row = by_service.get(service, by_service.get(_MARKET))
        if row is not None and row["input"] is not None:
            return _token_prices(row, facts.get("workload.volume.input_tokens"), entry.id)
    return None


def _token_prices(row: dict[str, Any], input_tokens: int | None, source: str) -> TokenPrices:
    prices = row
    for tier in row["tiers"]:
        if input_tokens is not None and input_tokens > tier["above_input_tokens"]:
            prices = {**prices, **{part: price for part, price in tier.items() if price is not None}}
    cached = prices["cached_input"]
    return TokenPrices(
        Range(*prices["input"]),
        NOTHING if prices["output"] is None else Range(*prices["output"]),
        None if cached is None else Range(*cached),
        row["batch_discount"],
        source,
        row["as_of"],
    )


def machine_price(facts: Facts, environment: Environment) -> MachinePrice | None:
    """Return the GPU price of the option at its service, else on the market; None for a GPU without a price."""
    gpu, service = facts.get("option.hardware.gpu"), facts.get("option.provider.id")
    sets = [(entry.id, entry.extra["machines"].get(gpu, {})) for entry in price_sets(environment)]
    for wanted in (service, _MARKET):
        for source, by_service in sets:
            row = by_service.get(wanted)
            if row is not None:
                terms = {term: Range(*price) for term, price in row["usd_per_hour"].items()}
                bought = None if row["usd_to_buy"] is None else Range(*row["usd_to_buy"])
                return MachinePrice(terms, bought, source, row["as_of"], wanted == _MARKET)
    return None


def has_happened(source: str, day: str, environment: Environment) -> bool:
    """Return whether the day of the prices is valid: present and not in the future; shipped sets always are."""
    if day <= environment.latest.date().isoformat():
        return bool(day)
    entry = environment.catalog.find("prices", source)
    return entry is not None and not environment.catalog.is_overlaid(entry)


def oldest_days(price_days: Iterable[tuple[str, str]], environment: Environment) -> dict[str, int]:
    """Return the age in days of the oldest dated price of each source."""
    ages: dict[str, int] = {}
    for source, day in sorted(price_days):
        if day:
            dated = datetime.fromisoformat(day).replace(tzinfo=environment.today.tzinfo)
            ages[source] = max(ages.get(source, 0), days_between(dated, environment.today))
    return ages
