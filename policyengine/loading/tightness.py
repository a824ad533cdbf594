"""Compare two values by strictness, so that a locked value may be tightened and never loosened."""

from typing import Any

DIRECTIONS = {
    "string": (),
    "bool": ("true", "false"),
    "int": ("lower", "higher"),
    "double": ("lower", "higher"),
    "list<string>": ("fewer", "more"),
}
"""Which values of a type can be tighter: the lower or higher number, fewer or more words, one of two flags."""


def is_as_tight(value: Any, bound: Any, direction: str) -> bool:
    """Return whether a value is at least as strict as a bound; without a direction only the same value does."""
    if direction == "lower":
        return bool(value <= bound)
    if direction == "higher":
        return bool(value >= bound)
    if direction == "fewer":
        return set(value) <= set(bound)
    if direction == "fewer people":
        from policyengine.characters import name_of

        return set(map(name_of, value)) <= set(map(name_of, bound))
    if direction == "more":
        return set(value) >= set(bound)
    return bool(value == bound) or value is _FLAGS.get(direction)


_FLAGS = {"true": True, "false": False}
