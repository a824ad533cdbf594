"""How a fact's value is printed beside the place where it stands."""

from datetime import datetime, timedelta
from typing import Any

from policyengine.wire.values import date_text
from policyengine.words.lists import more
from policyengine.words.numbers import DIGITS, declared, duration

LONGEST_TEXT = 80
"""Code points of a text that are printed; the file shows the rest."""

LONGEST_LIST = 8
"""Elements of a list that are printed."""


def fact_text(value: Any, digits: int = DIGITS) -> str:
    """Print a fact's value as a person would write it; texts in double quotes, in lists without.

    A fraction has as many `digits` as a person compares; JSON has them all. The result may hold anything the value
    holds: escape it before it is printed.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{_shortened(value)}"'
        case int() | float():
            return declared(value, digits)
        case datetime():
            return date_text(value)
        case timedelta():
            return duration(value)
        case list() | tuple():
            return _list_text(value)
        case _:
            return _shortened(str(value))


def _list_text(items: list[Any] | tuple[Any, ...]) -> str:
    parts = [_element_text(item) for item in items[:LONGEST_LIST]]
    if len(items) > LONGEST_LIST:
        parts.append(f"... {more(len(items) - LONGEST_LIST)}")
    return f"[{', '.join(parts)}]"


def _element_text(item: Any) -> str:
    bare = isinstance(item, str) and item and not set(item) & set(' ,[]"')
    return _shortened(item) if bare else fact_text(item)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "..."
