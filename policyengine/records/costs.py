"""What a record says of the costs of its options: a row for each, where the answer changes, and by which prices."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyengine.cost_report import Comparison, CostReport, OptionCost, WorkloadCost
from policyengine.cost_words import age_sentences, estimate_sentence, money, percent, volume, zone_sentences
from policyengine.costing.ranges import total
from policyengine.decision import Decision
from policyengine.records.pictures import Picture
from policyengine.records.titles import Titles
from policyengine.records.wording import listed


class CostRow(NamedTuple):
    """An option, which one of the profile with which share of requests, and its USD a month.

    `note` says what is missing and what was assumed.
    """

    title: str
    serves: str
    amount: str
    note: str


class ZonesTold(NamedTuple):
    """The options in use against one considered: a sentence for each zone of volumes."""

    title: str
    sentences: tuple[str, ...]


class WorkloadCosts(NamedTuple):
    """What the options of a workload cost a month: today's volume, rows with their sum, comparisons, notes, pictures.

    `sentences` say what the team had reckoned, and by which prices all this was counted.
    """

    name: str
    volume: str
    rows: tuple[CostRow, ...]
    comparisons: tuple[ZonesTold, ...]
    sentences: tuple[str, ...]
    pictures: tuple[Picture, ...]


def costs_view(decision: Decision, titles: Titles, pictures: Sequence[Picture]) -> tuple[WorkloadCosts, ...]:
    """Give the costs of each workload of which at least one option could be counted."""
    report = decision.costs
    if report is None:
        return ()
    return tuple(
        WorkloadCosts(
            cost.workload,
            _volume(cost),
            tuple(_rows(cost, titles)),
            tuple(
                ZonesTold(titles[cost.workload, compared.element], tuple(_zones(compared, cost)))
                for compared in cost.comparisons
            ),
            tuple(_sentences(cost, report, titles)),
            tuple(picture for picture in pictures if picture.workload == cost.workload),
        )
        for cost in report.workloads
        if any(option.cost.lines for option in cost.options)
    )


def _volume(cost: WorkloadCost) -> str:
    if cost.requests_per_day is None:
        return "Today's volume is not declared"
    return f"Today's volume, as declared: {volume(cost.requests_per_day, cost.tokens_per_request)}"


def _rows(cost: WorkloadCost, titles: Titles) -> Iterator[CostRow]:
    """Give the options in use, what several of them cost together, and those considered."""
    for option in cost.in_use:
        yield _row(option, titles[cost.workload, option.element])
    if len(cost.in_use) > 1:
        yield CostRow("In use together", "", _amount(cost.in_use), "")
    for option in cost.options:
        if option.considered:
            yield _row(option, titles[cost.workload, option.element])


def _row(option: OptionCost, title: str) -> CostRow:
    serves = f"`{option.element}`, {percent(option.share)} of requests"
    missing = [name if "`" in name else f"`{name}`" for name in option.cost.missing]
    notes = [f"not counted for want of {listed(missing)}"] if missing else []
    return CostRow(title, serves, _amount((option,)), "; ".join((*notes, *option.cost.assumptions)))


def _amount(options: Sequence[OptionCost]) -> str:
    """Give what options cost together, `unknown` where nothing could be counted."""
    if not any(option.cost.lines for option in options):
        return "unknown"
    at_least = "at least " if any(option.cost.missing for option in options) else ""
    return at_least + money(total(option.cost.usd_per_month for option in options))


def _zones(compared: Comparison, cost: WorkloadCost) -> list[str]:
    return zone_sentences(compared, cost.requests_per_day or 0, cost.tokens_per_request)


def _sentences(cost: WorkloadCost, report: CostReport, titles: Titles) -> Iterator[str]:
    for option in cost.options:
        if said := estimate_sentence(option):
            yield f'For "{titles[cost.workload, option.element]}", {said}'
    days = dict(sorted({day for option in cost.options for day in option.price_days}))
    if days:
        named = listed([f"`{name}` of {day}{_later(day, report.as_of)}" for name, day in days.items()])
        yield f"Prices: {named}"
    yield from age_sentences(report._replace(ages=tuple(age for age in report.ages if age[0] in days)))


def _later(day: str, as_of: str) -> str:
    """Say that prices are newer than the decision they are used for."""
    return " (dated after this decision)" if day > as_of else ""
