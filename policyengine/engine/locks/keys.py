"""Parses a key under `locked: facts:`: ids contain dots, so the catalog decides where an id ends."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from policyengine.engine.locks.layers import Layer

KINDS = ("models", "services", "licenses", "regions", "gpus", "prices")
"""The kinds of catalog entries that can be locked."""


class Key(NamedTuple):
    """The scope of a lock: `catalog.models.openai/gpt-4.1.licenses` has root, kind, name and part; empty means all.

    `at` is the layer of the locking file.
    """

    word: str
    root: str
    kind: str
    name: str
    part: str
    at: Layer

    def covers(self, part: str) -> bool:
        """Return whether a part of an entry, such as `baa.status`, is locked, or contains a locked part."""
        return not self.part or f"{part}.".startswith(f"{self.part}.") or f"{self.part}.".startswith(f"{part}.")


def key_of(word: str, at: Layer) -> Key:
    """Parse a locked key with the names that the layer of the locking file knows."""
    root, _, rest = word.partition(".")
    if root == "agreements":
        name = longest(rest, owners(at))
        return Key(word, root, "services", name or rest, rest.removeprefix(name).removeprefix(".") if name else "", at)
    if root == "catalog":
        kind, _, rest = rest.partition(".")
        name = longest(rest, at.catalog.ids(kind))
        return Key(word, root, kind, name or rest, rest.removeprefix(name).removeprefix(".") if name else "", at)
    return Key(word, root, "", "", rest, at)


def owners(layer: Layer) -> set[str]:
    """Return every company and service that can have agreements."""
    ids = layer.catalog.ids("services")
    services = [layer.catalog.raw("services", name) for name in set(ids.values())]
    companies = {str(service.facts["recipient.company"]) for service in services if service is not None}
    return {*ids, *layer.catalog.ids("companies"), *companies, *layer.settings.agreements}


def longest(rest: str, names: Iterable[str] | Collection[str]) -> str:
    """Return the longest name that is a prefix of a dotted key, or an empty text."""
    return max((name for name in names if f"{rest}.".startswith(f"{name}.")), key=len, default="")
