"""Volume over time."""

from math import ceil, log

_SLACK = 1e-9


def grown(requests_per_day: float, percent_per_month: float, months: float) -> float:
    """Return the requests per day after some months of growth, in percent of each month before.

    now x (1 + percent / 100) ^ months; 5 is 5 percent.
    """
    grown_by: float = (1 + percent_per_month / 100) ** months
    return requests_per_day * grown_by


def months_until(requests_per_day: float, percent_per_month: float, line: float) -> int | None:
    """Return the whole months until a volume, in requests per day, reaches a target; 0 if it is reached, None if never.

    ln(target / now) / ln(1 + rate), rounded up: growth reaches a target above today's volume, shrinking one below. With
    a decline of 100 percent, any target below is reached after one month.
    """
    if requests_per_day == line:
        return 0
    rate = 1 + percent_per_month / 100
    if requests_per_day <= 0 or line <= 0 or rate < 0 or (line > requests_per_day) != (rate > 1) or rate == 1:
        return None
    if rate == 0:
        return 1
    return ceil(log(line / requests_per_day) / log(rate) - _SLACK)
