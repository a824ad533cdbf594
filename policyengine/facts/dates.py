"""Spans between dates."""

from datetime import datetime

MEAN_DAYS_PER_MONTH = 30.4375
"""365.25 / 12: the average length of a calendar month. Costs use months of 30 days (`costs.periods`)."""


def months_between(start: datetime, end: datetime) -> float:
    """Return the months from one day to another, negative if it is earlier."""
    return (end - start).days / MEAN_DAYS_PER_MONTH


def days_between(start: datetime, end: datetime) -> int:
    """Return the whole days from one day to another, negative if it is earlier."""
    return (end - start).days


def month_before(day: datetime) -> str:
    """Return the calendar month before the month of a day: 2024-06 for any day of July 2024."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    return f"{year:04d}-{month:02d}"


def month_after(day: datetime, months: int) -> str:
    """Return the calendar month this many months after a day, as `2027-06`."""
    years, month = divmod(day.month - 1 + months, 12)
    return f"{day.year + years:04d}-{month + 1:02d}"
