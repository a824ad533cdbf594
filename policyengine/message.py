"""The placeholders in the message of a rule: `{fact.path}` and `{fact.path:,}`."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from policyengine.words.lists import more
from policyengine.words.numbers import counted, declared, duration

_IN_DAYS = "in days"
FORMATS = ("", ",", ",.0f", ",.2f", ".0f", ".1f", ".2f", "%", ".1%", _IN_DAYS)
"""The formats that a placeholder may have."""

NOT_DECLARED, NO_ELEMENTS = "(not declared)", "(none)"
MOST_QUOTED, MOST_LISTED, LONGEST = 120, 12, 1000
"""Maximum length of one quoted word, of a list, and of a whole message, in long messages."""

MOST_WRITTEN = 4096
"""Maximum length of the message of a rule before its placeholders are filled in."""

_QUOTED = re.compile(r"`([^`]*)`")
_PLACEHOLDER = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")


class Placeholder(NamedTuple):
    """One `{path:format}` of a message; `offset` counts code points from the start of the message."""

    path: str
    format: str
    offset: int


def placeholders(message: str) -> Iterator[Placeholder]:
    """Yield each placeholder of a message, in order."""
    for match in _PLACEHOLDER.finditer(message):
        yield Placeholder(match[1], match[2] or "", match.start())


def fill_message(message: str, value_of: Callable[[str], Any]) -> str:
    """Fill in each placeholder; `value_of` returns None for an undeclared fact.

    The words for a missing value have no brackets of their own where the message has some around them.
    """

    def filled(match: re.Match[str]) -> str:
        text = cut(format_value(value_of(match[1]), match[2] or ""), LONGEST)
        before = message[: match.start()]
        is_inside = before.count("(") > before.count(")")
        return text[1:-1] if is_inside and text in (NOT_DECLARED, NO_ELEMENTS) else text

    return _PLACEHOLDER.sub(filled, message)


def shortened(text: str) -> str:
    """Shorten words in backticks to `MOST_QUOTED` code points, lists to `MOST_LISTED` words, texts to `LONGEST`."""
    text = _QUOTED.sub(lambda found: f"`{cut(found[1], MOST_QUOTED)}`", text)
    if len(text) <= LONGEST:
        return text
    *listed, rest = text.split(", ", MOST_LISTED)
    if len(listed) < MOST_LISTED or len(", ".join(listed)) > LONGEST:
        return cut(text, LONGEST)
    return f"{', '.join(listed)} and {more(rest.count(', ') + 1)}"


def cut(text: str, most: int) -> str:
    """Return the first code points of a text, with `…` for the omitted rest."""
    return text if len(text) <= most else f"{text[:most]}…"


def format_value(value: Any, style: str = "") -> str:
    """Format one fact for people: dates as 2026-10-01, lists joined by commas, None as "(not declared)"."""
    match value:
        case None:
            return NOT_DECLARED
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ", ".join(format_value(item, style) for item in value) or NO_ELEMENTS
        case datetime():
            return value.date().isoformat()
        case timedelta():
            return duration(value)
        case int() | float() if style:
            return _days_away(int(value)) if style == _IN_DAYS else format(value, style).replace("%", " %")
        case int() | float():
            return declared(value)
        case _:
            return str(value)


def _days_away(days: int) -> str:
    if days == 0:
        return "today"
    span = counted(abs(days), "day")
    return f"in {span}" if days > 0 else f"{span} ago"
