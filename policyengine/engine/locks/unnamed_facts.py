"""Locked facts that do not exist: such a lock would have no effect and remain unnoticed."""

from collections.abc import Callable, Iterable, Iterator

from policyengine.document import Document
from policyengine.engine.locks.keys import KINDS, key_of, owners
from policyengine.engine.locks.layers import Layer
from policyengine.errors import Mistake
from policyengine.loading.entry import Entry
from policyengine.loading.suggestion import did_you_mean
from policyengine.vocabulary.routes import FROM, KEYS


def unnamed_facts(document: Document, words: Iterable[str], at: Callable[[], Layer]) -> Iterator[Mistake]:
    """Return an error for each unknown key under `locked: facts:`; `at` returns the layer in force there."""
    for index, path in enumerate(words):
        hint = _wrong_with(path, at)
        if hint:
            place = document.locate_value(("locked", "facts", index))
            yield document.mistake(f"`{path}` cannot be locked", place, hint)


def _wrong_with(path: str, at: Callable[[], Layer]) -> str:
    """Return suggestions for a key that matches nothing; empty if it matches something."""
    root, *rest = path.split(".")
    if root == "agreements":
        return _no_agreement(path, at()) if rest else ""
    if root == "catalog":
        if not rest or (len(rest) == 1 and rest[0] in KINDS):
            return ""
        return _no_entry(path, at()) if rest[0] in KINDS else f"the catalog has {', '.join(KINDS)}"
    facts = [fact for fact in FROM if fact.startswith("organization.")]
    if any(f"{fact}.".startswith(f"{path}.") for fact in facts):
        return ""
    hint = did_you_mean(path, ["agreements", "catalog", *facts])
    return hint or "lock keys below `organization`, `agreements` or `catalog`"


def _no_entry(path: str, at: Layer) -> str:
    """Return the error in the name or the part of a catalog entry; empty if there is none."""
    kind = path.split(".")[1]
    key = key_of(path, at)
    names = at.catalog.ids(kind)
    if key.name not in names:
        return did_you_mean(key.name, list(names)) or f"`catalog: {{{kind}: …}}` of this file can add it"
    entry = at.catalog.raw(kind, key.name) if key.part else None
    if entry is None:
        return ""
    parts = [str(part) for part in _parts(kind, entry)]
    if any(f"{key.part}.".startswith(f"{part}.") for part in parts):
        return ""
    return did_you_mean(key.part.partition(".")[0], parts) or f"it has {', '.join(parts)}"


def _parts(kind: str, entry: Entry) -> Iterable[str]:
    if kind == "regions":
        return sorted(entry.extra["places"])
    from policyengine.vocabulary.overlay import OVERLAY

    given = OVERLAY["properties"][kind]["additionalProperties"]
    return sorted(given["properties"])


def _no_agreement(path: str, at: Layer) -> str:
    """Return the error in the owner or the key of an agreement; empty if there is none."""
    key = key_of(path, at)
    known = owners(at)
    if key.name not in known:
        return did_you_mean(key.name.partition(".")[0], sorted(known)) or "the catalog has no such company or service"
    found = at.catalog.find("companies", key.name) or at.catalog.find("services", key.name)
    if found is not None and found.id != key.name:
        return f"write `{found.id}`: agreements use ids"
    words = [".".join(KEYS[fact]) for fact in FROM if fact.startswith("recipient.") and "settings" in FROM[fact]]
    if not key.part or any(f"{word}.".startswith(f"{key.part}.") for word in words):
        return ""
    return did_you_mean(key.part, words) or "docs/facts.md lists what can be agreed with a recipient"
