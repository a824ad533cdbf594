"""Quantities and volumes as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.costs.quantities import Unreadable, read_quantity
from policyengine.costs.volumes import Volume, read_volume, requests_per_day, tokens_per_day, tokens_per_month

GOOD = {
    "40M/month": Volume(40_000_000, "tokens", "month"),
    "1.5M tokens/day": Volume(1_500_000, "tokens", "day"),
    "1k requests/day": Volume(1_000, "requests", "day"),
    "100,000 / day": Volume(100_000, "tokens", "day"),
    "1_000_000 tokens/year": Volume(1_000_000, "tokens", "year"),
    "2B token/month": Volume(2_000_000_000, "tokens", "month"),
    "3e6/month": Volume(3_000_000, "tokens", "month"),
}

BAD = {
    "5M": ("`5M` is a volume without a period", "write 5M/day or 5M/month: they differ by a factor of 30", 0, 2),
    "5M tokens": (
        "`5M tokens` is a volume without a period",
        "write 5M tokens/day or 5M tokens/month: they differ by a factor of 30", 0, 9,
    ),
    "5M/week": ("`/week` is not a period of a volume", "write 5M/day, 5M/month or 5M/year", 2, 7),
    "5M words/day": ("`words` is not counted here", "count tokens or requests", 3, 8),
    "0/day": ("`0/day` is not a volume", "write a volume above 0", 0, 5),
    "many": ("`many` is not a number", "write a number that is not negative, such as 1500, 1_500, 1.5k or 40M", 0, 4),
    "-1/day": (
        "`-1/day` is not a number", "write a number that is not negative, such as 1500, 1_500, 1.5k or 40M", 0, 6,
    ),
    "5m/day": ("`m` is not counted here", "write 5M for millions", 1, 2),
    "": ("there is no number", "write a number that is not negative, such as 1500, 1_500, 1.5k or 40M", 0, 1),
    "5_/day": ("`_` is not counted here", "count tokens or requests", 1, 2),
    "\u0665M/day": (
        "`\u0665M/day` is not a number", "write a number that is not negative, such as 1500, 1_500, 1.5k or 40M", 0, 6,
    ),
    "1e-400/day": ("`1e-400/day` is out of bounds", "write 0, or 1e-09 to 1e+18", 0, 10),
    "1e300/day": ("`1e300/day` is out of bounds", "write 0, or 1e-09 to 1e+18", 0, 9),
}  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_volumes(text: str) -> None:
    """A number with its scale, what is counted, and the period."""
    assert GOOD[text] == read_volume(text)


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_volume(text: str) -> None:
    """Each error says what is wrong, where in the text, and what to write; a volume has a period."""
    with pytest.raises(Unreadable) as raised:
        read_volume(text)
    error = raised.value
    assert BAD[text] == (error.message, error.hint, error.start, error.end)


@given(st.floats(1e-3, 1e12), st.floats(1, 1e5))
def test_the_same_volume_in_every_unit(amount: float, each: float) -> None:
    """A day's tokens are a thirtieth of a month's, and requests times their tokens."""
    daily, monthly = Volume(amount, period="day"), Volume(amount * 30, period="month")
    asked = Volume(amount / each, "requests", "day")
    for volume in (daily, monthly, asked):
        assert tokens_per_day(volume, each) == pytest.approx(amount)
        assert tokens_per_month(volume, each) == pytest.approx(amount * 30)
        assert requests_per_day(volume, each) == pytest.approx(amount / each)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but Unreadable is raised, and its place lies in the text."""
    places = [(0, 0)]
    for read in (read_quantity, read_volume):
        try:
            read(text)
        except Unreadable as error:
            places.append((error.start, error.end))
    assert all(0 <= start <= end <= max(len(text), 1) for start, end in places)
