"""Formats values of inputs for the command line: the inverse of `forms`."""

from typing import Any

from policyengine.costs.ranges import Range
from policyengine.costs.volumes import Volume

_MILLION = 1_000_000


def written(value: Any) -> str:
    """Write a value in the form that its reader accepts: `0.3..0.6`, `40M/month`, `yes`, `GPT-4o:2.5:10`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Volume):
        counted = "" if value.counted == "tokens" else f" {value.counted}"
        return f"{_number(value.amount)}{counted}/{value.period}"
    if isinstance(value, Range):
        return _number(value.low) if value.is_exact else f"{_number(value.low)}..{_number(value.high)}"
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return ":".join(written(field) for field in value)
    if isinstance(value, tuple):
        return ",".join(written(item) for item in value) or "none"
    return value if isinstance(value, str) else _number(value)


def _number(amount: float) -> str:
    """Write whole numbers in full, whole millions with an M, and others with the digits that they have."""
    if amount != int(amount):
        return repr(float(amount))
    return f"{int(amount)}" if not amount or amount % _MILLION else f"{int(amount) // _MILLION}M"
