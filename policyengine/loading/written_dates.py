"""What to write for a date that somebody wrote in another form than `2026-01-15`."""

import re
from datetime import date

from policyengine.words.lists import either

_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ]) ?([0-9]{1,2})\2 ?([0-9]{4})")
_NAMED = re.compile(
    r"(?P<first>[0-9]{1,2})(?:st|nd|rd|th|\.)?[- ,]*(?P<month>[a-z]+)\.?[- ,]*(?P<year>[0-9]{4})"
    r"|(?P<month2>[a-z]+)\.?[- ]*(?P<second>[0-9]{1,2})(?:st|nd|rd|th)?[- ,]+(?P<year2>[0-9]{4})"
)
"""A date with the name of its month: `15 January 2026`, `Jan 15, 2026`."""

_BEGINNING = re.compile(r"((?:19|20)[0-9]{2})(?:[-/.](0?[1-9]|1[0-2]))?")
"""A year, or a year and a month."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SHORTEST_MONTH = 3


def date_hint(text: str, example: str) -> str:
    """Return what to write for a date in another form; where a part of it is missing or unclear, an example."""
    timed = _TIMED.fullmatch(text)
    days = _days(timed[1] if timed else text.strip().casefold())
    if days:
        return f"write {either(days)}"
    begun = _BEGINNING.fullmatch(text.strip())
    if begun:
        example = f"{begun[1]}-{int(begun[2] or 1):02}-15"
    return f"write year, month and day, such as `{example}`"


def _days(text: str) -> list[str]:
    """Return the existing days that a text may mean."""
    found: list[tuple[str, int, str]] = []
    if match := _YEAR_FIRST.fullmatch(text):
        is_run = not match[2]  # without separators, month and day need two digits each
        found = [] if is_run and len(text) != len("20260115") else [(match[1], int(match[3]), match[4])]
    elif match := _YEAR_LAST.fullmatch(text):
        first, second, year = match[1], match[3], match[4]
        found = [(year, int(second), first)]
        if match[2] in "/-":  # the month comes first in the United States, the day elsewhere
            found.append((year, int(first), second))
    elif match := _NAMED.fullmatch(text):
        month = _month(match["month"] or match["month2"])
        found = [(match["year"] or match["year2"], month, match["first"] or match["second"])]
    return list(dict.fromkeys(day for parts in found if (day := _existing(*parts))))


def _month(word: str) -> int:
    """Return the number of the month that a word names or begins to name; else 0."""
    named = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word) or word == name[:3] + "t"]
    return named[0] if len(named) == 1 and len(word) >= _SHORTEST_MONTH else 0


def _existing(year: str, month: int, day: str) -> str:
    try:
        return date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""
