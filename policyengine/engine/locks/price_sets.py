"""The resolution of locked price sets: their rows, and the row used for a model or a GPU at a service."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from policyengine.engine.locks.aspects import ORDER, Resolved
from policyengine.engine.locks.keys import Key
from policyengine.engine.locks.layers import Layer
from policyengine.facts.environment import Environment
from policyengine.facts.prices import price_sets
from policyengine.loading.entry import Entry
from policyengine.loading.prices import MARKET

_NO_DAY = datetime(1, 1, 1, tzinfo=UTC)
_TABLES = ("tokens", "machines")


def priced(key: Key, layer: Layer) -> Resolved:
    """Return the sets in force in order, with their content; for one set, its rows and the prices that use them."""
    if not key.name:
        sets = _in_force(layer)
        found: Resolved = {("prices", entry.id): dict(entry.extra) for entry in sets}
        found[("prices", "")] = {ORDER: [entry.id for entry in sets]}
        return found
    locked, now = key.at.catalog.raw("prices", key.name), layer.catalog.raw("prices", key.name)
    found = {("prices", key.name): dict(now.extra) if now else {}}
    if locked is not None:
        rows = {
            f"the price of `{subject}` at {service or 'any service'}": row
            for subject, service, row in _rows(locked, key, layer)
        }
        found[("prices", key.name)].update(rows)
    return found


def _in_force(layer: Layer) -> list[Entry]:
    return price_sets(Environment(layer.settings, layer.catalog, _NO_DAY, layer.settings.prices))


def _rows(locked: Entry, key: Key, layer: Layer) -> Iterator[tuple[str, str, Any]]:
    """Return the result of a layer for each row of a set that is used in the locking file."""
    before, now = _in_force(key.at), _in_force(layer)
    for table in _TABLES:
        for subject, by_service in locked.extra[table].items():
            for service in by_service:
                set_before, _ = _found(table, subject, service, before)
                if set_before == locked.id:
                    yield subject, service, _found(table, subject, service, now)


def _found(table: str, subject: str, service: str, sets: list[Entry]) -> tuple[str, Any]:
    """Return the first set with a price, and its row, as cost calculations select them."""
    tables = [(entry.id, entry.extra[table].get(subject, {})) for entry in sets]
    rounds = (service, MARKET) if table == "machines" else (service,)
    for wanted in rounds:
        for name, by_service in tables:
            row = by_service.get(wanted, by_service.get(MARKET) if table == "tokens" else None)
            if row is not None:
                return name, row
    return "", None
