"""Intervals against published figures, and how often an alert is false."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costing.ranges import Range
from policyengine.migration.intervals import examples_needed, false_alarm_share, newcombe, wilson


def rounded(interval: Range) -> tuple[float, float]:
    """Round both ends as the papers print them."""
    return round(interval.low, 4), round(interval.high, 4)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_the_difference_is_that_of_method_10(
    first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float]
) -> None:
    """The worked contrasts of Newcombe 1998, table II, score method without continuity correction."""
    found = newcombe(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert expected == rounded(found)


def test_a_share_at_the_edge_has_one_sided_limits() -> None:
    """Nothing of 20: from 0 to z²/(n + z²)."""
    assert rounded(wilson(0, 20)) == (0.0, 0.1611)
    assert rounded(wilson(1, 20)) == (0.8389, 1.0)


def test_a_certain_baseline_has_no_width() -> None:
    """The interval is that of the second share alone, turned around."""
    found, second = newcombe(0.9, None, 0.84, 200), wilson(0.84, 200)
    assert (round(0.9 - second.high, 9), round(0.9 - second.low, 9)) == (round(found.low, 9), round(found.high, 9))


@given(st.integers(1, 400), st.integers(1, 400), st.data())
def test_the_difference_lies_inside_and_turns_around(first_n: int, second_n: int, data: st.DataObject) -> None:
    """The interval holds the difference seen, stays within -1 and 1, and changes sign with the order."""
    first = data.draw(st.integers(0, first_n)) / first_n
    second = data.draw(st.integers(0, second_n)) / second_n
    there, back = newcombe(first, first_n, second, second_n), newcombe(second, second_n, first, first_n)
    assert there.low - 1e-12 <= first - second <= there.high + 1e-12
    assert there.low >= -1 - 1e-9
    assert there.high <= 1 + 1e-9
    assert (round(-back.high, 9), round(-back.low, 9)) == (round(there.low, 9), round(there.high, 9))


@pytest.mark.parametrize(("examples", "expected"), [(50, 0.20), (100, 0.12), (200, 0.048), (500, 0.004)])
def test_x_68_a_five_point_alert_is_often_false(examples: int, expected: float) -> None:
    """At 90 % right and 100 examples an alert above 5 points is false in about 12 of 100 weeks."""
    found = false_alarm_share(0.9, examples, 0.05)
    assert expected == round(found, 2 if expected >= 0.1 else 3)


def test_enough_examples_make_one_false_alarm_in_twenty() -> None:
    """With as many examples as are called enough, and not with one less, the share is at most 5 %."""
    enough = examples_needed(0.9, 0.05)
    assert false_alarm_share(0.9, enough, 0.05) <= 0.05 < false_alarm_share(0.9, enough - 1, 0.05)
