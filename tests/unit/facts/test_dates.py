"""Days that are moved."""

from datetime import date

import pytest

from policyengine.facts.dates import moved


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 31)),
        (date(9999, 12, 31), 1, date.max),
        (date(2026, 1, 1), 10**30, date.max),
        (date(1, 1, 1), -1, date.min),
        (date(2026, 1, 1), -(10**30), date.min),
    ],
)
def test_days_end_with_the_calendar(day: date, days: int, expected: date) -> None:
    """A day beyond is the last, or the first."""
    assert moved(day, days) == expected
