"""Zones over volumes: what is said of a volume is what its costs say, and borders stand where the answer changes."""

from collections.abc import Callable
from functools import reduce
from itertools import pairwise
from math import isclose
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.machines import copies_for_rate
from policyengine.costs.ranges import Range, exactly
from policyengine.costs.zones import Zones, cheaper, zones

MOST = 300_000
MARGINS = st.sampled_from([0.0, 0.1, 0.25])
CostAt = Callable[[int], Range]


def machines(usd: Range, capacity: int) -> CostAt:
    """Return what whole machines cost that serve so many requests a day each."""
    return lambda volume: usd.times(exactly(copies_for_rate(volume, capacity)))


def tokens(usd: Range, flat: float) -> CostAt:
    """Return what tokens cost at a price for each daily request, beside a flat sum."""
    return lambda volume: usd.times(exactly(volume)).plus(exactly(flat))


def ranges(least: float, most: float) -> st.SearchStrategy[Range]:
    """Return ranges within bounds."""
    ends = st.floats(least, most)
    return st.one_of(ends.map(exactly), st.tuples(ends, ends).map(lambda pair: Range(min(pair), max(pair))))


COSTS = st.builds(machines, ranges(1, 5000), st.integers(500, 200_000)) | st.builds(
    tokens, ranges(1e-6, 1), st.sampled_from([0.0, 250.0])
)


@given(COSTS, COSTS, MARGINS)
def test_a_border_is_where_the_answer_changes(first: CostAt, second: CostAt, margin: float) -> None:
    """At a border the costs say what the zone says; one request below it they say what the zone before says."""
    found = zones(first, second, margin, most=MOST)
    assert (found.parts[0][0], found.parts[0][1]) == (1, cheaper(first(1), second(1), margin))
    for (_, before), (begin, word) in pairwise(found.parts):
        assert (cheaper(first(begin - 1), second(begin - 1), margin), cheaper(first(begin), second(begin), margin)) == (
            before,
            word,
        )
        assert before != word


@given(COSTS, COSTS, MARGINS, st.lists(st.integers(1, MOST), min_size=20, max_size=40))
def test_a_zone_says_what_the_costs_say(first: CostAt, second: CostAt, margin: float, volumes: list[int]) -> None:
    """At any volume; where it does not, the costs have crossed and cross back within 4.5 % of it."""
    found = zones(first, second, margin, most=MOST)

    def agrees(volume: int) -> bool:
        return cheaper(first(volume), second(volume), margin) == found.at(volume)

    for volume in volumes:
        near = range(volume, int(volume * 1.045) + 2), range(volume, int(volume / 1.045) - 2, -1)
        assert agrees(volume) or all(any(agrees(max(1, other)) for other in side) for side in near)


@given(COSTS, COSTS, MARGINS, st.integers(1, MOST))
def test_the_word_of_today_is_certain(first: CostAt, second: CostAt, margin: float, today: int) -> None:
    """However narrow the zone is in which it lies."""
    assert zones(first, second, margin, [today], MOST).at(today) == cheaper(first(today), second(today), margin)


def test_a_narrow_zone_is_found_where_today_lies_in_it() -> None:
    """From 1,001 to 1,004 requests a second machine makes the first dearer, and tokens have caught up at 1,005."""
    first, second = machines(exactly(100.5), 1000), tokens(exactly(0.2), 0)
    assert zones(first, second, at=[1_002], most=1_100).parts == (
        (1, "second"),
        (503, "first"),
        (1_001, "second"),
        (1_005, "first"),
    )
    assert zones(first, second, at=[1_020], most=1_100).parts == ((1, "second"), (503, "first"))


@given(ranges(1e-7, 1), st.floats(1.001, 50))
def test_who_asks_less_for_each_request_is_cheaper_at_any_volume(price: Range, times: float) -> None:
    """However little a month of few requests costs: fractions of a cent are compared as well."""
    cheap, dear = exactly(price.low), exactly(price.low * times)
    assert zones(tokens(cheap, 0), tokens(dear, 0)) == Zones(((1, "first"),))
    assert zones(tokens(dear, 0), tokens(cheap, 0)) == Zones(((1, "second"),))


@given(COSTS, COSTS, MARGINS, st.integers(1, MOST))
def test_sides_may_be_exchanged(first: CostAt, second: CostAt, margin: float, volume: int) -> None:
    """Who is cheaper does not depend on who is named first, unless the most of one is the least of the other.

    Amounts within a billionth of each other are the same.
    """
    here, there = first(volume), second(volume)
    if not isclose(here.high, there.low, rel_tol=1e-8) and not isclose(there.high, here.low, rel_tol=1e-8):
        turned = {"first": "second", "second": "first", "depends": "depends"}
        assert cheaper(there, here, margin) == turned[cheaper(here, there, margin)]


def test_one_sum_added_up_in_two_ways_is_the_same() -> None:
    """Ten times a tenth is one, although floats added one after the other end just below it.

    `sum` would not do here: from Python 3.12 on it makes up for the error.
    """
    added = reduce(add, [0.1] * 10)
    assert added != 1.0
    assert cheaper(exactly(1.0), exactly(added)) == "first"
    assert cheaper(exactly(added), exactly(1.0)) == "first"
