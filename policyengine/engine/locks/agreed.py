"""The resolution of agreements: the services that they cover, and their terms."""

from policyengine.engine.locks.aspects import CLAIM, ID, SOURCE, Aspects, Resolved
from policyengine.engine.locks.entries import is_verified
from policyengine.engine.locks.keys import Key
from policyengine.engine.locks.layers import Layer
from policyengine.engine.locks.lookalikes import skeleton
from policyengine.loading.entry import Entry
from policyengine.vocabulary.routes import FROM, KEYS

_ASKED_BY = ("kind", "hostings")
"""The kind of a service and its hosting: on own hardware, or if data is only stored, fewer terms are required."""

COMPANY = "company"
THIRD_PARTY = "third_party"
IN_HOUSE = "in_house"
"""The aspect of a service of the organisation, or of a company with a similar name: it needs no agreement."""


def agreed(key: Key, layer: Layer) -> Resolved:
    """Return the facts of each name of the services that locked agreements cover, here or in the locking file.

    If all agreements are locked, these are the services that the lock covers, and new ones that an agreement covers or
    that need none, because their company is the organisation or has a similar name.
    """
    found: Resolved = {}
    before = key.at.catalog.ids("services")
    for name in dict.fromkeys((*before, *layer.catalog.ids("services"))):
        entry = layer.catalog.raw("services", name)
        if key.name:
            locked = _is_owned(key.at.catalog.raw("services", name), key.name) or _is_owned(entry, key.name)
        else:
            covered = any(owner in layer.settings.agreements for owner in _owners(entry))
            locked = name in before or covered or _is_in_house(entry, layer)
        if locked:
            found[("services", name)] = {} if entry is None else _terms(entry, key, layer)
    return found


def _owners(entry: Entry | None) -> tuple[str, ...]:
    """Return the owners of agreements that apply to a service: its company, then the service."""
    return () if entry is None else (str(entry.facts["recipient.company"]), entry.id)


def _is_in_house(entry: Entry | None, layer: Layer) -> bool:
    """Return whether a service belongs to the organisation, or to a company whose name resembles it."""
    name = layer.settings.facts.get("organization.name")
    if entry is None or not name:
        return False
    return skeleton(_owners(entry)[0], "services") == skeleton(name, "services")


def _is_owned(entry: Entry | None, owner: str) -> bool:
    return owner in _owners(entry)


def _terms(entry: Entry, key: Key, layer: Layer) -> Aspects:
    company, _ = _owners(entry)
    name = layer.settings.facts.get("organization.name")
    whose = {ID: entry.id, COMPANY: company, THIRD_PARTY: company != name}
    if _is_in_house(entry, layer) and not _is_owned(key.at.catalog.raw("services", entry.id), company):
        whose[IN_HOUSE] = company
    asked_by = {aspect: entry.extra[aspect] for aspect in _ASKED_BY if entry.extra.get(aspect)}
    return {**whose, **asked_by, **terms_of(entry, key, layer)}


def terms_of(entry: Entry, key: Key, layer: Layer) -> Aspects:
    """Return the facts of a service that settings can state, if a key covers them.

    Agreements with the service come before those with its company, and those before the catalog.
    """
    aspects: Aspects = {}
    stated = [layer.settings.agreements.get(owner) or {} for owner in reversed(_owners(entry))]
    for path in _STATED:
        word = ".".join(map(str, KEYS[path]))
        if not key.covers(word):
            continue
        by = next((facts for facts in stated if path in facts), None)
        if by is not None:
            aspects[word] = by[path]
            if by.get("claims", {}).get(path):
                aspects[f"{CLAIM}{word}"] = by["claims"][path]
        elif path in entry.facts:
            aspects[word] = entry.facts[path]
            if is_verified(entry, path):
                aspects[f"{SOURCE}{word}"] = True
    return aspects


_STATED = [path for path in FROM if path.startswith("recipient.") and "settings" in FROM[path]]
"""The facts of a recipient that settings can state."""
