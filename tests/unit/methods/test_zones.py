"""One volume before the lines of all five articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.quantities import Unreadable
from policyengine.costs.volumes import Volume, read_volume
from policyengine.methods.threshold_sets import THRESHOLD_SETS
from policyengine.methods.volume_zones import Placed, Zones, volume_zones


def said(zones: Zones) -> dict[str, str]:
    """Return each statement's side by its seed and name."""
    return {f"{word.seed} {word.name}": " and ".join(word.sides) or "unassigned" for word in zones.words}


def per_day(tokens: float) -> Zones:
    """Place a volume of tokens per day."""
    return volume_zones(Placed(Volume(tokens, period="day")))


def test_sys_29_forty_million_a_month() -> None:
    """The five articles at 40M tokens a month, side by side: they disagree, and one says nothing."""
    found = volume_zones(Placed(read_volume("40M/month")))
    words = {f"{word.seed} {word.name}": word for word in found.words}
    assert words["000 dimension 3 by tokens"].says == "score 3: break-even zone, evaluate both"
    assert said(found) == {
        "000 dimension 3 by tokens": "either",
        "000 when each wins": "open",
        "000 break-even of 70B": "closed",
        "000 break-even of 8B": "open",
        "001 headline": "either",
        "001 lower volumes": "closed",
        "001 question 4": "closed",
        "001 cost at scale": "closed",
        "002 choose lists": "open",
        "002 low volume": "unassigned",
        "002 break-even": "open",
        "003 situations": "unassigned",
        "003 takeaway": "closed",
        "004 zones": "closed",
    }
    assert words["003 situations"].amount == pytest.approx(1_666.67, abs=0.01)
    assert words["003 situations"].says == "between two zones: no recommendation"
    assert not found.agree
    assert found.notes == (
        "001 plans a migration where it calls closed cheaper: its headline is per month, other thresholds per day",
    )


def test_sys_29_a_volume_without_a_unit() -> None:
    """5M of what period is not known: an error."""
    with pytest.raises(Unreadable, match="a volume without a period"):
        read_volume("5M")


def test_sys_29_tokens_and_dollars_of_one_pipeline() -> None:
    """8M tokens a day for 290 USD a month: score 4 by tokens, score 1 by dollars; 10,000 requests lie on a line."""
    found = volume_zones(Placed(Volume(8_000_000, period="day"), api_usd_per_month=290))
    words = {f"{word.seed} {word.name}": word for word in found.words}
    assert words["000 dimension 3 by tokens"].says.startswith("score 4")
    assert words["000 dimension 3 by dollars"].says.startswith("score 1")
    assert words["003 situations"].says == "exactly on a threshold, which belongs to neither side"
    assert (
        "000 dimension 3 contradicts itself: by tokens score 4: open likely cheaper, run the numbers; "
        "by dollars score 1: closed APIs"
    ) in found.notes


@pytest.mark.parametrize(
    ("tokens", "side"),
    [
        (99_999, "closed"), (100_000, "closed"), (999_999, "closed"), (1_000_000, "closed and either"),
        (5_000_000, "either and open"), (50_000_000, "open"), (50_000_001, "open"),
    ],
)  # fmt: skip
def test_sys_29_edges_of_dimension_3(tokens: int, side: str) -> None:
    """1M and 5M belong to two bands, as the article writes them; the strict ends to one."""
    assert said(per_day(tokens))["000 dimension 3 by tokens"] == side


@pytest.mark.parametrize(
    ("volume", "name", "side"),
    [
        (Volume(5_000_000, period="day"), "001 question 4", "unassigned"),
        (Volume(5_000_001, period="day"), "001 question 4", "either"),
        (Volume(1_000, "requests", "day"), "003 situations", "unassigned"),
        (Volume(999, "requests", "day"), "003 situations", "closed"),
        (Volume(10_001, "requests", "day"), "003 situations", "open"),
        (Volume(499_999, period="day"), "000 break-even of 8B", "unassigned"),
        (Volume(500_000, period="day"), "000 break-even of 8B", "open"),
        (Volume(5_000_000, period="day"), "000 break-even of 70B", "either"),
        (Volume(5_000_001, period="day"), "000 break-even of 70B", "open"),
        (Volume(20_000_000), "002 break-even", "either"),
        (Volume(30_000_001), "002 break-even", "open"),
        (Volume(10_000_000), "002 choose lists", "unassigned"),
        (Volume(15_000_000), "002 choose lists", "unassigned"),
        (Volume(20_000_000), "002 choose lists", "open"),
        (Volume(50_000_000), "004 zones", "unassigned"),
        (Volume(500_000_000), "004 zones", "unassigned"),
        (Volume(500_000_001), "004 zones", "open"),
    ],
)
def test_sys_29_edges(volume: Volume, name: str, side: str) -> None:
    """Each line is as strict as its article says, and an amount on a strict line has no zone."""
    assert said(volume_zones(Placed(volume)))[name] == side


def test_sys_29_agreement() -> None:
    """At a thousand tokens a day all say closed; at a trillion a month nobody does."""
    assert per_day(1_000).agree
    assert volume_zones(Placed(Volume(1e12))).closed == ()


@given(st.floats(1, 1e12))
def test_a_day_and_its_month_are_one_volume(tokens: float) -> None:
    """The same volume, written per day or in requests, meets the same zones unless it lies on a line."""
    daily = per_day(tokens)
    lines = {edge for lines in THRESHOLD_SETS for zone in lines.zones for edge in (zone.low, zone.high)}
    if any(word.amount == pytest.approx(edge, rel=1e-9) for word in daily.words for edge in lines if edge):
        return
    monthly = volume_zones(Placed(Volume(tokens * 30)))
    asked = volume_zones(Placed(Volume(tokens / 800, "requests", "day")))
    assert said(daily) == said(monthly) == said(asked)


def test_every_line_has_its_source() -> None:
    """Each statement names lines of its own article, and its zones rise."""
    for lines in THRESHOLD_SETS:
        assert lines.source.startswith(f"{lines.seed}:L")
        assert [zone.low for zone in lines.zones] == sorted(zone.low for zone in lines.zones)
        assert all(zone.low < zone.high for zone in lines.zones)
