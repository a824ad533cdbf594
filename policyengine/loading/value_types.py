"""Check values against the types of the fact table, as files have them: dates are text."""

from datetime import date
from typing import Any

_ACCEPTED: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "bool": (bool,),
    "int": (int,),
    "double": (int, float),
    "timestamp": (str,),
}


def fits(value: Any, kind: str) -> bool:
    """Return whether a value is of a type; a whole number fits a double, a bool fits only a bool, None fits nothing."""
    if kind.startswith("list<"):
        return isinstance(value, list) and all(fits(item, kind[5:-1]) for item in value)
    if isinstance(value, bool) and kind != "bool":
        return False
    return isinstance(value, _ACCEPTED[kind]) and (kind != "timestamp" or _is_date(value))


def _is_date(text: Any) -> bool:
    try:
        return bool(date.fromisoformat(text).isoformat() == text)
    except ValueError:
        return False
