"""JSON objects whose keys appear once: readers of JSON disagree on which value of a repeated key counts."""

from typing import Any


class RepeatedKeyError(ValueError):
    """A key that appears twice in an object; the text of the error is the key."""


def with_single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object for `object_pairs_hook` of `json`; raises RepeatedKeyError for the first repeated key."""
    made = dict(pairs)
    if len(made) != len(pairs):
        known: set[str] = set()
        for name, _ in pairs:
            if name in known:
                raise RepeatedKeyError(name)
            known.add(name)
    return made
