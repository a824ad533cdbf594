"""The figures that the text of a decision states, compared with the amounts of its record."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import combinations

from policyengine.costs.lines import Cost, together
from policyengine.costs.ranges import Range
from policyengine.costs.report import WorkloadCost
from policyengine.decision import Decision, JudgedWorkload
from policyengine.records.claims.figures import Figure
from policyengine.records.claims.reading import Reading, names_of, places_of, read
from policyengine.records.claims.subjects import CHOICE
from policyengine.records.claims.terms import Reader
from policyengine.records.standing import ELIGIBLE, WAIVED, word_of

SLACK = 0.1
"""A figure within this fraction of the computed cost agrees with it: our own choice, the margin of comparisons."""

_ANY = float("inf")
_MONTHLY = "usd_per_month"
_USD = "USD"


def readings_of(decision: Decision) -> tuple[Reading, Reading]:
    """Return what the reason of a decision states, and what its context states."""
    rate = decision.costs.rate if decision.costs else None
    rates = {_USD: 1.0, **({rate.currency: rate.per_usd} if rate else {})}
    reader = Reader(names_of(decision.workloads), places_of(decision.workloads), rates)
    return read(decision.because, reader, is_reason=True), read(decision.context, reader, is_reason=False)


def strange_figures(decision: Decision, readings: Iterable[Reading]) -> tuple[Figure, ...]:
    """Return the figures that match no amount of the record.

    Options without a computed cost may explain as many of them; not those that are stated of an option with one.
    """
    counted = decision.costs.workloads if decision.costs else ()
    if not any(option.cost.lines for cost in counted for option in cost.options):
        return ()
    amounts, differences = [*_amounts(decision)], [*_differences(decision)]
    known = {False: _merged(amounts), True: _merged([*amounts, *differences])}
    strange: dict[tuple[Range, str, int], Figure] = {}
    for figure in (figure for reading in readings for figure in reading.figures):
        if not _is_known(figure.usd_per_month, known[figure.is_difference]):
            strange.setdefault((figure.stated, figure.currency, figure.months), figure)
    priced = {(cost.workload, option.element) for cost in counted for option in cost.options if option.cost.lines}
    uncounted = {(cost.workload, option.element) for cost in counted for option in cost.options} - priced
    in_use = {key for key in uncounted if not key[1].startswith("considered")}
    certain = [
        figure
        for figure in strange.values()
        if (figure.subject <= priced and figure.subject) or (figure.subject == CHOICE and not in_use)
    ]
    return tuple(strange.values()) if len(strange) - len(certain) > len(uncounted) else tuple(certain)


def _merged(amounts: Iterable[Range]) -> list[Range]:
    """Return amounts with the slack, those that overlap as one, in rising order."""
    merged: list[Range] = []
    for low, high in sorted((amount.low * (1 - SLACK), amount.high * (1 + SLACK)) for amount in amounts):
        if merged and low <= merged[-1].high:
            merged[-1] = Range(merged[-1].low, max(merged[-1].high, high))
        else:
            merged.append(Range(low, high))
    return merged


def _is_known(figure: Range, merged: list[Range]) -> bool:
    """Return whether a figure overlaps an amount."""
    place = bisect_right(merged, figure.high, key=lambda amount: amount.low)
    return place > 0 and merged[place - 1].high >= figure.low


def differs(figure: float, counted: Range) -> bool:
    """Return whether a figure lies outside a range by more than the slack."""
    return figure < counted.low * (1 - SLACK) or figure > counted.high * (1 + SLACK)


def cheaper_options(workload: JudgedWorkload, cost: WorkloadCost) -> dict[str, Range]:
    """Return the eligible options that cost less than the choice beyond the margin, with the USD per month saved."""
    eligible = {option.element for option in workload.options if word_of(option) in (ELIGIBLE, WAIVED)}
    least = cost.together.usd_per_month.low
    found = {
        compared.element: Range(-compared.saved.high, -compared.saved.low)
        for compared in cost.comparisons
        if compared.element in eligible and compared.saved.high < 0 and -compared.saved.high >= compared.margin * least
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].middle))


def _amounts(decision: Decision) -> Iterator[Range]:
    """Yield what a figure may be: costs, their lines, totals, and declared estimates, savings, budgets and spending."""
    for workload in decision.workloads:
        facts = [(need.path, need.value) for need in workload.needs]
        facts += [fact for option in workload.options for fact in option.option.facts.items()]
        for path, value in facts:
            if path.endswith(_MONTHLY) and isinstance(value, int | float):
                yield Range(value, value)
    in_use: list[Cost] = []
    for cost in decision.costs.workloads if decision.costs else ():
        yield from _compared(cost)
        lines = (line.usd_per_month for option in cost.options for line in option.cost.lines)
        yield from (Range(abs(line.low), abs(line.high)) for line in lines)
        in_use += [option.cost for option in cost.in_use]
    yield amount_of(together(in_use))


def _differences(decision: Decision) -> Iterator[Range]:
    for cost in decision.costs.workloads if decision.costs else ():
        yield from (_difference(*pair) for pair in combinations(_compared(cost), 2))


def _compared(cost: WorkloadCost) -> Iterator[Range]:
    """Yield what each option costs, the total of those in use, and the team's estimates."""
    yield from (amount_of(option.cost) for option in cost.options if option.cost.lines)
    if cost.together.lines:
        yield amount_of(cost.together)
    yield from (Range(option.estimate, option.estimate) for option in cost.options if option.estimate is not None)


def amount_of(cost: Cost) -> Range:
    """Return the cost of a month; without an upper end where an input is missing."""
    return Range(cost.usd_per_month.low, _ANY) if cost.missing else cost.usd_per_month


def _difference(first: Range, second: Range) -> Range:
    """Return the range of the difference of two amounts, whichever is higher."""
    higher, lower = max(first, second), min(first, second)
    return Range(max(0.0, higher.low - lower.high), higher.high - lower.low)
