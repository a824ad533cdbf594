"""Read the values of a row of a request log, and explain a wrong one."""

import re
from datetime import UTC, date, datetime

Request = tuple[str, int, int, str, str]
"""Task, input tokens, output tokens, ISO day as written (UTC for numbers), and the word for its complexity or ""."""

MOST_TOKENS = 1 << 53
"""Most tokens of a request; other readers of JSON would round a larger number."""

_MILLISECONDS = 1e11
"""Numbers above are milliseconds since 1970, those below seconds (until the year 5138)."""

_MOST_DAYS = 100_000
"""Days remembered at a time: 270 years."""

_LONGEST_PART = 60
"""Characters of a wrong value that a message repeats."""


_DIGITS = re.compile(r"[ \t]*[0-9]+[ \t]*")
_SECONDS = re.compile(r"[ \t]*[0-9]+(?:\.[0-9]*)?(?:[eE]\+?[0-9]+)?[ \t]*")


def is_count(text: str) -> bool:
    """Return whether a text is a whole number in ASCII digits: Python reads `1_0` and digits of other scripts too."""
    return _DIGITS.fullmatch(text) is not None


def day_of(stamp: str | float, known: dict[str, str]) -> str:
    """Return the day of a timestamp, and keep it in `known` by its first 11 characters; raises ValueError."""
    if isinstance(stamp, str) and stamp[4:5] == "-":
        day = date.fromisoformat(stamp[:10]).isoformat()
        if stamp[10:11] not in ("", "T", "t", " "):
            raise ValueError(stamp)
        if len(known) > _MOST_DAYS:
            known.clear()
        known[stamp[:11]] = day
        return day
    if isinstance(stamp, bool) or (isinstance(stamp, str) and not _SECONDS.fullmatch(stamp)):
        raise ValueError(stamp)
    try:
        seconds = float(stamp)
        if seconds < 0:
            raise ValueError(stamp)
        if seconds > _MILLISECONDS:
            seconds /= 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, OSError) as error:
        raise ValueError(stamp) from error


def whats_wrong(task: object, tokens: tuple[object, ...], stamp: object) -> tuple[str, str]:
    """Return which value of a row is wrong: the message, and the value as text."""
    if not isinstance(task, str) or not task:
        return "this row names no task", ""
    for count in tokens:
        try:
            wrong = not is_count(str(count)) or not 0 <= int(str(count)) <= MOST_TOKENS
        except ValueError:
            wrong = True
        if wrong:
            return f"`{_short(count)}` is not a number of tokens", str(count)
    return f"`{_short(stamp)}` is not a day, a time or seconds since 1970", str(stamp)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_PART else f"{text[:_LONGEST_PART]}…"
