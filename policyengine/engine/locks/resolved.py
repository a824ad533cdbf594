"""The resolution of a locked key in a layer, after aliases, overlays, packs, companies and licences."""

from collections.abc import Mapping
from typing import Any

from policyengine.engine.locks.agreed import agreed, terms_of
from policyengine.engine.locks.aspects import ALIKE, CLAIM, DERIVED, ID, Aspects, Resolved
from policyengine.engine.locks.entries import aspects_of
from policyengine.engine.locks.keys import KINDS, Key
from policyengine.engine.locks.layers import Layer
from policyengine.engine.locks.lookalikes import lookalikes
from policyengine.engine.locks.price_sets import priced
from policyengine.policy.catalog import Catalog

_LOOK_ALIKE = frozenset({"models", "services", "licenses", "gpus"})
_AT_SERVICES = ("licenses_by_provider", "retirements", "available_on")


def resolved(key: Key, layer: Layer) -> Resolved:
    """Return everything that a locked key covers, in the state of a layer."""
    if key.root == "organization":
        return {("organization", ""): _organization(key, layer.settings.facts)}
    if key.root == "agreements":
        found = agreed(key, layer)
    else:
        found = {}
        for kind in [key.kind] if key.kind else KINDS:
            found.update(priced(key, layer) if kind == "prices" else _entries(kind, key, layer))
    _add_lookalikes(found, key, layer)
    return found


def _organization(key: Key, facts: Mapping[str, Any]) -> Aspects:
    claims = facts.get("claims", {})
    paths = [path for path in facts if path != "claims" and key.covers(path.removeprefix("organization."))]
    aspects = {path: facts[path] for path in paths}
    return aspects | {f"{CLAIM}{path}": claims[path] for path in paths if claims.get(path)}


def _entries(kind: str, key: Key, layer: Layer) -> Resolved:
    before, now = key.at.catalog.ids(kind), layer.catalog.ids(kind)
    found: Resolved = {}
    for name in _names(key, before, now):
        entry = layer.catalog.raw(kind, name)
        found[(kind, name)] = {} if entry is None else aspects_of(entry, key)
        if entry is not None and kind == "services":  # an agreement has precedence over the catalog
            given = found[(kind, name)]
            given |= {word: value for word, value in terms_of(entry, key, layer).items() if word in given}
    if kind == "models":
        found.update(_around_models(found, key, layer))
        _add_derived(found, before, layer.catalog)
    if kind == "services" and key.covers("regions"):
        found.update(_places({given.get("regions") for given in found.values()}, layer.catalog))
    if kind == "regions":
        found.update(_users_of_regions({name for _, name in found}, key.at.catalog, layer.catalog))
    return found


def _names(key: Key, before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the names that a key covers: those of its entry, and for a lock on a whole entry, added names."""
    if not key.name:
        return list(dict.fromkeys((*before, *now)))
    locked = before.get(key.name, key.name)
    names = [key.name, *(name for name, entry in before.items() if entry == locked)]
    if not key.part:
        names += [name for name, entry in now.items() if entry == locked]
    return list(dict.fromkeys(names))


def _around_models(found: Resolved, key: Key, layer: Layer) -> Resolved:
    """Return the basis of verdicts on models: their licences, and the services whose terms replace these."""
    if not (key.covers("licenses") or key.covers("licenses_by_provider")):
        return {}
    more: Resolved = {}
    services: set[str] = set()
    for given in found.values():
        by_service = given.get("licenses_by_provider") or {}
        for name in (*(given.get("licenses") or ()), *(name for names in by_service.values() for name in names)):
            entry = layer.catalog.raw("licenses", name)
            more[("licenses", name)] = {} if entry is None else aspects_of(entry)
        services.update(name for aspect in _AT_SERVICES for name in given.get(aspect) or ())
    now = layer.catalog.ids("services")
    for name, service in key.at.catalog.ids("services").items():
        if service in services:
            more[("services", name)] = {ID: now.get(name)}
    return more


def _add_derived(found: Resolved, before: Mapping[str, str], catalog: Catalog) -> None:
    """Add new models that declare a covered model as their base and omit one of its licences."""
    new = {name for name in catalog.ids("models").values() if name not in before}
    for entry in filter(None, (catalog.raw("models", name) for name in sorted(new))):
        for parent in entry.facts.get("option.model.lineage") or ():
            given = found.get(("models", parent), {})
            if not set(given.get("licenses") or ()) <= set(entry.extra["licenses"] or ()):
                given[DERIVED] = (*given.get(DERIVED, ()), entry.id)


def _places(tables: set[Any], catalog: Catalog) -> Resolved:
    entries = {table: catalog.raw("regions", table) for table in tables if table}
    return {("regions", table): aspects_of(entry) if entry else {} for table, entry in entries.items()}


def _users_of_regions(tables: set[str], at: Catalog, catalog: Catalog) -> Resolved:
    """Return the region table of the services that read one of these tables in the locking file."""
    found: Resolved = {}
    for name in at.ids("services"):
        entry, now = at.raw("services", name), catalog.raw("services", name)
        if entry is not None and entry.extra["regions"] in tables:
            found[("services", name)] = {"regions": now.extra["regions"] if now else None}
    return found


def _add_lookalikes(found: Resolved, key: Key, layer: Layer) -> None:
    for kind in {kind for kind, _ in found} & _LOOK_ALIKE:
        names = _all_names(kind, layer.catalog) - _all_names(kind, key.at.catalog)
        if names:
            locked = [name for of_kind, name in found if of_kind == kind and name not in names]
            locked += [key.name] if key.root == "agreements" and key.name and key.name not in locked else []
            for name, alike in lookalikes(kind, locked, names):
                found.setdefault((kind, name), {})[ALIKE] = alike


def _all_names(kind: str, catalog: Catalog) -> set[str]:
    return set(catalog.ids(kind)) | (_companies(catalog) if kind == "services" else set())


def _companies(catalog: Catalog) -> set[str]:
    services = (catalog.raw("services", name) for name in set(catalog.ids("services").values()))
    return {str(service.facts["recipient.company"]) for service in services if service is not None}
