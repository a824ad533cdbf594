"""The values that a settings file states, each with its place."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.loading.settings import TERMS, Settings
from policyengine.loading.terms import DEPTHS, direction_of
from policyengine.loading.tightness import is_as_tight
from policyengine.location import Location, Route
from policyengine.vocabulary.routes import KEYS


class Statement(NamedTuple):
    """One value of a settings file; `key` is its route with dots: `agreements.amazon.zero_retention`."""

    route: Route
    value: Any
    location: Location

    @property
    def key(self) -> str:
        """Return the route as one word."""
        return dotted(self.route)


class InForce(NamedTuple):
    """A value in force, and where files further up state another, nearest first."""

    statement: Statement
    over: tuple[Location, ...] = ()


def statements(file: Settings) -> Iterator[Statement]:
    """Yield what one file states, in the order of sections: organisation, team, agreements, and so on."""
    if file.document is not None:
        for route, value in stated(file):
            yield Statement(route, value, file.document.locate_value(route))


def stated(file: Settings) -> Iterator[tuple[Route, Any]]:
    """Return the statements of one file without their places, which take time to find."""
    if file.document is not None:
        yield from _values(file, file.document)


def dotted(route: Route) -> str:
    """Return a route in one word: `agreements.amazon.zero_retention`."""
    return ".".join(map(str, route))


def in_force(files: Iterable[Settings]) -> list[InForce]:
    """Return every value in force in files, the nearest first.

    Of a key in several files the nearest value counts; of terms of waivers and claims, the strictest. Packs, waivers,
    rules that cannot be waived, and locks are added up, so each of them is listed.
    """
    found: dict[Any, list[Statement]] = {}
    for file in files:
        for given in statements(file):
            adds_up = given.route[0] in _ADD_UP
            found.setdefault((given.route, given.location.path) if adds_up else given.route, []).append(given)
    for route, several in found.items():
        if route[0] in TERMS:
            _put_tightest_first(several)
    values = [InForce(first, tuple(other.location for other in others)) for first, *others in found.values()]
    return sorted(values, key=lambda value: (_SECTIONS.index(str(value.statement.route[0])), value.statement.key))


def _put_tightest_first(several: list[Statement]) -> None:
    """Put the statement of a term that counts before the others, which keep their order."""
    holds = several[-1]
    for given in reversed(several[:-1]):
        if is_as_tight(given.value, holds.value, direction_of(given.route)):
            holds = given
    several.remove(holds)
    several.insert(0, holds)


_SECTIONS = (
    "organization", "team", "agreements", "defaults", "parameters", "severities", "packs", "catalog", "prices",
    "records", *TERMS, "waivers", "locked",
)  # fmt: skip


_ADD_UP = ("defaults", "packs", "unwaivable", "waivers_need_control", "waivers", "locked")
"""What each file adds to: which of two defaults counts depends on the profile."""


def _values(file: Settings, document: Document) -> Iterator[tuple[Route, Any]]:
    for path, value in file.facts.items():
        if path != "claims":
            yield tuple(path.split(".")), value
    for owner, agreed in file.agreements.items():
        for path, value in agreed.items():
            if path != "claims":
                yield ("agreements", owner, *KEYS[path]), value
    yield from (
        end
        for index, entry in enumerate(document.value.get("defaults") or ())
        for end in _ends(("defaults", index), entry)
    )
    yield from _leaves(("parameters",), file.parameters, 2)
    yield from _leaves(("severities",), file.severities, 1)
    yield from ((("packs", index), name) for index, name in enumerate(document.value.get("packs") or ()))
    yield from _leaves(("catalog",), file.overlay, 3)
    yield from _leaves(("prices",), list(file.prices) or None, 0)
    yield from _leaves(("records",), file.records, 1)
    for term, depth in DEPTHS.items():
        yield from _leaves((term,), file.terms.get(term), depth)
    for term in ("unwaivable", "waivers_need_control"):
        yield from (((term, index), word) for index, word in enumerate(file.terms.get(term) or ()))
    yield from ((("waivers", index), waiver.rule) for index, waiver in enumerate(file.waivers))
    yield from _leaves(("locked", "parameters"), file.locked.get("parameters") or {}, 1)
    for kind in ("severities", "waivable", "facts", "terms"):
        yield from ((("locked", kind, index), word) for index, word in enumerate(file.locked.get(kind) or ()))


def _ends(route: Route, node: Any) -> Iterator[tuple[Route, Any]]:
    """Yield the values at or below a route that are not mappings."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _ends((*route, key), value)
    elif node is not None:
        yield route, node


def _leaves(route: Route, node: Any, depth: int) -> Iterator[tuple[Route, Any]]:
    """Yield the values so many keys below a route; an empty one says nothing."""
    if depth and isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves((*route, key), value, depth - 1)
    elif node is not None and not depth:
        yield route, node
