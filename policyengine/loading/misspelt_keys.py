"""The keys that misspelt ones mean, and a document read as if it had them, or had keys in other places."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from policyengine.document import Document, Inherited, Origin
from policyengine.loading.suggestion import closest, same_words
from policyengine.location import Route

UNKNOWN_KEYS = ("additionalProperties", "unevaluatedProperties")
"""The keywords of a schema that refuse keys."""

_MOST_KEYS = 100
"""How many unknown keys of a document are compared with known ones, which takes time for each."""


def meant_keys(errors: list[Any]) -> dict[Route, str]:
    """Return the key that each misspelt one certainly means, by the route of the misspelt one."""
    meant: dict[Route, str] = {}
    taken: set[Route] = set()
    for error, key in compared_keys(errors):
        route, names = tuple(error.absolute_path), _suggested(key, error.schema)
        if len(names) == 1 and names[0] not in error.instance and (*route, names[0]) not in taken:
            meant[*route, key] = names[0]
            taken.add((*route, names[0]))
    return meant


def compared_keys(errors: list[Any]) -> Iterator[tuple[Any, str]]:
    """Return the first unknown keys, each with its error."""
    refused = (one for one in errors if one.validator in UNKNOWN_KEYS)
    named = (one for one in refused if "propertyNames" not in one.absolute_schema_path)
    return islice(((error, key) for error in named for key in unknown_keys(error)), _MOST_KEYS)


def respelt(document: Document, meant: dict[Route, str]) -> Document:
    """Return a document with other names for some keys, whose places are still those of the keys as written."""
    origins = dict(document.inherited.origins) if document.inherited else {}
    for route, name in meant.items():
        there = document.origin_of(route)
        written = (*there.route, *route[there.depth :]) if there else route
        origins[*route[:-1], name] = Origin(there.document if there else None, written, len(route), {})
    value = _with_keys(document.value, (), meant)
    return document._replace(value=value, inherited=Inherited(document.own.value, origins))


def moved(document: Document, moves: Mapping[Route, Route]) -> Document:
    """Return a document with some keys in other mappings, or left out if these have other values of them."""
    origins = dict(document.inherited.origins) if document.inherited else {}
    value = document.value
    for route, target in moves.items():
        there = document.origin_of(route)
        written = (*there.route, *route[there.depth :]) if there else route
        value, item = _taken(value, route)
        put = _put(value, (*target, route[-1]), item)
        if put is not None:
            value = put
            origins[*target, route[-1]] = Origin(there.document if there else None, written, len(target) + 1, {})
    return document._replace(value=value, inherited=Inherited(document.own.value, origins))


def _taken(value: Any, route: Route) -> tuple[Any, Any]:
    """Return a copy of a value without a key, and the value of the key."""
    copy = value.copy()
    if len(route) == 1:
        return copy, copy.pop(route[0])
    copy[route[0]], item = _taken(value[route[0]], route[1:])
    return copy, item


def _put(value: Any, route: Route, item: Any) -> Any:
    """Return a copy of a value with a key that it does not have; None if something else is there."""
    if isinstance(value, list) and isinstance(route[0], int):
        below = _put(value[route[0]], route[1:], item)
        return None if below is None else [*value[: route[0]], below, *value[route[0] + 1 :]]
    if value is not None and not isinstance(value, dict):
        return None
    below = (value or {}).get(route[0])
    new = item if len(route) == 1 and below is None else _put(below, route[1:], item) if len(route) > 1 else None
    return None if new is None else {**(value or {}), route[0]: new}


def _with_keys(value: Any, route: Route, meant: dict[Route, str]) -> Any:
    if isinstance(value, dict):
        return {meant.get((*route, key), key): _with_keys(item, (*route, key), meant) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_keys(item, (*route, index), meant) for index, item in enumerate(value)]
    return value


def unknown_keys(error: Any) -> Iterator[str]:
    """Yield the keys of a mapping that its schema does not have."""
    patterns, known = list(error.schema.get("patternProperties", ())), error.schema.get("properties", {})
    for key in error.instance:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield key


def known_keys(schema: dict[str, Any]) -> list[str]:
    """Return the keys of a mapping, without former ones."""
    return [key for key, part in schema.get("properties", {}).items() if not part.get("deprecated")]


def _suggested(key: str, schema: dict[str, Any]) -> list[str]:
    """Return the keys that an unknown one may mean."""
    near = near_key(key, schema)
    return [near] if near else closest(key, known_keys(schema))


def near_key(key: str, schema: dict[str, Any]) -> str:
    """Return the key that people use another word for, or an empty text."""
    properties = schema.get("properties", {})
    return next((name for name in known_keys(schema) if same_words(key, properties[name].get("x-near", ()))), "")
