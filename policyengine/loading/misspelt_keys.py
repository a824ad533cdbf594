"""The keys that misspelt ones mean, and a document read as if it had them."""

import re
from collections.abc import Iterator
from typing import Any

from policyengine.document import Document, Inherited, Origin
from policyengine.loading.suggestion import closest, same_words
from policyengine.location import Route

UNKNOWN_KEYS = ("additionalProperties", "unevaluatedProperties")
"""The keywords of a schema that refuse keys."""

_MOST_KEYS = 100


def meant_keys(errors: list[Any]) -> dict[Route, str]:
    """Return the key that each misspelt one certainly means, by the route of the misspelt one."""
    meant: dict[Route, str] = {}
    for error in errors:
        if error.validator not in UNKNOWN_KEYS or "propertyNames" in error.absolute_schema_path:
            continue
        route, taken = tuple(error.absolute_path), set(error.instance)
        for key in unknown_keys(error):
            names = _suggested(key, error.schema)
            if len(names) == 1 and names[0] not in taken and len(meant) < _MOST_KEYS:
                meant[*route, key] = names[0]
                taken.add(names[0])
    return meant


def respelt(document: Document, meant: dict[Route, str]) -> Document:
    """Return a document with other names for some keys, whose places are still those of the keys as written."""
    origins = dict(document.inherited.origins) if document.inherited else {}
    for route, name in meant.items():
        there = document.origin_of(route)
        written = (*there.route, *route[there.depth :]) if there else route
        origins[*route[:-1], name] = Origin(there.document if there else None, written, len(route), {})
    value = _with_keys(document.value, (), meant)
    return document._replace(value=value, inherited=Inherited(document.own.value, origins))


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
