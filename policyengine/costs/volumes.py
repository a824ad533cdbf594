"""Volumes of tokens and requests. A volume has a period: the same number a day and a month differ 30 times."""

from typing import NamedTuple

from policyengine.costs import DAYS_PER_MONTH, MONTHS_PER_YEAR
from policyengine.costs.quantities import Unreadable, read_quantity

_DAYS = {"day": 1, "month": DAYS_PER_MONTH, "year": DAYS_PER_MONTH * MONTHS_PER_YEAR}
_NOUNS = {"": "tokens", "token": "tokens", "tokens": "tokens", "request": "requests", "requests": "requests"}


class Volume(NamedTuple):
    """So many tokens or requests per day, month (30 days) or year (360 days)."""

    amount: float
    counted: str = "tokens"
    period: str = "month"

    @property
    def per_day(self) -> float:
        """Return what is counted, per day."""
        return self.amount / _DAYS[self.period]


def read_volume(text: str) -> Volume:
    """Read `40M/month`, `1.5M tokens/day` or `1k requests/day`; raises Unreadable, also where there is no period."""
    amount, unit, start = read_quantity(text)
    noun, slash, period = unit.partition("/")
    noun, period = noun.strip(), period.strip()
    number = text[:start].strip()
    if noun not in _NOUNS:
        hint = f"write {number}M for millions" if noun == "m" else "count tokens or requests"
        raise Unreadable(f"`{noun}` is not counted here", hint, start, start + len(noun))
    if not slash:
        hint = f"write {text.strip()}/day or {text.strip()}/month: they differ {DAYS_PER_MONTH} times"
        raise Unreadable(f"`{text.strip()}` is a volume without a period", hint, 0, len(text))
    if period not in _DAYS:
        hint = f"write {number}/day, {number}/month or {number}/year"
        raise Unreadable(f"`/{period}` is not a period of a volume", hint, start + unit.index("/"), len(text))
    if not amount:
        raise Unreadable(f"`{text.strip()}` is no volume", "write a volume above 0", 0, len(text))
    return Volume(amount, _NOUNS[noun], period)


def tokens_per_day(volume: Volume, tokens_per_request: float) -> float:
    """Return tokens per day; requests count `tokens_per_request` each, input and output together."""
    return volume.per_day * (tokens_per_request if volume.counted == "requests" else 1)


def tokens_per_month(volume: Volume, tokens_per_request: float) -> float:
    """Return tokens per month of 30 days. Only a volume per day is multiplied; one per month stays as written."""
    each = tokens_per_request if volume.counted == "requests" else 1
    return volume.amount * DAYS_PER_MONTH / _DAYS[volume.period] * each


def requests_per_day(volume: Volume, tokens_per_request: float) -> float:
    """Return requests per day of `tokens_per_request` tokens each."""
    return volume.per_day / (1 if volume.counted == "requests" else tokens_per_request)
