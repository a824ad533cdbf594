"""Values, sources and claims as plain data, for every JSON that is written; and that JSON made safe."""

import math
from datetime import datetime, timedelta
from typing import Any

from policyengine.characters import visible
from policyengine.rule import Reference
from policyengine.verdict import Claim, Excuse


def plain_value(value: Any) -> Any:
    """Return a fact's value as JSON has it: a day as `2026-11-22`, a duration in seconds as CEL writes it, `90s`."""
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
    """Return the day, `2026-11-22`, and the time of day only where there is one."""
    midnight = value.time() == value.time().min
    return value.date().isoformat() if midnight else value.isoformat().replace("+00:00", "Z")


def plain_reference(source: Reference) -> dict[str, Any]:
    """Return a source; a text that is not declared is null."""
    return {
        "title": source.title,
        "section": source.section or None,
        "url": source.url,
        "checked": source.checked,
        "confidence": source.confidence,
    }


def plain_claim(claim: Claim | None) -> dict[str, Any] | None:
    """Return the document that a declared fact rests on; what is not said of it is null."""
    return {key: said or None for key, said in claim._asdict().items()} if claim else None


def plain_excuse(excuse: Excuse) -> dict[str, Any]:
    """Return why a verdict is waived, without its place; an ignore has only a reason."""
    return {
        "kind": excuse.kind,
        "reason": excuse.reason,
        "owner": excuse.owner or None,
        "approved_by": excuse.approved_by or None,
        "ticket": excuse.ticket or None,
        "expires": excuse.expires or None,
    }


def escape_json(text: str) -> str:
    r"""Make JSON safe to print and to encode, with the same meaning.

    What cannot be seen is written `\u…`; a lone surrogate, which UTF-8 cannot hold and strict parsers refuse, becomes
    U+FFFD.
    """
    lines = text.split("\n")
    return "\n".join([visible(line, _in_json) for line in lines])


def _in_json(char: str) -> str:
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    units = char.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
