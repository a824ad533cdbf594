"""A profile with the facts that its elements inherit from `defaults`, and where each of these facts is stated."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from policyengine.document import Document, Inherited, Origin
from policyengine.errors import Mistake
from policyengine.loading.defaults import ROOTS, Defaults, shape_of
from policyengine.loading.long_values import MOST_ELEMENTS
from policyengine.loading.walk import CLAIM, GROUP, Shape
from policyengine.location import Route

Ids = Callable[[str], Mapping[str, str]]
"""Returns the ids of a table of the catalog, such as `services`, by every name that an entry has."""

_NAMED: dict[Route, str] = {
    ("option", "model"): "models",
    ("option", "provider"): "services",
    ("option", "hardware", "gpu"): "gpus",
}
"""Facts that name an entry of the catalog, with its table."""


def is_too_large(document: Document) -> bool:
    """Return whether a profile has more elements than are judged; it inherits nothing and is refused."""
    return sum(1 for root in ROOTS for _ in _elements(document.value, root)) > MOST_ELEMENTS


def with_inherited(document: Document, defaults: Sequence[Defaults], ids: Ids | None = None) -> Document:
    """Return a profile's document whose elements have the facts that they do not state; the nearest defaults first.

    The document has the form of a profile, and the defaults have theirs. Conditions compare what the document states
    before, never what other entries state. Names are compared by their entries in the catalog.
    """
    merging = _Merging(document)
    for entry in defaults:
        for root in ROOTS:
            if entry.facts.get(root):
                merging.add(entry, root, _Conditions(entry, document.value, ids))
    if len(merging.origins) == len(document.inherited.origins if document.inherited else ()):
        return document
    return document._replace(value=merging.value, inherited=Inherited(document.own.value, merging.origins))


def locked_mistakes(
    document: Document, stated: Document, defaults: Iterable[Defaults], ids: Ids | None
) -> Iterator[Mistake]:
    """Yield each fact of a profile with its defaults that differs from what a locked entry states for it.

    `stated` is the document without the facts of settings, which conditions compare. An option that is only considered
    may differ.
    """
    for entry in defaults:
        conditions = _Conditions(entry, stated.value, ids)
        for root in ROOTS if entry.locked else ():
            for route in _elements(document.value, root):
                if "considered" not in route[2:] and conditions.hold(route):
                    yield from _contradictions(document, entry, root, route)


def _contradictions(document: Document, entry: Defaults, root: str, element: Route) -> Iterator[Mistake]:
    for keys, value, _ in _leaves(entry.facts.get(root, {}), shape_of(root)):
        route = (*element, *keys)
        here = document.value_at(route)
        is_same = _is_same(here, value)
        if is_same and _rests_on(here).items() <= entry.claim.items():
            continue
        locking = entry.document
        place, lock = document.locate_value(route), locking.locate_value(entry.locate(root, keys)) if locking else None
        if lock is not None and locking is not None and place != lock:
            fact = ".".join((root, *map(str, keys)))
            message = f"`{lock.path}:{lock.line}` locks `{fact}` to `{locking.text_at(lock)}`"
            hint = "remove this value, or ask for a change of the locked one"
            if is_same:
                message, hint = f"{message}, with its evidence", "remove this fact: the profile inherits it"
            yield document.mistake(message, place, hint)


def _rests_on(value: Any) -> dict[str, Any]:
    """Return the evidence of a claim and its date, as far as they are stated."""
    return {key: value[key] for key in ("evidence", "checked") if key in value} if isinstance(value, dict) else {}


def _is_same(stated: Any, locked: Any) -> bool:
    """Return whether two values mean the same; the order of a list does not matter."""
    values = [sorted(map(str, one)) if isinstance(one := _status(value), list) else one for value in (stated, locked)]
    return bool(values[0] == values[1])


class _Merging:
    """The value of a profile while facts are added to it; what it shares with the file's own value is copied first."""

    def __init__(self, document: Document) -> None:
        self.value = dict(document.value)
        self.origins: dict[Route, Origin] = dict(document.inherited.origins) if document.inherited else {}
        self._copied: set[Route] = {()}

    def add(self, entry: Defaults, root: str, conditions: "_Conditions") -> None:
        """Add the facts of an entry to the elements of a kind that it holds for."""
        leaves = tuple(_leaves(entry.facts[root], shape_of(root)))
        for route in tuple(_elements(self.value, root)):
            if conditions.hold(route):
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


class _Conditions:
    """The conditions of an entry, compared with what a profile states."""

    def __init__(self, entry: Defaults, value: Any, ids: Ids | None) -> None:
        self._matched = {fact: frozenset(self._kinds(fact, ids, values)) for fact, values in entry.matched.items()}
        self._value = value
        self._of = ids

    def hold(self, element: Route) -> bool:
        """Return whether an element, its workload and its project state what the entry asks for."""
        return all(self._matches(element, fact, values) for fact, values in self._matched.items())

    def _matches(self, element: Route, fact: Route, kinds: frozenset[tuple[bool, Any]]) -> bool:
        """Return whether a stated value, or a member of a stated list, is one of the values; `true` is not 1."""
        stated = _stated(self._value, element, fact)
        return not kinds.isdisjoint(self._kinds(fact, self._of, stated if isinstance(stated, list) else [stated]))

    @staticmethod
    def _kinds(fact: Route, ids: Ids | None, values: Iterable[Any]) -> Iterator[tuple[bool, Any]]:
        """Yield values as they are compared: catalog names by their ids, other texts without regard to case."""
        kind = _NAMED.get(fact)
        known = ids(kind) if kind and ids else {}
        for value in values:
            same = (known.get(value) or value.casefold()) if isinstance(value, str) else value
            yield isinstance(value, bool), same


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


def _status(value: Any) -> Any:
    return value["status"] if isinstance(value, dict) and "status" in value else value
