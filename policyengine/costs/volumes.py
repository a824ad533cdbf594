"""Volumes of tokens and requests, each with a period: per day and per month differ by a factor of 30."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH, MONTHS_PER_YEAR
from policyengine.costs.quantities import Unreadable, read_quantity

_DAYS = {"day": 1, "month": DAYS_PER_MONTH, "year": DAYS_PER_MONTH * MONTHS_PER_YEAR}
_NOUNS = {"": "tokens", "token": "tokens", "tokens": "tokens", "request": "requests", "requests": "requests"}


class Volume(NamedTuple):
    """A number of tokens or requests per day, month (30 days) or year (360 days)."""

    amount: float
    counted: str = "tokens"
    period: str = "month"

    @property
    def per_day(self) -> float:
        """Return the number per day."""
        return self.amount / _DAYS[self.period]


def read_volume(text: str) -> Volume:
    """Read `40M/month`, `1.5M tokens/day` or `1k requests/day`; raises Unreadable, also without a period."""
    amount, unit, start = read_quantity(text)
    noun, slash, period = unit.partition("/")
    noun, period = noun.strip(), period.strip()
    number = text[:start].strip()
    if noun not in _NOUNS:
        hint = f"write {number}M for millions" if noun == "m" else "count tokens or requests"
        raise Unreadable(f"`{noun}` is not counted here", hint, start, start + len(noun))
    if not slash:
        hint = f"write {text.strip()}/day or {text.strip()}/month: they differ by a factor of {DAYS_PER_MONTH}"
        raise Unreadable(f"`{text.strip()}` is a volume without a period", hint, 0, len(text))
    if period not in _DAYS:
        hint = f"write {number}/day, {number}/month or {number}/year"
        raise Unreadable(f"`/{period}` is not a period of a volume", hint, start + unit.index("/"), len(text))
    if not amount:
        raise Unreadable(f"`{text.strip()}` is not a volume", "write a volume above 0", 0, len(text))
    return Volume(amount, _NOUNS[noun], period)


def tokens_per_day(volume: Volume, tokens_per_request: float) -> float:
    """Return tokens per day; requests count `tokens_per_request` each, for input and output."""
    return volume.per_day * (tokens_per_request if volume.counted == "requests" else 1)


def tokens_per_month(volume: Volume, tokens_per_request: float) -> float:
    """Return tokens per month of 30 days. Only volumes per day are multiplied; volumes per month are unchanged."""
    each = tokens_per_request if volume.counted == "requests" else 1
    return volume.amount * DAYS_PER_MONTH / _DAYS[volume.period] * each


def requests_per_day(volume: Volume, tokens_per_request: float) -> float:
    """Return requests per day of `tokens_per_request` tokens each."""
    return volume.per_day / (1 if volume.counted == "requests" else tokens_per_request)
