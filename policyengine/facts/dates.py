"""Spans between dates."""

from datetime import date, datetime, timedelta

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


def moved(day: date, days: int) -> date:
    """Return the day that is some days later or, for a negative number, earlier; at most the last or first day of all.

    Calendars of Python end with the year 9999.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min
