"""Places in files as plain data."""

from typing import Any

from policyengine.location import Location


def plain_place(place: Location | None) -> dict[str, Any] | None:
    """Return a span of a file: its path, its start, and its end; null if there is none."""
    return place._asdict() if place else None
