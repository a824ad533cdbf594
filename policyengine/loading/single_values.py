"""Values that should be in a list, or in none, and a document read as if they were."""

import re
from collections.abc import Mapping
from typing import Any

from policyengine.document import Document, Inherited, Origin
from policyengine.errors import Mistake
from policyengine.loading.schema_words import LONGEST_SHOWN, resolved
from policyengine.location import Route

_CERTAIN = re.compile(r"write `([^`]+)`")
_MOST_ITEMS = 20


def single_values(errors: list[Any], schema: dict[str, Any]) -> dict[Route, Any]:
    """Return what is meant instead of values that break a schema only by being in no list, or in one."""
    meant: dict[Route, Any] = {}
    for error in errors:
        if error.validator != "type":
            continue
        value, types = error.instance, error.validator_value
        items = resolved(error.schema.get("items"), schema)
        of_mappings = "object" in items.get("type", ())
        if "array" in types and isinstance(value, str) and not of_mappings and len(_words(value)) <= _MOST_ITEMS:
            meant[tuple(error.absolute_path)] = _words(value)
        elif "array" in types and isinstance(value, dict) and of_mappings:
            meant[tuple(error.absolute_path)] = [value]
        elif "object" in types and isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
            meant[tuple(error.absolute_path)] = value[0]
    return meant


def as_meant(document: Document, meant: Mapping[Route, Any]) -> Document:
    """Return a document with other values at some routes, whose places are those of the values as written."""
    origins = dict(document.inherited.origins) if document.inherited else {}
    value = document.value
    for route, new in meant.items():
        there = document.origin_of(route)
        written = (*there.route, *route[there.depth :]) if there else route
        stated = there.document if there else None
        if isinstance(new, list):
            for index in range(len(new)):
                origins[*route, index] = Origin(stated, written, len(route) + 1, {})
        else:
            origins[route] = Origin(stated, (*written, 0), len(route), {})
        value = _with(value, route, new)
    return document._replace(value=value, inherited=Inherited(document.own.value, origins))


def list_hint(error: Any, schema: dict[str, Any], items: Mapping[Any, Mistake]) -> tuple[str, bool]:
    """Return how to write a value as a list, or out of one, and whether that corrects its items too.

    `items` are the mistakes in the items of a text with commas, by their positions.
    """
    value = error.instance
    if isinstance(value, list):
        return "write it without the brackets or `- `: one mapping", False
    part = resolved(error.schema.get("items"), schema)
    if "object" in part.get("type", ()):
        keys = " and ".join(f"`{key}`" for key in part.get("required", ()))
        each = f"a list of mappings with {keys}" if keys else "a list of mappings"
        return f"write {each}: start each with `- `, or put them in brackets", False
    words = _words(str(value))
    for index, mistake in items.items():
        found = _CERTAIN.fullmatch(mistake.hint)
        if found is None:
            return "write a list: put the words in brackets", False
        words[index] = found[1]
    text = ", ".join(words)
    return f"write a list: [{text}]" if len(text) <= LONGEST_SHOWN else "write a list", True


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()] or [text]


def _with(value: Any, route: Route, new: Any) -> Any:
    """Return a copy of a value with another one at a route."""
    if not route:
        return new
    copy = value.copy()
    copy[route[0]] = _with(value[route[0]], route[1:], new)
    return copy
