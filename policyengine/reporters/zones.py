"""The zones of a comparison in words."""

from policyengine.cost_report import Comparison
from policyengine.costing.zones import MOST_REQUESTS_PER_DAY
from policyengine.reporters.amounts import volume

_WORDS = {
    "first": "what is in use is cheaper",
    "second": "the option considered is cheaper",
    "depends": "it depends on what is not known",
}


def zone_sentences(comparison: Comparison, requests_per_day: int, tokens_per_request: int | None) -> list[str]:
    """Say each zone with its volumes, where today's volume lies, and when declared growth crosses the next border."""
    parts = comparison.zones.parts
    sentences = []
    for index, (begin, word) in enumerate(parts):
        end = parts[index + 1][0] if index + 1 < len(parts) else None
        here = begin <= max(1, requests_per_day) and (end is None or requests_per_day < end)
        sentences.append(f"{_span(begin, end, tokens_per_request)}: {_WORDS[word]}{' (today)' if here else ''}")
    if comparison.months is not None:
        sentences.append(f"with the declared growth the next border is reached in {comparison.months} months")
    return sentences


def _span(begin: int, end: int | None, tokens_per_request: int | None) -> str:
    if begin == 1 and end is None:
        return f"at any volume up to {volume(MOST_REQUESTS_PER_DAY, None)}"
    if begin == 1:
        return f"below {volume(end or 0, tokens_per_request)}"
    if end is None:
        return f"from {volume(begin, tokens_per_request)} on"
    return f"from {volume(begin, tokens_per_request)} to below {volume(end, tokens_per_request)}"
