"""Whether a file's schema takes a value for a fact, asked of one fact at a time."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from policyengine.engine.flipping.world import Place, fact_of
from policyengine.loading.walk import CHECKS, CLAIM, ELEMENT, GROUP, LIST, MAP
from policyengine.vocabulary.shapes import PROFILE, SETTINGS


def is_valid(place: Place, value: Any) -> bool:
    """Return whether the file's schema takes a value here: not a negative count, not an empty list of classes."""
    entry = _entries(settings=place.in_settings).get(fact_of(place.key))
    if entry is None or value is None:
        return False
    kind, constraint = entry
    if kind == MAP:
        kind, _, constraint, _ = constraint[2]
    written = value.date().isoformat() if isinstance(value, datetime) else value
    return CHECKS[kind](written, constraint) is not None


@cache
def _entries(*, settings: bool) -> dict[str, tuple[int, Any]]:
    """Return the kind and constraint of every fact that a file may declare."""
    return dict(_walked(SETTINGS if settings else PROFILE))


def _walked(shape: Any) -> Iterator[tuple[str, tuple[int, Any]]]:
    for kind, name, constraint, _ in shape[0].values():
        inner, below = kind, constraint
        if kind == CLAIM:
            inner, below, _ = constraint
        elif kind in (LIST, MAP):
            inner, below = constraint[:2] if kind == LIST else (constraint[2][0], constraint[2][2])
        if inner in (GROUP, ELEMENT):
            yield from _walked(below)
        elif kind == CLAIM:
            yield name, (inner, below)
        else:
            yield name, (kind, constraint)
