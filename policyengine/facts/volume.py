"""Volume per day, month and second, from the declared requests."""

from policyengine.costs import DAYS_PER_MONTH, SECONDS_PER_DAY
from policyengine.facts.environment import Facts

REQUESTS = "workload.volume.requests_per_day"
INPUT_TOKENS = "workload.volume.input_tokens"
OUTPUT_TOKENS = "workload.volume.output_tokens"
PEAK = "workload.volume.peak_factor"
TOTAL = "workload.volume.total_tokens_per_month"


def tokens_per_day(facts: Facts) -> float | None:
    """Return requests per day x (input + output tokens per request); else a thirtieth of the monthly total."""
    per_day = _by_requests(facts)
    if per_day is not None:
        return per_day
    total: float | None = facts.get(TOTAL)
    return None if total is None else total / DAYS_PER_MONTH


def tokens_per_month(facts: Facts) -> float | None:
    """Return requests per day x (input + output tokens per request) x 30; else the declared monthly total."""
    per_day = _by_requests(facts)
    return facts.get(TOTAL) if per_day is None else per_day * DAYS_PER_MONTH


def _by_requests(facts: Facts) -> float | None:
    requests = facts.get(REQUESTS)
    tokens_in = facts.get(INPUT_TOKENS)
    tokens_out = facts.get(OUTPUT_TOKENS)
    if requests is None or tokens_in is None or tokens_out is None:
        return None
    return float(requests) * float(tokens_in + tokens_out)


def requests_per_second_peak(facts: Facts) -> float | None:
    """Return the average rate of a day x the peak factor."""
    requests = facts.get(REQUESTS)
    peak = facts.get(PEAK)
    return None if requests is None or peak is None else float(requests) * float(peak) / SECONDS_PER_DAY
