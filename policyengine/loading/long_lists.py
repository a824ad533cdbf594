"""Refuses lists that are longer than a person writes: conditions, locks and messages read them again and again."""

from collections.abc import Iterator
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake
from policyengine.location import Route

MOST_ITEMS = 5_000
"""How many items a list of a settings file, a profile or a rule may have, and how many keys a mapping."""

_SHORTEST = 2  # an item and its comma
_JUDGED_ELSEWHERE = {"packs", "waivers", "workloads"}


def long_list_mistakes(document: Document) -> list[Mistake]:
    """Return a mistake for each list or mapping of a document with more than `MOST_ITEMS` items, at its key.

    Keys at the top with a limit of their own are left out.
    """
    if len(document.text) < MOST_ITEMS * _SHORTEST:
        return []
    top = {key: value for key, value in document.value.items() if key not in _JUDGED_ELSEWHERE}
    return [_mistake(document, route) for key, value in top.items() for route in _long(value, (key,))]


def _mistake(document: Document, route: Route) -> Mistake:
    message = f"`{route[-1]}` has more than {MOST_ITEMS:,} items"
    return document.mistake(message, document.locate_key(route), "shorten it; was this file written by a program?")


def _long(value: Any, route: Route) -> Iterator[Route]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if len(items if isinstance(items, tuple) else value) > MOST_ITEMS:
        yield route
        return
    for key, item in items:
        if isinstance(item, dict | list):
            yield from _long(item, (*route, key))
