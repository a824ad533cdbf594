"""A profile with the facts that its elements inherit from `defaults`, and where each of these facts is stated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyengine.document import Document, Inherited, Origin
from policyengine.errors import Mistake
from policyengine.loading.defaults import ROOTS, Defaults, shape_of
from policyengine.loading.long_values import MOST_ELEMENTS
from policyengine.loading.walk import CLAIM, GROUP, Shape
from policyengine.location import Route


def with_inherited(document: Document, defaults: Sequence[Defaults]) -> Document:
    """Return a profile's document whose elements have the facts that they do not state; the nearest defaults first.

    The document has the form of a profile, and the defaults have theirs. A profile with more elements than are judged
    is returned unchanged, and is refused before it is judged.
    """
    if sum(1 for root in ROOTS for _ in _elements(document.value, root)) > MOST_ELEMENTS:
        return document
    merging = _Merging(document.value)
    for entry in defaults:
        for root in ROOTS:
            if entry.facts.get(root):
                merging.add(entry, root)
    if not merging.origins:
        return document
    return document._replace(value=merging.value, inherited=Inherited(document.value, merging.origins))


def locked_mistakes(document: Document, defaults: Iterable[Defaults]) -> Iterator[Mistake]:
    """Yield each fact of a profile with its defaults that differs from what a locked entry states for it."""
    for entry in defaults:
        matched = entry.matched
        for root in ROOTS if entry.locked else ():
            for route in _elements(document.value, root):
                if _holds(matched, document.value, route):
                    yield from _contradictions(document, entry, root, route)


def _contradictions(document: Document, entry: Defaults, root: str, element: Route) -> Iterator[Mistake]:
    for keys, value, _ in _leaves(entry.facts.get(root, {}), shape_of(root)):
        route = (*element, *keys)
        if _status(document.value_at(route)) == _status(value):
            continue
        locking = entry.document
        place, lock = document.locate_value(route), locking.locate_value(entry.locate(root, keys)) if locking else None
        if lock is not None and locking is not None and place != lock:
            fact = ".".join((root, *map(str, keys)))
            message = f"`{lock.path}:{lock.line}` locks `{fact}` to `{locking.text_at(lock)}`"
            yield document.mistake(message, place, "remove this value, or ask for a change of the locked one")


class _Merging:
    """The value of a profile while facts are added to it; what it shares with the file's own value is copied first."""

    def __init__(self, value: Any) -> None:
        self.value = dict(value)
        self.origins: dict[Route, Origin] = {}
        self._copied: set[Route] = {()}

    def add(self, entry: Defaults, root: str) -> None:
        """Add the facts of an entry to the elements of a kind that it holds for."""
        leaves, matched = tuple(_leaves(entry.facts[root], shape_of(root))), entry.matched
        for route in tuple(_elements(self.value, root)):
            if _holds(matched, self.value, route):
                for keys, value, is_claim in leaves:
                    self._put((*route, *keys), entry, entry.locate(root, keys), value, is_claim=is_claim)

    def _put(self, route: Route, entry: Defaults, there: Route, value: Any, *, is_claim: bool) -> None:
        holder = self._holder(route[:-1])
        if holder is None or holder.get(route[-1]) is not None:
            return
        claimed = is_claim and entry.claim and not isinstance(value, dict)
        holder[route[-1]] = {"status": value, **entry.claim} if claimed else value
        self.origins[route] = Origin(entry.document, there, len(route), entry.claim)

    def _holder(self, route: Route) -> Any:
        """Return the mapping at a route, a copy that may be changed; None where something else is there."""
        node: Any = self.value
        for length, step in enumerate(route, 1):
            below = node.get(step) if isinstance(node, dict) else node[step]
            if below is None:
                below = {}
            if not isinstance(below, dict | list):
                return None
            if route[:length] not in self._copied:
                self._copied.add(route[:length])
                below = below.copy()
                node[step] = below
            node = below
        return node


def _elements(value: Any, root: str) -> Iterator[Route]:
    """Yield the routes of the workloads of a profile, or of their options."""
    for name, workload in value["workloads"].items():
        route: Route = ("workloads", name)
        if root == "workload":
            yield route
            continue
        if workload.get("choice") is not None:
            yield (*route, "choice")
        for key in ("supporting", "considered"):
            yield from ((*route, key, index) for index in range(len(workload.get(key) or ())))


def _leaves(facts: Mapping[str, Any], shape: Shape, above: Route = ()) -> Iterator[tuple[Route, Any, bool]]:
    """Yield the keys of each fact, its value as written, and whether it may name the document that it rests on."""
    for key, value in facts.items():
        kind, _, constraint, _ = shape[0][key]
        if kind == GROUP:
            yield from _leaves(value or {}, constraint, (*above, key))
        elif value is not None:
            yield (*above, key), value, kind == CLAIM


def _holds(where: Mapping[Route, tuple[Any, ...]], value: Any, element: Route) -> bool:
    """Return whether an element, its workload and its project state what an entry asks for."""
    return all(_matches(_stated(value, element, fact), values) for fact, values in where.items())


def _stated(value: Any, element: Route, fact: Route) -> Any:
    """Return what is stated for an element as a fact; the option of a workload is its choice."""
    root, *keys = fact
    option = element if len(element) > 2 else (*element, "choice")  # noqa: PLR2004 - the key and the name of a workload
    node: Any = value
    steps: Any = (*{"project": ("project",), "workload": element[:2], "option": option}[str(root)], *keys)
    for step in steps:
        if not isinstance(node, dict | list) or (isinstance(node, dict) and step not in node):
            return None
        node = node[step]
    return _status(node)


def _matches(stated: Any, values: tuple[Any, ...]) -> bool:
    if isinstance(stated, list):
        return any(value in stated for value in values)
    return stated is not None and any(
        stated == value and isinstance(stated, bool) == isinstance(value, bool) for value in values
    )


def _status(value: Any) -> Any:
    return value["status"] if isinstance(value, dict) and "status" in value else value
