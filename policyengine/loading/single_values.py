"""Values in a wrong container: not in a list, in one that should not be, or in one instead of a mapping of names.

A document with such values is read as if they were in the right one, so what is wrong in them is reported too.
"""

import re
from collections.abc import Container, Mapping
from itertools import takewhile
from typing import Any, NamedTuple

from policyengine.document import Document, Inherited, Origin
from policyengine.errors import Mistake
from policyengine.loading.misspelt_keys import UNKNOWN_KEYS, unknown_keys
from policyengine.loading.schema_words import LONGEST_SHOWN, resolved
from policyengine.loading.suggestion import same_words
from policyengine.location import Route

_CERTAIN = re.compile(r"write `([^`]+)`")
_MOST_ITEMS = 20
_MOST_NAMES = 3
"""How many names a hint lists."""

_NAMING = ("id", "name", "rule", "workload", "provider", "company", "service", "model")
"""Keys that people name an item of a list by."""

_NOT_IN_NAMES = re.compile("[^a-z0-9._-]+")


class Meant(NamedTuple):
    """A value in the right container.

    `places` are the routes of what is in it as written, by its own key or position. The keys in `absorbed`, beside the
    value, are items of it. `names` are those of the items of a list that is meant to be a mapping.
    """

    value: Any
    places: dict[Any, Route]
    absorbed: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def single_values(errors: list[Any], schema: dict[str, Any]) -> dict[Route, Meant]:
    """Return what is meant instead of values that break a schema only by being in no list, or in a wrong one."""
    meant: dict[Route, Meant] = {}
    for error in errors:
        if error.validator != "type":
            continue
        route: Route = tuple(error.absolute_path)
        value, types = error.instance, error.validator_value
        items = resolved(error.schema.get("items"), schema)
        of_mappings = "object" in items.get("type", ())
        if "array" in types and isinstance(value, str) and not of_mappings and len(_words(value)) <= _MOST_ITEMS:
            words = _words(value)
            meant[route] = Meant(words, dict.fromkeys(range(len(words)), route))
        elif "array" in types and isinstance(value, dict) and of_mappings:
            meant[route] = Meant([value], {0: route})
        elif "object" in types and isinstance(value, list) and any(isinstance(one, dict) for one in value):
            if _is_of_names(error.schema, schema):
                meant[route] = _named(route, value, error.schema, schema)
            elif len(value) == 1 and (len(value[0]) == 1 or "properties" in error.schema):
                meant[route] = Meant(value[0], {key: (*route, 0, key) for key in value[0]})
    return meant


def split_lists(document: Document, errors: list[Any], schema: dict[str, Any]) -> dict[Route, Meant]:
    """Return the lists that are meant by texts in braces whose other items look like keys: `{classes: pii, phi}`."""
    refused = {
        tuple(error.absolute_path): {*unknown_keys(error)} for error in errors if error.validator in UNKNOWN_KEYS
    }
    typed = {tuple(error.absolute_path): error.schema for error in errors if error.validator == "type"}
    meant: dict[Route, Meant] = {}
    for route, one in single_values(errors, schema).items():
        mapping = route[:-1]
        if mapping not in refused or not isinstance(document.value_at(route), str):
            continue
        absorbed = _words_after(document, route, refused[mapping])
        known = resolved(typed[route].get("items"), schema).get("enum", ())
        if absorbed and (not known or any(same_words(word, known) for word in absorbed)):
            places = one.places | {len(one.value) + index: (*mapping, key) for index, key in enumerate(absorbed)}
            meant[route] = Meant([*one.value, *absorbed], places, absorbed)
    return meant


def as_meant(document: Document, meant: Mapping[Route, Meant]) -> Document:
    """Return a document with other values at some routes, whose places are those of the values as written."""
    origins = dict(document.inherited.origins) if document.inherited else {}
    value = document.value
    for route, new in meant.items():
        for key, place in new.places.items():
            there = document.origin_of(place)
            written = (*there.route, *place[there.depth :]) if there else place
            origins[*route, key] = Origin(there.document if there else None, written, len(route) + 1, {})
        value = _with(value, route, new.value)
        for key in new.absorbed:
            value = _without(value, (*route[:-1], key))
    return document._replace(value=value, inherited=Inherited(document.own.value, origins))


def list_hint(error: Any, schema: dict[str, Any], meant: Meant, items: Mapping[Any, Mistake]) -> tuple[str, bool]:
    """Return how to write a value in the right container, and whether that corrects its items too.

    `items` are the mistakes in the items of a text with commas, by their positions.
    """
    if isinstance(error.instance, list):
        return _naming_hint(error.instance, meant.names), False
    part = resolved(error.schema.get("items"), schema)
    if "object" in part.get("type", ()):
        return mappings_hint(part), False
    words = [str(word) for word in meant.value]
    if names := part.get("x-names"):
        spelled = [same_words(word, names) for word in words]
        if any(len(same) != 1 for same in spelled):
            return "write a list: put the words in brackets", False
        words = [same[0] for same in spelled]
    for index, mistake in items.items():
        found = _CERTAIN.fullmatch(mistake.hint)
        if found is None:
            return "write a list: put the words in brackets", False
        words[index] = found[1]
    text = ", ".join(words)
    return f"write a list: [{text}]" if len(text) <= LONGEST_SHOWN else "write a list", True


def mappings_hint(part: dict[str, Any]) -> str:
    """Return how to write a list of mappings with this schema."""
    keys = " and ".join(f"`{key}`" for key in part.get("required", ()))
    each = f"a list of mappings with {keys}" if keys else "a list of mappings"
    return f"write {each}: start each with `- `, or put them in brackets"


def _naming_hint(items: list[Any], names: tuple[str, ...]) -> str:
    """Return how to write a list as a mapping, or as one of names."""
    if not names:
        return "write it without the brackets or `- `: one mapping"
    named = [name for name in dict.fromkeys(names) if name]
    listed = ", ".join(f"`{name}:`" for name in named[:_MOST_NAMES])
    if not listed:
        return "write a name as the key of each item, instead of `- `"
    listed += ", …" if len(named) > _MOST_NAMES else ""
    return f"write the name as the key: {listed}" if len(items) == 1 else f"write each name as a key: {listed}"


def _is_of_names(part: dict[str, Any], schema: dict[str, Any]) -> bool:
    """Return whether a mapping has a mapping for each name, and no keys of its own."""
    inner = part.get("additionalProperties", False)
    is_of_mappings = inner is True or "object" in resolved(inner, schema).get("type", ())
    return is_of_mappings and not part.get("properties")


def _named(route: Route, items: list[Any], part: dict[str, Any], schema: dict[str, Any]) -> Meant:
    """Return the mapping by name that a list of mappings is meant to be."""
    known = resolved(part["additionalProperties"], schema).get("properties", {})
    named: dict[str | int, Any] = {}
    names: list[str] = []
    places: dict[Any, Route] = {}
    for index, item in enumerate(items):
        name, value, place = _name_of(item, known)
        name = _NOT_IN_NAMES.sub("-", name.lower()).strip("-._") if "propertyNames" in part else name
        names.append(name)
        key: str | int = name if name and name not in named else index
        named[key] = value
        places[key] = (*route, index, *place)
    return Meant(named, places, names=tuple(names))


def _name_of(item: Any, known: Container[str]) -> tuple[str, Any, Route]:
    """Return the name of an item of a list, the item without its name, and the route of the rest in the item."""
    if not isinstance(item, dict) or not item:
        return "", item, ()
    first = next(iter(item))
    naming = (one for one in _NAMING if one in item and one not in known and isinstance(item[one], str))
    if key := next(naming, ""):
        return item[key], {one: below for one, below in item.items() if one != key}, ()
    if len(item) == 1 and isinstance(item[first], dict):
        return str(first), item[first], (first,)
    if item[first] is None and first not in known:  # `- name:`, and its keys below it without another indentation
        return str(first), {one: below for one, below in item.items() if one != first}, ()
    return "", item, ()


def _words_after(document: Document, route: Route, refused: Container[str]) -> tuple[str, ...]:
    """Return the unknown keys right after a key, up to the first that has a colon or a value."""
    keys = list(document.value_at(route[:-1]))
    after = keys[keys.index(route[-1]) + 1 :]
    return tuple(takewhile(lambda key: key in refused and _is_bare(document, (*route[:-1], key)), after))


def _is_bare(document: Document, route: Route) -> bool:
    """Return whether a key is written without a colon and a value."""
    if document.value_at(route) is not None:
        return False
    place = document.locate_key(route)
    return document.text_at(place) == route[-1] and not document.line(place.line)[place.end_column - 1 :].startswith(
        ":"
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()] or [text]


def _with(value: Any, route: Route, new: Any) -> Any:
    """Return a copy of a value with another one at a route."""
    if not route:
        return new
    copy = value.copy()
    copy[route[0]] = _with(value[route[0]], route[1:], new)
    return copy


def _without(value: Any, route: Route) -> Any:
    """Return a copy of a value without a key."""
    copy = value.copy()
    if len(route) == 1:
        del copy[route[0]]
    else:
        copy[route[0]] = _without(value[route[0]], route[1:])
    return copy
