"""The resolution of locked facts, as plain values to compare, and the differences between two resolutions."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

Aspects = dict[str, Any]
"""The facts of one name: `id` is the entry that the name leads to; the others are keys such as `baa.status`."""

Resolved = dict[tuple[str, str], Aspects]
"""Aspects by kind and name, such as `("models", "gpt-4o")`."""

ID = "id"
CLAIM = "evidence of "
"""Prefix of the aspect that names who confirmed a claim. A file below may omit it, but neither add nor change it."""

SOURCE = "source of "
"""Prefix of the aspect of a catalog fact that was verified. An unverified fact leads at most to a warning."""

ALIKE = "names that look like it"
ORDER = "price sets in force"
DERIVED = "models made from it under other licences"


class Difference(NamedTuple):
    """An aspect of a name that two layers resolve differently; None if one of them does not have it."""

    kind: str
    name: str
    aspect: str
    was: Any
    now: Any


def differences(before: Resolved, after: Resolved) -> list[Difference]:
    """Return every aspect that differs although a lock forbids it."""
    return list(_differences(before, after))


def _differences(before: Resolved, after: Resolved) -> Iterator[Difference]:
    for kind, name in {**before, **after}:
        was, now = before.get((kind, name), {}), after.get((kind, name), {})
        if was != now:
            for aspect in {**was, **now}:
                if _differs(aspect, was, now):
                    yield Difference(kind, name, aspect, was.get(aspect), now.get(aspect))


def _differs(aspect: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    if aspect.startswith(CLAIM) and aspect not in now:
        return False
    if aspect.startswith(SOURCE) and aspect not in was:
        return False
    return bool(was.get(aspect) != now.get(aspect))
