"""Refuse lists, texts and paths longer than a person writes: rules, locks and reports read them repeatedly."""

from collections.abc import Iterator
from typing import Any

from policyengine.document import Document
from policyengine.errors import Mistake, first_mistakes
from policyengine.location import Route
from policyengine.words.numbers import full

MOST_ELEMENTS = 1_000
"""How many elements a profile may have: each is judged by dozens of rules, and each verdict is explained."""

MOST_ITEMS = 5_000
"""How many items a list of a settings file, a profile or a rule may have, and how many keys a mapping."""

LONGEST_TEXT = 10_000
"""How many characters a text or a key in one of these may have."""

LONGEST_PATH = 4_096
"""How many characters the path of a file or folder in settings may have: as many as Linux allows."""

_LIMITED_ELSEWHERE = {("packs",), ("waivers",), ("workloads",)}
_PATHS = {"extends", "packs", "records"}


def long_value_mistakes(document: Document) -> list[Mistake]:
    """Return a mistake for each list, mapping, text and path of a document that is too long, at its key.

    Lists at the top with a limit of their own are left out.
    """
    if len(document.text) <= LONGEST_PATH:  # so is every value: a list has two characters for each item
        return []
    return first_mistakes(_mistakes(document, document.value, ()))


def _mistakes(document: Document, value: Any, route: Route) -> Iterator[Mistake]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    if route and len(value) > MOST_ITEMS and route not in _LIMITED_ELSEWHERE:
        yield _mistake(document, route, f"has more than {full(MOST_ITEMS)} items")
        return
    for key, item in items:
        here = (*route, key)
        if isinstance(key, str) and len(key) > LONGEST_TEXT:
            yield _mistake(document, here, f"has {full(len(key))} characters, at most {full(LONGEST_TEXT)} are read")
        elif isinstance(item, dict | list):
            yield from _mistakes(document, item, here)
        elif isinstance(item, str) and len(item) > LONGEST_PATH:
            most = LONGEST_PATH if here[0] in _PATHS or (here[0] == "waivers" and key == "profile") else LONGEST_TEXT
            if len(item) > most:
                yield _mistake(document, here, f"has {full(len(item))} characters, at most {full(most)} are read")


def _mistake(document: Document, route: Route, words: str) -> Mistake:
    name = next(str(part) for part in reversed(route) if isinstance(part, str))
    shown = name if len(name) <= LONGEST_TEXT else f"{name[:20]}…"
    hint = "shorten it; was this file written by a program?"
    return document.mistake(f"`{shown}` {words}", document.locate_key(route), hint)
