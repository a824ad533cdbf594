"""Timestamps and durations as texts (that CEL reads them alike: `test_oracle`)."""

import pytest

from policyengine.expressions.fragment import LiteralError, duration_microseconds, timestamp_text

SECOND = 1_000_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-01T00:00:00Z", "2026-10-01T00:00:00+00:00"),
        ("2026-10-01T01:30:00+01:30", "2026-10-01T00:00:00+00:00"),
        ("2026-10-01T00:00:00.25Z", "2026-10-01T00:00:00.250000+00:00"),
    ],
)
def test_timestamps(text: str, expected: str) -> None:
    """RFC 3339, given in UTC."""
    assert expected == timestamp_text(text)


@pytest.mark.parametrize(
    "text",
    ["2026-10-01", "2026-10-01 00:00:00Z", "2026-10-01T24:00:00Z", "2026-06-30T23:59:60Z", "2026-10-01T00:00Z",
     "0000-10-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "2026-02-30T00:00:00Z", "2026-10-01T00:00:00.1234567Z"],
)  # fmt: skip
def test_no_timestamps(text: str) -> None:
    """Other notations, leap seconds, days off the calendar and more than microseconds are refused."""
    with pytest.raises(LiteralError):
        timestamp_text(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1h30m", 5400 * SECOND), ("-1.5h", -5400 * SECOND), ("0.000001s", 1), ("1500us", 1500), ("2ms", 2000)],
)
def test_durations(text: str, expected: int) -> None:
    """Go's notation, in microseconds."""
    assert expected == duration_microseconds(text)


@pytest.mark.parametrize("text", ["", "1", "1d", "1 h", "+1s", "1ns", "0.0000001s", "87660001h", "h", "-", "inf"])
def test_no_durations(text: str) -> None:
    """Days, spaces, more than microseconds and more than 10,000 years are refused."""
    with pytest.raises(LiteralError):
        duration_microseconds(text)
