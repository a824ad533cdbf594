"""All options in use against one considered, in sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policyengine.costs.ranges import NOTHING, Range
from policyengine.costs.report import Assumed, BreakEven, Comparison, Turning, WorkloadCost
from policyengine.costs.sensitivity import FURTHEST
from policyengine.costs.words.amounts import rough_range, rough_volume
from policyengine.costs.zones import MOST_REQUESTS_PER_DAY, Zones
from policyengine.option import names_of
from policyengine.words.names import model_name
from policyengine.words.numbers import about, counted, full, measured, percent

_WORDS = {"first": "the current choice is cheaper", "second": "the considered option is cheaper"}

SAME_COSTS = 4
"""How many volumes at which both cost the same are listed before the last."""

ZONES = 5
"""Up to how many zones are all listed; of more, only those around today's volume."""

_FACT = re.compile(r"`?\b(?:workload|option|project|organization|team)(?:\.[a-z0-9_]+)*\.([a-z0-9_]+)\b`?")

_MODEL = re.compile(r"(?<=^price of the tokens of ).+")

_NEVER_CERTAIN = "at no volume is it certain which is cheaper"

TURNINGS = 3
"""How many inputs that would change the answer are listed."""


def comparison_sentences(comparison: Comparison, workload: WorkloadCost) -> list[str]:
    """Return where each side is cheaper, the break-even points, when growth reaches them, and the sensitivity."""
    requests, tokens = workload.requests_per_day or 0, workload.tokens_per_request
    return [
        *near_zone_sentences(comparison, requests, tokens, ZONES),
        *sentences_beside_zones(comparison, tokens),
    ]


def uncompared_sentence(workload: WorkloadCost) -> str:
    """Return which options considered are compared with nothing, and why; empty when there are none."""
    compared = {comparison.element for comparison in workload.comparisons}
    names = names_of([option.option for option in workload.options])
    elements = [option.element for option in workload.options if option.considered]
    left = [names[element] for element in elements if element not in compared]
    if not left:
        return ""
    if not workload.in_use:
        return "no comparison: no option is in use"
    if workload.requests_per_day is None:
        return "no comparison: the number of requests is undeclared"
    if workload.together.missing or not workload.together.lines:
        return "no comparison: the cost of the current choice is incomplete"
    return f"not compared, because the cost is incomplete: {', '.join(left)}"


def sentences_beside_zones(comparison: Comparison, tokens_per_request: int | None) -> list[str]:
    """Return the break-even points, when growth reaches them, the payback of setting up, and the sensitivity."""
    same = break_even_sentences(comparison, tokens_per_request)
    return [*same[:1], *_in_time(comparison), *same[1:], *turning_sentences(comparison)]


def today_sentence(comparison: Comparison, workload: WorkloadCost) -> str:
    """Return which side is cheaper at today's volume, and by how much."""
    word = comparison.zones.at(workload.requests_per_day or 1)
    saved = _saved(comparison.saved, word)
    if comparison.saved == NOTHING:
        return f"today {saved}"
    return f"today {_WORDS[word]}, {saved}" if word in _WORDS else f"today {_depends(comparison.margin)}; {saved}"


def near_zone_sentences(
    comparison: Comparison, requests_per_day: int, tokens_per_request: int | None, most: int
) -> list[str]:
    """Return each zone; of more than so many, those around today's volume, and how many are left."""
    zones = zone_sentences(comparison, requests_per_day, tokens_per_request)
    if len(zones) <= most:
        return zones
    today = sum(begin <= max(1, requests_per_day) for begin, _ in comparison.zones.parts) - 1
    first = max(0, min(today - most // 2, len(zones) - most))
    left = len(zones) - most
    command = "policyengine cost PROFILE --output-format json"
    others = f"and {counted(left, 'further zone')} of volumes: `{command}`"
    return [*zones[first : first + most], others]


def zone_sentences(comparison: Comparison, requests_per_day: int, tokens_per_request: int | None) -> list[str]:
    """Return each zone with its volumes, and where today's volume lies."""
    sentences = []
    for begin, end, word in _spans(comparison.zones):
        here = begin <= max(1, requests_per_day) and (end is None or requests_per_day < end)
        said = _WORDS.get(word) or _depends(comparison.margin)
        today = f" (today, {_saved(comparison.saved, word)})" if here else ""
        sentences.append(f"{_span(begin, end, tokens_per_request)}: {said}{today}")
    return sentences


def _spans(zones: Zones) -> Iterator[tuple[int, int | None, str]]:
    ends = [begin for begin, _ in zones.parts[1:]]
    for (begin, word), end in zip(zones.parts, [*ends, None], strict=True):
        yield begin, end, word


def _depends(margin: float) -> str:
    within = f"the costs are within {percent(margin)} of each other, or " if margin else ""
    return f"uncertain: {within}unknown inputs decide"


def _saved(saved: Range, word: str) -> str:
    """Return by how much one side is cheaper, and which unless the word of a zone does; not certain, what it may be."""
    if saved == NOTHING:
        return "both cost the same"
    if saved.low < 0 < saved.high:
        return f"the current choice costs from {about(-saved.low)} USD/month more to {about(saved.high)} less"
    by = f"by {rough_range(saved if saved.high > 0 else Range(-saved.high, -saved.low))} USD/month"
    return by if word in _WORDS else f"{_WORDS['first' if saved.high > 0 else 'second']} {by}"


def _span(begin: int, end: int | None, tokens_per_request: int | None) -> str:
    if begin == 1 and end is None:
        return f"at any volume up to {rough_volume(MOST_REQUESTS_PER_DAY, None)}"
    if begin == 1:
        return f"below {rough_volume(end or 0, tokens_per_request)}"
    if end is None:
        return f"from {rough_volume(begin, tokens_per_request)} on"
    return f"from {rough_volume(begin, tokens_per_request)} to below {rough_volume(end, tokens_per_request)}"


def break_even_sentences(comparison: Comparison, tokens_per_request: int | None) -> list[str]:
    """Return where both cost the same: as counted, then by other prices, terms and discounts."""
    said = [_break_even(each, tokens_per_request) for each in comparison.break_evens]
    if comparison.saved == NOTHING and said and comparison.break_evens[0].zones.parts == ((1, "first"),):
        said[0] = "break-even: today, and the current choice is never more expensive"
    return said


def _break_even(each: BreakEven, tokens_per_request: int | None) -> str:
    parts = each.zones.parts
    with_label = f" with {each.label}" if each.label else ""
    if len(parts) == 1:
        nowhere = f"none, {_WORDS[parts[0][1]]}" if parts[0][1] in _WORDS else _NEVER_CERTAIN
        return f"break-even{with_label}: {nowhere}"
    found = []
    for (begin, word), (end, following) in pairwise((*parts, (0, ""))):
        if word == "depends":
            found.append(_unsure(begin, end, tokens_per_request))
        elif following and following != "depends":
            found.append(f"at {rough_volume(end, tokens_per_request)}")
    more = len(found) - SAME_COSTS - 1
    if more > 0:
        found = [*found[:SAME_COSTS], f"{more} more times", f"and {found[-1]}"]
    return f"break-even{with_label}: {', '.join(found)}"


def _unsure(begin: int, end: int, tokens_per_request: int | None) -> str:
    if begin == 1:
        return f"somewhere below {rough_volume(end, tokens_per_request)}"
    if not end:
        return f"somewhere from {rough_volume(begin, tokens_per_request)} on"
    return f"somewhere from {rough_volume(begin, tokens_per_request)} to {rough_volume(end, tokens_per_request)}"


def _in_time(comparison: Comparison) -> Iterator[str]:
    if comparison.months is not None:
        months = counted(comparison.months, "month")
        yield f"at the declared growth the next break-even is reached in {months}, in {comparison.month}"
    if comparison.payback_months is not None:
        yield f"the set-up pays back in {measured(round(comparison.payback_months, 1))} months"


def turning_sentences(comparison: Comparison) -> list[str]:
    """Return the inputs of which a change alone would change the answer, the nearest first."""
    if comparison.turnings:
        named = "; ".join(map(_turning, comparison.turnings[:TURNINGS]))
        return [f"sensitivity: the answer changes if one of these changes: {named}"]
    if comparison.saved.low < 0 < comparison.saved.high:
        return []
    most = full(FURTHEST)
    return [f"sensitivity: no single input changes the answer, between 1/{most} of its value and {most} times"]


def _turning(turning: Turning) -> str:
    factors = [factor for factor in (turning.lower, turning.higher) if factor is not None]
    nearest = max(factors, key=lambda factor: min(factor, 1 / factor))
    amount = "" if turning.amount is None else f" ({about(turning.amount * nearest)})"
    change = f"falls to {percent(round(nearest, 2))}" if nearest < 1 else f"rises to {about(nearest)} times"
    name = _MODEL.sub(lambda found: model_name(found[0]), turning.name)
    return f"{fact_words(name)} {change}{amount}"


def fact_words(text: str) -> str:
    """Replace each path of a fact by its last part in words: `requests per day`."""
    return _FACT.sub(lambda found: found[1].replace("_", " "), text)


def assumed_sentence(assumed: Assumed) -> str:
    """Return the effect of an undeclared fact on the current cost."""
    here, there = rough_range(assumed.usd), rough_range(assumed.other_usd)
    return f"{assumed.name}: {here} at {full(assumed.counted)}, as assumed; {there} at {full(assumed.other)}"
