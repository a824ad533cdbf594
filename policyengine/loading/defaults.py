"""Facts that a profile, or settings above it, state once for workloads and options: the key `defaults`.

Loaded only where a file has that key. The shapes are those of a profile, without what each element states itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.loading.declarations import OF_WORKLOAD
from policyengine.loading.suggestion import closest
from policyengine.loading.walk import CHECKS, CLAIM, ELEMENT, GROUP, LIST, Entry, Shape, walk
from policyengine.location import Route
from policyengine.vocabulary.shapes import PROFILE
from policyengine.words.lists import either
from policyengine.words.numbers import full

KEY = "defaults"
"""The key in profiles and settings."""

ROOTS = ("workload", "option")
"""The kinds of elements that defaults are stated for, in the order in which they are applied."""

MOST_FACTS = 1_000
"""How many facts the defaults of one settings file may state and ask for: each is put into every element."""

_OWN = {"workload": ("data.classes",), "option": ("hosting", "model")}
"""Facts that each element states itself."""

_SOME_FACT = "name a fact that `explain` prints, such as option.hosting"
_MATCHED = ("project", "workload", "option")
"""Roots of facts that `where` may name."""


class Defaults(NamedTuple):
    """Facts that are stated together.

    `document` is the settings file that states them; None for the profile that they are applied to. `route` leads to
    the entry. `facts` are mappings by kind of element, as written. `where` has the values that match by the path of a
    fact. `claim` has the document that the facts rest on, under the keys of a claim.
    """

    document: Document | None
    route: Route
    facts: dict[str, dict[str, Any]]
    where: dict[str, tuple[Any, ...]]
    claim: dict[str, Any]
    locked: bool

    @property
    def matched(self) -> dict[Route, tuple[Any, ...]]:
        """Return the values that match, by root and keys of a fact in a profile."""
        return {route_of(path): values for path, values in self.where.items()}

    def locate(self, root: str, keys: Route) -> Route:
        """Return the route of a fact of an element of this kind."""
        return (*self.route, root, *keys)


def defaults_of_profile(document: Document) -> tuple[Defaults, ...] | None:
    """Return what a profile states for its elements, at most one; None where it has the wrong form."""
    said = document.value[KEY]
    if said is None:
        return ()
    if not isinstance(said, dict) or not _is_valid(said, ROOTS):
        return None
    return (Defaults(None, (KEY,), _facts(said), {}, {}, locked=False),)


def defaults_of_settings(document: Document) -> tuple[Defaults, ...] | None:
    """Return what a settings file states for elements, in the order of the file; None where it has the wrong form."""
    listed: list[dict[str, Any]] = document.value[KEY] or []
    found = []
    for index, said in enumerate(listed):
        if not _is_valid(said, (*ROOTS, "where", "evidence", "checked", "by", "locked")):
            return None
        where = {
            path: tuple(value) if isinstance(value, list) else (value,)
            for path, value in (said.get("where") or {}).items()
        }
        claim = {key: said[key] for key in ("evidence", "checked", "by") if said.get(key) is not None}
        found.append(Defaults(document, (KEY, index), _facts(said), where, claim, locked=bool(said.get("locked"))))
    return tuple(found)


def size_mistake(document: Document, defaults: Iterable[Defaults]) -> Mistake | None:
    """Return what is wrong with settings that state more facts than every profile below can be given."""
    total = sum(len(entry.where) + sum(map(_size, entry.facts.values())) for entry in defaults)
    if total <= MOST_FACTS:
        return None
    message = f"`{KEY}` states {full(total)} facts, at most {full(MOST_FACTS)} are read"
    return document.mistake(message, document.locate_key((KEY,)), "move some to settings further down")


def defaults_mistakes(document: Document, defaults: Sequence[Defaults]) -> Iterator[Mistake]:
    """Yield what is wrong with the conditions of a settings file, and with what it states without locking it."""
    yield from _where_mistakes(document, defaults)
    yield from _unlocked_needs(document, defaults)


def _where_mistakes(document: Document, defaults: Iterable[Defaults]) -> Iterator[Mistake]:
    """Yield what `where` names in a settings file that a profile cannot state: such an entry would never hold."""
    for entry in defaults:
        for path, values in entry.where.items():
            route = (*entry.route, "where", path)
            declared = entry_at(path)
            if declared is None:
                place = document.locate_key(route)
                near = _near_facts(path)
                hint = f"did you mean {either(near)}?" if near else _SOME_FACT
                yield document.mistake(f"`{path}` is not a fact that a profile states", place, hint)
                path = meant_fact(path)  # noqa: PLW2901 - the values are those of the fact that is meant
                declared = entry_at(path)
            if declared is None:
                continue
            if not values:
                place = document.locate_value(route)
                hint = "name at least one value, or remove the condition"
                yield document.mistake(f"`{path}` has no value here, so the entry never holds", place, hint)
            for index, value in enumerate(values):
                if not is_value_of(declared, value):
                    from policyengine.loading.value_words import hint_for_value  # most conditions name a value

                    is_list = isinstance(document.value_at(route), list)
                    there = (*route, index) if is_list else route
                    hint = f"the entry would never hold; {hint_for_value(route_of(path), document, there)}"
                    place = document.locate_value(there)
                    yield document.mistake(f"`{document.text_at(place)}` is not a value of `{path}`", place, hint)


def _unlocked_needs(document: Document, defaults: Iterable[Defaults]) -> Iterator[Mistake]:
    """Yield the facts in settings that make rules apply to a workload, in entries that are not locked.

    Such a fact is for each profile to state: a default would stand in for a line that a profile deletes. What each
    workload states itself is none of `defaults`, locked or not, which is another mistake.
    """
    for entry in defaults:
        stated = {} if entry.locked else entry.facts.get("workload", {})
        for keys in OF_WORKLOAD:
            if ".".join(keys) not in _OWN["workload"] and _value_at(stated, keys) is not None:
                place = document.locate_key(entry.locate("workload", keys))
                message = f"`{'.'.join(keys)}` decides which rules apply to a workload, so a default must be locked"
                hint = "state it in the profiles, or in an entry with `locked: true`, which no profile can override"
                yield document.mistake(message, place, hint)


def _value_at(facts: Any, keys: Iterable[str]) -> Any:
    for key in keys:
        facts = facts.get(key) if isinstance(facts, dict) else None
    return facts


def readable_defaults(document: Document) -> tuple[Defaults, ...]:
    """Return what can be read of the defaults in a settings file of any form; facts are as written."""
    listed = document.value_at((KEY,))
    found = []
    for index, said in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(said, dict):
            conditions = said.get("where")
            where = {
                path: tuple(value) if isinstance(value, list) else (value,)
                for path, value in (conditions.items() if isinstance(conditions, dict) else ())
                if _is_matched(value)
            }
            facts = {root: said[root] for root in ROOTS if isinstance(said.get(root), dict)}
            found.append(Defaults(document, (KEY, index), facts, where, {}, locked=said.get("locked") is True))
    return tuple(found)


def shape_of(root: str) -> Shape:
    """Return the shape of the defaults of a kind of element: nothing is required, and what it states itself is out."""
    shape = _workload_shape()
    if root == "option":
        shape = shape[0]["choice"][2]
    entries = {key: entry for key, entry in shape[0].items() if not _is_element(entry)}
    for path in _OWN[root]:
        *above, last = path.split(".")
        entries = _without(entries, above, last)
    return entries, None


def route_of(path: str) -> Route:
    """Return the root and the keys of a fact in a profile: `option.region` and `option.region.id` are the same."""
    route = tuple(path.split("."))
    if _entry(route) is not None:
        return route
    from policyengine.vocabulary.routes import KEYS

    return (route[0], *KEYS[path]) if path in KEYS else route


def meant_fact(path: str) -> str:
    """Return the path of the fact that a condition names, or the only one that a misspelt path can mean."""
    near = _near_facts(path) if entry_at(path) is None else []
    return near[0] if len(near) == 1 else path


def entry_at(path: str) -> Entry | None:
    """Return the entry of a fact of a project, workload or option that a profile may state."""
    return _entry(route_of(path))


def _entry(route: Route) -> Entry | None:
    root, *keys = map(str, route)
    if root not in _MATCHED or not keys:
        return None
    shape = PROFILE[0]["project"][2] if root == "project" else _workload_shape()
    if root == "option":
        shape = shape[0]["choice"][2]
    *above, last = keys
    for key in above:
        entry = shape[0].get(key)
        if entry is None or entry[0] != GROUP:
            return None
        shape = entry[2]
    entry = shape[0].get(last)
    return None if entry is None or entry[0] == GROUP or _is_element(entry) else entry


def is_value_of(entry: Entry, value: Any) -> bool:
    """Return whether a fact may have a value, or a list of facts hold it."""
    kind, constraint = _short_form(entry)
    check = CHECKS[kind]
    return check(value, constraint) is not None or check([value], constraint) is not None


def _is_valid(said: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    if not said.keys() <= set(keys):
        return False
    if any(said.get(root) is not None and not walk(said[root], shape_of(root), {}) for root in ROOTS):
        return False
    where = said.get("where")
    if where is not None and not (isinstance(where, dict) and all(map(_is_matched, where.values()))):
        return False
    if said.get("locked") is not None and not isinstance(said["locked"], bool):
        return False
    claim = {key: said[key] for key in ("evidence", "checked", "by") if key in said}
    return walk({"status": True, **claim}, _CLAIM, {})


def _size(facts: Any) -> int:
    return sum(map(_size, facts.values())) if isinstance(facts, dict) else 1


def _is_matched(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) and item for item in value)
    return isinstance(value, bool | int | float) or (isinstance(value, str) and value != "")


def _facts(said: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {root: said[root] for root in ROOTS if said.get(root)}


def _workload_shape() -> Shape:
    shape: Shape = PROFILE[0]["workloads"][2][2][2]
    return shape


def _is_element(entry: Entry) -> bool:
    return entry[0] == ELEMENT or (entry[0] == LIST and entry[2][0] == ELEMENT)


def _without(entries: dict[str, Entry], above: list[str], last: str) -> dict[str, Entry]:
    if not above:
        return {key: entry for key, entry in entries.items() if key != last}
    kind, name, (below, _), _ = entries[above[0]]
    return {**entries, above[0]: (kind, name, (_without(below, above[1:], last), None), True)}


def _short_form(entry: Entry) -> tuple[int, Any]:
    return (entry[2][0], entry[2][1]) if entry[0] == CLAIM else (entry[0], entry[2])


def _near_facts(path: str) -> list[str]:
    """Return the facts that a misspelt path may mean, or one that is written without its first words."""
    from policyengine.vocabulary.routes import FROM, KEYS

    facts = [".".join((fact.partition(".")[0], *KEYS[fact])) for fact in FROM if entry_at(fact) is not None]
    ends = [fact for fact in facts if fact.endswith(f".{path}")]
    return closest(path, facts) or (ends if len(ends) == 1 else [])


def _claim_shape() -> Shape:
    shape: Shape = _workload_shape()[0]["data"][2][0]["minimised"][2][2]
    return shape


_CLAIM = _claim_shape()
