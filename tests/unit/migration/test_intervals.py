"""Intervals against their definitions in high precision, and how often an alert is false."""

from decimal import Decimal, localcontext
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.ranges import Range
from policyengine.migration.intervals import Z_95, examples_needed, false_alarm_share, newcombe, wilson

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
"""Hits among so many examples."""


def rounded(interval: Range) -> tuple[float, float]:
    """Round both ends to what 12 digits say."""
    return round(interval.low, 12), round(interval.high, 12)


def limits(hits: int, examples: int) -> tuple[Decimal, Decimal]:
    """Solve the quadratic (h/n - x)² = z² x(1-x)/n for x in 50 digits: its roots are Wilson's limits."""
    with localcontext() as context:
        context.prec = 50
        share, square = Decimal(hits) / examples, Decimal(Z_95) ** 2 / examples
        a, b, c = 1 + square, -(2 * share + square), share**2
        root = (b * b - 4 * a * c).sqrt()
        return (-b - root) / (2 * a), (-b + root) / (2 * a)


def contrast(first: tuple[int, int], second: tuple[int, int]) -> tuple[float, float]:
    """Join the limits of two shares as method 10 does, in 50 digits."""
    with localcontext() as context:
        context.prec = 50
        one, two = Decimal(first[0]) / first[1], Decimal(second[0]) / second[1]
        (low_1, high_1), (low_2, high_2) = limits(*first), limits(*second)
        low = one - two - ((one - low_1) ** 2 + (high_2 - two) ** 2).sqrt()
        high = one - two + ((high_1 - one) ** 2 + (two - low_2) ** 2).sqrt()
        return float(low), float(high)


@given(COUNTS)
def test_wilson_s_limits_solve_the_score_equation(counts: tuple[int, int]) -> None:
    """Both limits are the roots of the quadratic that defines them, within 0 and 1."""
    hits, examples = counts
    low, high = limits(hits, examples)
    assert (round(max(0.0, float(low)), 12), round(min(1.0, float(high)), 12)) == rounded(
        wilson(hits / examples, examples)
    )


@pytest.mark.parametrize(("hits", "expected"), [(0, (0.0, 0.1611)), (20, (0.8389, 1.0)), (10, (0.2993, 0.7007))])
def test_wilson_by_hand(hits: int, expected: tuple[float, float]) -> None:
    """Nothing of 20 goes to z²/(n + z²) = 3.8415/23.8415; half of 20 to 1/2 ± z/(2√(n + z²)) = 0.5 ± 0.2007."""
    found = wilson(hits / 20, 20)
    assert expected == (round(found.low, 4), round(found.high, 4))
    assert round(Z_95 / (2 * sqrt(20 + Z_95**2)), 4) == 0.2007


@given(COUNTS, COUNTS)
def test_the_difference_joins_both_limits(first: tuple[int, int], second: tuple[int, int]) -> None:
    """The interval is that of method 10, computed apart in 50 digits."""
    low, high = contrast(first, second)
    found = newcombe(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert (round(low, 9), round(high, 9)) == (round(found.low, 9), round(found.high, 9))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
        ((180, 200), (168, 200), (-0.0064, 0.1267)),
    ],
)
def test_some_contrasts(first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float]) -> None:
    """Figures to compare other programs with: R's `Epi::ci.pd`, Python's `statsmodels` with method `newcomb`."""
    found = newcombe(first[0] / first[1], first[1], second[0] / second[1], second[1])
    assert expected == (round(found.low, 4), round(found.high, 4))


def test_a_certain_baseline_has_no_width() -> None:
    """The interval is that of the second share alone, turned around."""
    found, second = newcombe(0.9, None, 0.84, 200), wilson(0.84, 200)
    assert (round(0.9 - second.high, 9), round(0.9 - second.low, 9)) == (round(found.low, 9), round(found.high, 9))


@given(COUNTS, COUNTS)
def test_the_difference_lies_inside_and_turns_around(one: tuple[int, int], two: tuple[int, int]) -> None:
    """The interval holds the difference seen, stays within -1 and 1, and changes sign with the order."""
    first, second = one[0] / one[1], two[0] / two[1]
    there, back = newcombe(first, one[1], second, two[1]), newcombe(second, two[1], first, one[1])
    assert there.low - 1e-12 <= first - second <= there.high + 1e-12
    assert there.low >= -1 - 1e-9
    assert there.high <= 1 + 1e-9
    assert (round(-back.high, 9), round(-back.low, 9)) == (round(there.low, 9), round(there.high, 9))


@given(COUNTS, st.integers(2, 50))
def test_more_examples_make_it_narrower(counts: tuple[int, int], times: int) -> None:
    """The same share of more examples has a narrower interval."""
    share = counts[0] / counts[1]
    few, many = wilson(share, counts[1]), wilson(share, counts[1] * times)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("examples", "expected"), [(50, 0.20), (100, 0.12), (200, 0.048), (500, 0.004)])
def test_x_68_a_five_point_alert_is_often_false(examples: int, expected: float) -> None:
    """At 90 % right and 100 examples an alert above 5 points is false in about 12 of 100 weeks."""
    found = false_alarm_share(0.9, examples, examples, 0.05)
    assert found is not None
    assert expected == round(found, 2 if expected >= 0.1 else 3)


def test_a_certain_baseline_halves_the_variance() -> None:
    """Against a score that is certain, 100 examples are worth what 200 are against a run of as many."""
    assert false_alarm_share(0.9, None, 100, 0.05) == false_alarm_share(0.9, 200, 200, 0.05)


@given(st.floats(0.01, 0.99), st.floats(0.001, 0.3))
def test_enough_examples_make_one_false_alarm_in_twenty(share: float, margin: float) -> None:
    """With as many examples as are called enough, and not with one less, the share is at most 5 %."""
    enough = examples_needed(share, margin)
    assert enough is not None
    at, before = (false_alarm_share(share, n, n, margin) for n in (enough, max(1, enough - 1)))
    assert at is not None
    assert before is not None
    assert at <= 0.05 + 1e-9
    assert enough == 1 or before > 0.05 - 1e-9


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_of_a_share_at_the_edge_the_approximation_says_nothing(share: float) -> None:
    """All right or all wrong in one run is no proof that it is always so."""
    assert (false_alarm_share(share, 50, 50, 0.05), examples_needed(share, 0.05)) == (None, None)


def test_no_margin_needs_more_examples_than_there_are() -> None:
    """A threshold of next to nothing is passed by chance whatever the size."""
    assert examples_needed(0.9, 1e-300) is None
