"""The costs of a record's options: a row for each, break-even analysis, and the prices behind them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyengine.costs.lines import STATED
from policyengine.costs.report import Comparison, CostReport, OptionCost, WorkloadCost
from policyengine.costs.words.amounts import rough, volume_of
from policyengine.costs.words.comparisons import near_zone_sentences, sentences_beside_zones
from policyengine.costs.words.estimates import age_sentences, estimate_sentence
from policyengine.decision import Decision
from policyengine.records.pictures import Picture
from policyengine.records.titles import Titles
from policyengine.words.lists import listed
from policyengine.words.numbers import percent

_FEW = 3
"""Up to how many zones are all listed."""


class CostRow(NamedTuple):
    """An option, its role and share of requests, and its USD per month.

    `note` lists missing inputs and assumptions.
    """

    title: str
    serves: str
    amount: str
    note: str


class Compared(NamedTuple):
    """The options in use compared with one considered: where each is cheaper, and the sensitivity, in sentences."""

    title: str
    sentences: tuple[str, ...]


class WorkloadCosts(NamedTuple):
    """The monthly costs of a workload's options: today's volume, rows with their sum, comparisons, notes, pictures.

    `prices` are the days of the prices; `sentences` have the team's estimates and the sources of the prices.
    """

    name: str
    volume: str
    prices: str
    rows: tuple[CostRow, ...]
    comparisons: tuple[Compared, ...]
    sentences: tuple[str, ...]
    pictures: tuple[Picture, ...]


def costs_view(decision: Decision, titles: Titles, pictures: Sequence[Picture]) -> tuple[WorkloadCosts, ...]:
    """Return the costs of each workload of which at least one option could be counted."""
    report = decision.costs
    if report is None:
        return ()
    return tuple(
        WorkloadCosts(
            cost.workload,
            _volume(cost),
            _days(cost),
            tuple(_rows(cost, titles)),
            tuple(
                Compared(titles[cost.workload, compared.element], tuple(_compared(compared, cost)))
                for compared in cost.comparisons
            ),
            tuple(_sentences(cost, report, titles)),
            tuple(picture for picture in pictures if picture.workload == cost.workload),
        )
        for cost in report.workloads
        if any(option.cost.lines for option in cost.options)
    )


def _volume(cost: WorkloadCost) -> str:
    if cost.requests_per_day is None and cost.tokens_per_month is None:
        return "Today's volume is not declared"
    return f"Today's volume, as declared: {volume_of(cost)}"


def _days(cost: WorkloadCost) -> str:
    """Return the days of the prices: `prices of 2026-06-15 and 2026-11-09`; empty if none has a day."""
    days = sorted({day for option in cost.options for _, day in option.price_days if day})
    return f"prices of {listed(days)}" if days else ""


def _rows(cost: WorkloadCost, titles: Titles) -> Iterator[CostRow]:
    """Yield the options in use, what several of them cost together, and those considered."""
    for option in cost.in_use:
        yield _row(option, titles[cost.workload, option.element])
    if len(cost.in_use) > 1:
        yield CostRow("In use together", "", rough(cost.together), "")
    for option in cost.options:
        if option.considered:
            yield _row(option, titles[cost.workload, option.element])


def _row(option: OptionCost, title: str) -> CostRow:
    role = "the choice" if option.option.role == "primary" else option.option.role
    serves = f"{role}, {percent(option.share)} of requests"
    missing = [name if "`" in name else f"`{name}`" for name in option.cost.missing]
    notes = [f"missing inputs: {listed(missing)}"] if missing else []
    return CostRow(title, serves, rough(option.cost), "; ".join((*notes, *option.cost.assumptions)))


def _compared(comparison: Comparison, cost: WorkloadCost) -> Iterator[str]:
    """Yield the zones around today's volume, the break-even points and the sensitivity; many-step costs cross often."""
    requests, tokens = cost.requests_per_day or 0, cost.tokens_per_request
    yield from near_zone_sentences(comparison, requests, tokens, _FEW)
    yield from sentences_beside_zones(comparison._replace(break_evens=comparison.break_evens[:1]), tokens)


def _sentences(cost: WorkloadCost, report: CostReport, titles: Titles) -> Iterator[str]:
    """Yield the team's estimates and the sources of the prices."""
    for option in cost.options:
        if estimate := estimate_sentence(option):
            yield f'For "{titles[cost.workload, option.element]}", {estimate}'
    prices = sorted({pair for option in cost.options for pair in option.price_days})
    if prices:
        yield f"Prices: {listed([_dated(source, day, report.as_of) for source, day in prices])}"
    sources = {source for source, _ in prices}
    yield from age_sentences(report._replace(ages=tuple(age for age in report.ages if age[0] in sources)))


def _dated(source: str, day: str, as_of: str) -> str:
    """Return the source of a price with its day, and whether that is later than the decision."""
    name = source if source == STATED else f"`{source}`"
    later = " (dated after this decision)" if day > as_of else ""
    return f"{name} of {day}{later}" if day else f"{name}, without a day"
