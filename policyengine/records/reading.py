"""The JSON file beside a record, read back; rows that earlier versions wrote get the present shape."""

import json
import math
from collections.abc import Mapping
from typing import Any

from policyengine.loading.json_keys import with_single_keys
from policyengine.records.evidence_rows import without_evidence_rows

LATER_KEYS = ("category", "facts_digest", "identity")
"""Keys of rules and verdicts that version 0.1.0 and the development versions after it did not write."""

_DEPTH = 64
"""How deep a sidecar may be nested: several times what facts that are computed from others need."""


def loaded(text: str) -> dict[str, Any]:
    """Read a sidecar, its verdicts in the present shape and with their evidence; what is not a sidecar is empty."""
    return _in_present_shape(without_evidence_rows(as_written(text)))


def as_written(text: str) -> dict[str, Any]:
    """Read a sidecar as written; any other text is an empty one.

    So is one with repeated keys, with numbers that JSON does not have, or with very deep nesting.
    """
    try:
        data = parsed(text)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) and not _is_deep(data) else {}


def parsed(text: str) -> Any:
    """Read JSON; raises ValueError or RecursionError for other texts, and RepeatedKeyError for a repeated key."""
    return json.loads(text, parse_constant=_finite, parse_float=_finite, object_pairs_hook=with_single_keys)


def rows_of(value: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list; nothing if it is none."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def subject_of(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the subject of a verdict that was read; an empty one where it has another form."""
    subject = row.get("subject")
    return subject if isinstance(subject, dict) else {}


def is_of_earlier_shape(data: Mapping[str, Any]) -> bool:
    """Return whether a version wrote a sidecar that did not write every key of a verdict yet, in any of them."""
    rows = rows_of(data.get("verdicts"))
    return bool(rows) and all("facts_digest" not in row for row in rows)


def _in_present_shape(data: dict[str, Any]) -> dict[str, Any]:
    """Return a sidecar whose verdicts have a subject, as they had scope and element in its place earlier.

    Nothing else is added and nothing is left out, so that two sidecars differ after this where they differed before.
    """
    rows = data.get("verdicts")
    if not isinstance(rows, list):
        return data
    return data | {"verdicts": [_with_subject(row, data.get("profile")) for row in rows]}


def _with_subject(row: Any, profile: Any) -> Any:
    if not isinstance(row, dict) or "subject" in row:
        return row
    others = {key: value for key, value in row.items() if key not in ("scope", "element")}
    workload = None if row.get("scope") == "profile" else row.get("workload")
    subject = {"scope": row.get("scope"), "profile": profile, "workload": workload, "element": row.get("element")}
    return others | {"subject": subject}


def _finite(text: str) -> float:
    """Return a number; raises ValueError for NaN, and for one that is infinite or too great."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _is_deep(data: Any) -> bool:
    level = [data]
    for _ in range(_DEPTH):
        below = (item for node in level for item in (node.values() if isinstance(node, dict) else node))
        level = [item for item in below if isinstance(item, (dict, list))]
        if not level:
            return False
    return True
