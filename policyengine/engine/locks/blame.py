"""The line of a settings file that changes a locked fact: found by omitting the lines after it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from policyengine.loading.settings import Facts, Settings
from policyengine.location import Route
from policyengine.vocabulary.routes import KEYS

Breaks = Callable[[Settings], bool]
"""A function that returns whether a file, or a part of it, changes a locked fact."""

_ITEMS = ("aliases", "floating_aliases")
_WHOLE = ("prices",)
"""Kinds of catalog entries that cannot be split into parts."""


def pieces(file: Settings) -> list[Route]:
    """Return the routes of the statements of a file: packs, facts, agreements, catalog entries, price sets."""
    return list(_pieces(file))


def _pieces(file: Settings) -> Iterator[Route]:
    yield from (("packs", index) for index in range(len(file.packs)))
    yield from (tuple(path.split(".")) for path in file.facts if path != "claims")
    for owner, stated in file.agreements.items():
        yield from (("agreements", owner, *KEYS[path]) for path in stated if path != "claims")
    for kind, entries in file.overlay.items():
        yield from (("catalog", kind, name) for name in entries or {})
    if file.prices:
        yield ("prices",)


def part_of(file: Settings, kept: Collection[Route]) -> Settings:
    """Return a file with only these statements."""
    routes = set(kept)
    return file._replace(
        packs=tuple(pack for index, pack in enumerate(file.packs) if ("packs", index) in routes),
        facts=_facts(file.facts, [path for path in file.facts if tuple(path.split(".")) in routes]),
        agreements={
            owner: _facts(stated, [path for path in stated if path == "claims" or _agreed(owner, path) in routes])
            for owner, stated in file.agreements.items()
        },
        overlay={
            kind: {name: given for name, given in (entries or {}).items() if ("catalog", kind, name) in routes}
            for kind, entries in file.overlay.items()
        },
        prices=file.prices if ("prices",) in routes else (),
    )


def _agreed(owner: str, path: str) -> Route:
    return ("agreements", owner, *KEYS[path])


def _facts(facts: Facts, paths: Sequence[str]) -> Facts:
    """Return some of the facts, with the people who confirmed them."""
    kept = {path: facts[path] for path in paths if path != "claims"}
    claims = {path: claim for path, claim in facts.get("claims", {}).items() if path in kept}
    return {**kept, "claims": claims} if claims else kept


def blamed(file: Settings, order: Sequence[Route], breaks: Breaks) -> tuple[Route, Settings]:
    """Return the first route whose statement, after those before it, breaks a lock, and the file up to it.

    All pieces in `order` together break the lock, and without any piece it holds.
    """
    last = _boundary(len(order), lambda count: breaks(part_of(file, order[:count])))
    route, upto = order[last], part_of(file, order[: last + 1])
    if route[0] != "catalog" or route[1] in _WHOLE:
        return route, upto
    before, kind, name = part_of(file, order[:last]), str(route[1]), str(route[2])
    value: dict[str, Any] = file.overlay[kind][name] or {}
    keys = list(_keys(value))
    if not keys or breaks(_with(before, kind, name, {})):
        return route, upto
    key = keys[_boundary(len(keys), lambda count: breaks(_with(before, kind, name, _kept(value, keys[:count]))))]
    return (*route, *key), upto


def _boundary(count: int, breaks: Callable[[int], bool]) -> int:
    """Return the number of pieces that do not break the lock while one more does, by binary search."""
    low, high = 0, count
    while high - low > 1:
        middle = (low + high) // 2
        if breaks(middle):
            high = middle
        else:
            low = middle
    return low


def _keys(value: dict[str, Any]) -> Iterator[Route]:
    for key, given in value.items():
        if key in _ITEMS and isinstance(given, list):
            yield from ((key, index) for index in range(len(given)))
        else:
            yield (key,)


def _kept(value: dict[str, Any], keys: Collection[Route]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, *index in keys:
        if index:
            kept.setdefault(str(key), []).append(value[str(key)][index[0]])
        else:
            kept[str(key)] = value[str(key)]
    return kept


def _with(file: Settings, kind: str, name: str, value: dict[str, Any]) -> Settings:
    return file._replace(overlay={**file.overlay, kind: {**(file.overlay.get(kind) or {}), name: value}})
