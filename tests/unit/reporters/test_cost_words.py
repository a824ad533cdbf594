"""Costs in words: how much is told where costs cross many times."""

import pytest

from policyengine.cost_report import BreakEven, Comparison
from policyengine.cost_words.comparisons import break_even_sentences
from policyengine.costing.ranges import exactly
from policyengine.costing.zones import Zones


@pytest.mark.parametrize(
    ("crossings", "said"),
    [
        (1, ["at 1,000 requests/day"]),
        (3, ["at 1,000 requests/day", "at 2,000 requests/day", "at 3,000 requests/day"]),
        (5, [f"at {number},000 requests/day" for number in range(1, 6)]),
        (
            8,
            [*(f"at {number},000 requests/day" for number in range(1, 5)), "3 more times", "and at 8,000 requests/day"],
        ),
    ],
)
def test_many_crossings_are_counted(crossings: int, said: list[str]) -> None:
    """The first four and the last are named, those between are counted."""
    zones = Zones(tuple((max(1, 1000 * index), "second" if index % 2 else "first") for index in range(crossings + 1)))
    comparison = Comparison("considered[0]", zones, 0.0, exactly(0), (BreakEven("", zones),))
    assert break_even_sentences(comparison, None) == [f"the same cost: {', '.join(said)}"]
