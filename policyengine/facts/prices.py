"""Which price holds for an option: the first price set in force that knows it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from policyengine.costing.ranges import Range, exactly
from policyengine.costing.tokens import TokenPrices
from policyengine.facts.surroundings import Facts, Surroundings
from policyengine.loading.entry import Entry

TERMS = ("on-demand", "reserved", "spot")
"""The values of `option.hardware.term`."""


class MachinePrice(NamedTuple):
    """USD per GPU-hour by term, USD to buy one, and the price set; `any_service` when it is a range of the market."""

    usd_per_hour: dict[str, Range]
    usd_to_buy: Range | None
    source: str
    any_service: bool


def price_sets(around: Surroundings) -> list[Entry]:
    """Give the price sets in force, the first to ask first: the settings' own, then the shipped ones by id.

    Sets that only serve to reproduce a publication are left out unless `around.price_sets` names them; where it names
    any, they alone are in force.
    """
    named = around.price_sets
    names = named or around.catalog.names("prices")
    found = [around.catalog.find("prices", name) for name in names]
    entries = [entry for entry in found if entry is not None and (named or not entry.extra["only_named"])]
    return entries if named else sorted(entries, key=lambda entry: (not around.catalog.is_overlaid(entry), entry.id))


def token_prices(facts: Facts, around: Surroundings) -> TokenPrices | None:
    """Give what an external option's tokens cost at its service, for prompts of the workload's length; else None."""
    model, service = facts.get("option.model.id"), facts.get("option.provider.id")
    for entry in price_sets(around):
        for given in entry.extra["tokens"]:
            if given["model"] == model and given.get("service") in (None, service):
                return _token_prices(given, facts.get("workload.volume.input_tokens"), entry.id)
    return None


def _token_prices(given: dict[str, Any], input_tokens: int | None, source: str) -> TokenPrices:
    price = given
    for tier in given.get("tiers") or ():
        if input_tokens is not None and input_tokens > tier["above_input_tokens"]:
            price = {**given, **tier}
    cached = price.get("cached_input")
    return TokenPrices(
        _amount(price["input"]),
        _amount(price.get("output", 0.0)),
        None if cached is None else _amount(cached),
        price.get("batch_discount"),
        source,
    )


def machine_price(facts: Facts, around: Surroundings) -> MachinePrice | None:
    """Give what the option's GPU costs at its service, else on the market; None for a GPU without a price."""
    gpu, service = facts.get("option.hardware.gpu"), facts.get("option.provider.id")
    if gpu is None:
        return None
    rows = list(_machines(gpu, around))
    for wanted in (service, None):
        for given, source in rows:
            if given.get("service") == wanted:
                terms = {term: _amount(amount) for term, amount in (given.get("usd_per_hour") or {}).items()}
                bought = given.get("usd_to_buy")
                return MachinePrice(terms, None if bought is None else _amount(bought), source, wanted is None)
    return None


def _machines(gpu: str, around: Surroundings) -> Iterator[tuple[dict[str, Any], str]]:
    for entry in price_sets(around):
        for given in entry.extra["machines"]:
            if given["gpu"] == gpu:
                yield given, entry.id


def _amount(given: float | dict[str, float]) -> Range:
    """Read a price: a number, or {low, high}."""
    return Range(float(given["low"]), float(given["high"])) if isinstance(given, dict) else exactly(given)


def price_age_days(source: str, around: Surroundings) -> int | None:
    """Give the days from the date of a price set to the day judged as of."""
    entry = around.catalog.find("prices", source)
    if entry is None:
        return None
    day = datetime.fromisoformat(entry.extra["as_of"]).replace(tzinfo=around.today.tzinfo)
    return (around.today - day).days
