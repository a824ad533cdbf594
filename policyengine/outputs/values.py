"""How a fact's value is printed beside the place where it stands."""

from datetime import datetime, timedelta
from typing import Any

from policyengine.message import DIGITS, rounded
from policyengine.wire.values import date_text
from policyengine.words.numbers import grouped

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
        case int():
            return grouped(value)
        case float():
            return grouped(rounded(value, digits))
        case datetime() | timedelta():
            return date_text(value) if isinstance(value, datetime) else duration_text(value)
        case list() | tuple():
            return _list_text(value)
        case _:
            return _shortened(str(value))


def duration_text(value: timedelta) -> str:
    """Return a span of time in days when it is whole days, in seconds otherwise: `30 days`, `1.5 s`."""
    if value.seconds or value.microseconds:
        return f"{grouped(value.total_seconds())} s"
    return f"{grouped(value.days)} day" + ("" if value.days == 1 else "s")


def _list_text(items: list[Any] | tuple[Any, ...]) -> str:
    parts = [_element_text(item) for item in items[:LONGEST_LIST]]
    if len(items) > LONGEST_LIST:
        parts.append(f"... {grouped(len(items) - LONGEST_LIST)} more")
    return f"[{', '.join(parts)}]"


def _element_text(item: Any) -> str:
    bare = isinstance(item, str) and item and not set(item) & set(' ,[]"')
    return _shortened(item) if bare else fact_text(item)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "..."
