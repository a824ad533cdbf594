"""Formats the value of a fact for printing beside its place."""

from datetime import datetime, timedelta
from typing import Any

from policyengine.wire.values import date_text
from policyengine.words.lists import more
from policyengine.words.numbers import DIGITS, declared, duration

LONGEST_TEXT = 80
"""Maximum code points of a printed text; the file has the rest."""

LONGEST_LIST = 8
"""Maximum number of printed elements of a list."""


def fact_text(value: Any, digits: int = DIGITS) -> str:
    """Print a fact's value in its written form; texts in double quotes, without them in lists.

    A fraction has at most `digits` digits; JSON has all of them. The result may contain any character of the value:
    escape it before printing.
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
