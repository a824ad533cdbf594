"""The texts inside `timestamp("…")` and `duration("…")`, read as CEL reads them, strictly."""

import re
from datetime import UTC, datetime

_TIMESTAMP = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DURATION = re.compile(r"-?(?:\d{1,15}(?:\.\d{1,9})?(?:h|ms|m|us|s))+", re.ASCII)
_DURATION_PART = re.compile(r"(\d+)(?:\.(\d+))?(h|ms|m|us|s)", re.ASCII)
_MICROSECONDS = {"h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1}
_LARGEST_DURATION = 87_660_000 * _MICROSECONDS["h"]


class LiteralError(ValueError):
    """A text that is no timestamp or duration; `hint` may say how to write it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def timestamp_text(text: str) -> str:
    """Check an RFC 3339 timestamp and give it in UTC, ready for `datetime.fromisoformat`."""
    if not _TIMESTAMP.fullmatch(text):
        hint = f'write `timestamp("{text}T00:00:00Z")`' if _DATE.fullmatch(text) else "like `2026-10-01T00:00:00Z`"
        raise LiteralError(f"`{text}` is not a timestamp", hint)
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        raise LiteralError(f"`{text}` is not on the calendar") from None


def duration_microseconds(text: str) -> int:
    """Read `1h30m`, `3600s` or `-1.5h` as whole microseconds."""
    if not _DURATION.fullmatch(text):
        hint = "write days in hours: `24h` is a day" if text.rstrip("d").isdecimal() else "like `36h` or `1h30m`"
        raise LiteralError(f"`{text}` is not a duration", hint)
    total = 0
    for whole, fraction, unit in _DURATION_PART.findall(text):
        numerator, denominator = int(whole + fraction) * _MICROSECONDS[unit], 10 ** len(fraction)
        if numerator % denominator:
            raise LiteralError(f"`{text}` is finer than a microsecond")
        total += numerator // denominator
    if total > _LARGEST_DURATION:
        raise LiteralError(f"`{text}` is longer than 10,000 years")
    return -total if text.startswith("-") else total
