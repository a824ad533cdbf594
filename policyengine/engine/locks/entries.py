"""The content of a catalog entry, as aspects."""

from collections.abc import Iterator
from typing import Any

from policyengine.engine.locks.aspects import ID, SOURCE, Aspects
from policyengine.engine.locks.keys import Key
from policyengine.facts.evidence.sources import reference_of
from policyengine.loading.entry import Entry

_ROOTS = {"models": "option.model.", "services": "recipient.", "licenses": "license.", "gpus": "option.hardware."}
_KEYS = {
    "input_modalities": "modalities", "output_modalities": "modalities", "attestations.fedramp.level": "fedramp",
    "licenses_by_provider": "licenses",
}  # fmt: skip
"""The keys that lock facts with another name in addition to their own."""


def aspects_of(entry: Entry, key: Key | None = None) -> Aspects:
    """Return the part of an entry that a locked key covers; the whole entry without a key."""
    stated = {name: value for name, value in _stated(entry) if key is None or _covers(key, name)}
    root = _ROOTS.get(entry.kind, "")
    verified = {f"{SOURCE}{name}": True for name in stated if is_verified(entry, f"{root}{name}")}
    return {ID: entry.id, **stated, **verified}


def _covers(key: Key, name: str) -> bool:
    return key.covers(name) or (name in _KEYS and key.covers(_KEYS[name]))


def is_verified(entry: Entry, path: str) -> bool:
    """Return whether the source of an entry's fact was read: only such facts may lead to errors."""
    reference = reference_of(entry, path, {}) if path in entry.facts else None
    return reference is not None and reference.confidence != "unverified"


def _stated(entry: Entry) -> Iterator[tuple[str, Any]]:
    if entry.kind == "regions":
        yield from entry.extra["places"].items()
        return
    root = _ROOTS[entry.kind]
    yield from ((path.removeprefix(root), value) for path, value in entry.facts.items() if path != f"{root}id")
    yield from ((name, value) for name, value in entry.extra.items() if name not in ("dates", "company"))
