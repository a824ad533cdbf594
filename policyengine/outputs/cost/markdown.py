"""Costs in Markdown: a table of options and one of lines for each workload."""

from collections.abc import Iterator

from policyengine.costs.money import ExchangeRate
from policyengine.costs.report import CostReport, OptionCost, WorkloadCost
from policyengine.costs.words.amounts import in_currency, monthly, volume_of, wanted, working
from policyengine.costs.words.comparisons import assumed_sentence, comparison_sentences, uncompared_sentence
from policyengine.costs.words.estimates import estimate_sentence, note_sentences
from policyengine.markdown import code, inline, prose, row
from policyengine.option import names_of
from policyengine.words.numbers import money, percent


def render_cost_markdown(report: CostReport) -> str:
    """Print every workload under a heading of its own."""
    lines = [line for workload in report.workloads for line in _workload(workload, report.rate)]
    return "\n".join([*lines, *(f"- Note: {prose(sentence)}." for sentence in note_sentences(report))]) + "\n"


def _workload(workload: WorkloadCost, rate: ExchangeRate | None) -> Iterator[str]:
    yield f"## Monthly cost of `{inline(workload.workload)}`\n"
    yield f"{volume_of(workload)}. Amounts are in USD/month.\n"
    yield "| option | model | served | share | USD/month |"
    yield "|---|---|---|--:|--:|"
    for option in workload.options:
        yield _row(option)
    if len(workload.in_use) > 1:
        yield f"| **total in use** | | | | **{monthly(workload.together)}** |"
    if rate is not None and workload.in_use:
        amount, by = in_currency(workload, rate)
        yield row((f"in use, in {inline(rate.currency)}", inline(by), "", "", amount))
    yield ""
    yield "| option | line | USD/month | calculation | prices |"
    yield "|---|---|--:|---|---|"
    for option in workload.options:
        days = dict(option.price_days)
        for line in option.cost.lines:
            source = f"{line.source}, {days.get(line.source, '')}" if line.source else ""
            cells = (option.element, line.name, money(*line.usd_per_month), working(line), source)
            yield row(map(inline, cells))
    yield ""
    for option in workload.options:
        yield from _notes(option)
    uncompared = uncompared_sentence(workload)
    if uncompared:
        yield f"- {inline(uncompared)}."
    names = names_of([option.option for option in workload.options])
    for comparison in workload.comparisons:
        name = inline(names.get(comparison.element, ""))
        yield f"- Current choice compared with {code(comparison.element)}{name and f', {name}'}:"
        yield from (f"  - {inline(sentence)}." for sentence in comparison_sentences(comparison, workload))
    yield from (f"- Undeclared input: {inline(assumed_sentence(assumed))}." for assumed in workload.assumed)
    yield ""


def _row(option: OptionCost) -> str:
    cells = (option.element, option.model, option.served, percent(option.share), monthly(option.cost))
    return row(map(inline, cells))


def _notes(option: OptionCost) -> Iterator[str]:
    if option.cost.missing:
        yield f"- {code(option.element)}: missing inputs: {prose(wanted(option.cost))}."
    if option.setup_usd is not None:
        yield f"- {code(option.element)}: set-up {money(option.setup_usd)} once."
    if option.estimate is not None:
        yield f"- {code(option.element)}: {prose(estimate_sentence(option))}."
    for assumption in option.cost.assumptions:
        yield f"- {code(option.element)}, assumed: {prose(assumption)}."
