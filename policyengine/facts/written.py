"""What stands in a document at a route: whether anything does, and the document that a claim names."""

from collections.abc import Mapping
from typing import Any

from policyengine.location import Route
from policyengine.verdict import Claim


def is_written(value: Any, route: Route) -> bool:
    """Say whether a document has a value at a route."""
    return _at(value, route) is not None


def _at(value: Any, route: Route) -> Any:
    for step in route:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step] if step < len(value) else None
        else:
            return None
    return value


def claim_at(value: Any, route: Route) -> Claim | None:
    """Give the document that a fact written long names."""
    said = _at(value, route)
    if not isinstance(said, Mapping) or "status" not in said:
        return None
    return Claim(*(said.get(key) or "" for key in ("evidence", "checked", "by")))
