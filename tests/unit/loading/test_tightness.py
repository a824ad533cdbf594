"""Which of two values asks at least as much: the same value does, a looser one does not."""

from typing import Any

import pytest

from policyengine.loading.tightness import is_as_tight


@pytest.mark.parametrize(
    ("direction", "tighter", "bound", "looser"),
    [
        ("lower", 1, 2, 3),
        ("higher", 3, 2, 1),
        ("higher", "2027-01-01", "2026-11-30", "2026-11-28"),
        ("fewer", ["a"], ["a", "b"], ["a", "b", "c"]),
        ("fewer", [], ["a"], ["b"]),
        ("fewer people", ["grace  hopper"], ["Grace Hopper", "Ada Lovelace"], ["Mallory"]),
        ("more", ["a", "b"], ["a"], ["b"]),
        ("true", True, False, None),
        ("false", False, True, None),
    ],
)
def test_direction(direction: str, tighter: Any, bound: Any, looser: Any) -> None:
    """A tighter value and the same value hold; a looser one does not."""
    answers = [is_as_tight(value, bound, direction) for value in (tighter, bound, looser)]
    assert answers == [True, True, False]


def test_without_a_direction_only_the_same_value_holds() -> None:
    """A parameter that states no direction stays as it is."""
    assert [is_as_tight(value, "a", "") for value in ("a", "b", True)] == [True, False, False]
