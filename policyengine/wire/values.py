"""Values, sources and claims as plain data."""

import math
from datetime import date, datetime, timedelta
from typing import Any

from policyengine.rule import Reference
from policyengine.verdict import Claim


def plain_value(value: Any) -> Any:
    """Return a fact's value in JSON: a day as `2026-11-22`, a duration in CEL's seconds, `90s`."""
    match value:
        case datetime():
            return date_text(value)
        case timedelta():
            return f"{value.total_seconds():.15g}s"
        case list() | tuple():
            return [plain_value(item) for item in value]
        case float() if not math.isfinite(value):
            return str(value)
        case _:
            return value


def date_text(value: datetime) -> str:
    """Return the day, `2026-11-22`, with the time of day only if there is one."""
    midnight = value.time() == value.time().min
    return value.date().isoformat() if midnight else value.isoformat().replace("+00:00", "Z")


def plain_day(day: date | None) -> str | None:
    """Return a day as `2026-11-22`; null if there is none."""
    return day.isoformat() if day else None


def plain_reference(source: Reference) -> dict[str, Any]:
    """Return a source; undeclared texts are null."""
    return {
        "title": source.title,
        "section": source.section or None,
        "url": source.url,
        "checked": source.checked,
        "confidence": source.confidence,
    }


def plain_claim(claim: Claim | None) -> dict[str, Any] | None:
    """Return the document that supports a declared fact; undeclared parts are null."""
    return {key: said or None for key, said in claim._asdict().items()} if claim else None
