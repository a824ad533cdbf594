"""Costs in words: how much is told where costs cross many times, and how an estimate compares."""

import pytest

from policyengine.costs.lines import Cost
from policyengine.costs.machines import rent_line
from policyengine.costs.ranges import exactly
from policyengine.costs.report import BreakEven, Comparison, OptionCost
from policyengine.costs.words.amounts import working
from policyengine.costs.words.comparisons import break_even_sentences, near_zone_sentences, zone_sentences
from policyengine.costs.words.estimates import estimate_sentence
from policyengine.costs.zones import Zones
from tests.builders import option_of


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
    assert break_even_sentences(comparison, None) == [f"break-even: {', '.join(said)}"]


@pytest.mark.parametrize(
    ("today", "told", "left"),
    [
        (500, ["below 1,000", "from 1,000", "from 2,000"], "and 5 further zones of volumes"),
        (3_500, ["from 2,000", "from 3,000", "from 4,000"], "and 5 further zones of volumes"),
        (99_000, ["from 5,000", "from 6,000", "from 7,000"], "and 5 further zones of volumes"),
    ],
)
def test_of_many_zones_those_around_today_are_told(today: int, told: list[str], left: str) -> None:
    """Those around today's volume, and how many more there are; of few, all."""
    zones = Zones(tuple((max(1, 1000 * index), "second" if index % 2 else "first") for index in range(8)))
    comparison = Comparison("considered[0]", zones, 0.0, exactly(5), (BreakEven("", zones),))
    said = near_zone_sentences(comparison, today, None, 3)
    assert [sentence.partition(" requests/day")[0] for sentence in said[:-1]] == told
    assert said[-1].partition(":")[0] == left
    assert near_zone_sentences(comparison, today, None, 8) == zone_sentences(comparison, today, None)


@pytest.mark.parametrize(
    ("estimate", "said"),
    [
        (None, ""),
        (110.16, "team estimate: 110, as computed"),
        (110.0, "team estimate: 110, as computed to within 1 %"),
        (
            55.08,
            (
                "team estimate: 55.1, 0.5 times the computed cost; it implies 0.0765 USD per GPU-hour "
                "instead of 0.153: its hours, GPUs or price differ"
            ),
        ),
    ],
)
def test_an_estimate_beside_what_is_counted(estimate: float | None, said: str) -> None:
    """Where the two are far apart, the price that the estimate implies is told."""
    line = rent_line(exactly(1), exactly(0.153))
    option = OptionCost(option_of("primary", "m", "private-cloud"), 1.0, Cost((line,)), estimate)
    assert estimate_sentence(option) == said
    assert working(line) == "1 GPU x 720 hours x 0.153 USD per GPU-hour"
