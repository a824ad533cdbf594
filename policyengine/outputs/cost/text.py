"""Costs for a terminal: a table with bars, its working, what was assumed, and where the cheaper option changes."""

from collections.abc import Iterator
from math import fsum

from policyengine.costs.money import ExchangeRate
from policyengine.costs.ranges import Range
from policyengine.costs.report import CostReport, OptionCost, WorkloadCost
from policyengine.costs.words.amounts import in_currency, monthly, volume_of, wanted, working
from policyengine.costs.words.comparisons import assumed_sentence, comparison_sentences, uncompared_sentence
from policyengine.costs.words.estimates import estimate_sentence, note_sentences
from policyengine.option import names_of
from policyengine.snippet import safe_lines
from policyengine.words.numbers import money, percent

BAR = 24
"""Cells of the longest bar."""

INFLUENCES = 3
"""How many inputs are shown by their influence."""

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def render_cost_text(report: CostReport) -> str:
    """Print the costs of every workload."""
    blocks = [safe_lines(_workload(workload, report.rate)) for workload in report.workloads]
    blocks += [safe_lines([f"note: {sentence}"]) for sentence in note_sentences(report)]
    return "\n".join(blocks)


def _workload(workload: WorkloadCost, rate: ExchangeRate | None) -> Iterator[str]:
    yield f"{workload.workload}: {volume_of(workload)}"
    longest = max((option.cost.usd_per_month.high for option in workload.options), default=0.0)
    width = max((len(f"{option.element} {option.model}") for option in workload.options), default=0)
    yield from _options("in use", workload.in_use, width, longest)
    if len(workload.in_use) > 1:
        estimates = [option.estimate for option in workload.in_use if option.estimate is not None]
        beside = f"  team estimates in total: {money(fsum(estimates))}" if len(estimates) > 1 else ""
        yield f"  {'total in use'.ljust(width)}  {monthly(workload.together):>26}{beside}"
    if rate is not None and workload.in_use:
        amount, by = in_currency(workload, rate)
        yield f"  {f'in {rate.currency}'.ljust(width)}  {amount:>26}  {by}"
    considered = tuple(option for option in workload.options if option.considered)
    yield from _options("considered, each alone", considered, width, longest)
    yield from _comparisons(workload)
    yield from _influences(workload)


def _options(title: str, options: tuple[OptionCost, ...], width: int, longest: float) -> Iterator[str]:
    if not options:
        return
    yield ""
    yield f"{title} (USD/month)"
    for option in options:
        yield _option_line(option, width, longest).rstrip()
        for line in option.cost.lines:
            day = dict(option.price_days).get(line.source, "")
            source = f"  [{f'{line.source} {day}'.rstrip()}]" if line.source else ""
            yield f"    {line.name}: {money(*line.usd_per_month)} = {working(line)}{source}"
        if option.cost.missing:
            yield f"    missing inputs: {wanted(option.cost)}"
        for assumption in option.cost.assumptions:
            yield f"    assumed: {assumption}"
        if option.setup_usd is not None:
            yield f"    set-up: {money(option.setup_usd)} once"
        if option.estimate is not None:
            yield f"    {estimate_sentence(option)}"


def _option_line(option: OptionCost, width: int, longest: float) -> str:
    share = "" if option.share == 1 else f", {percent(option.share)} of requests"
    name = f"{option.element} {option.model}".ljust(width)
    bar = _bar(option.cost.usd_per_month, longest)
    return f"  {name}  {monthly(option.cost):>26}  {bar}  {option.served}{share}"


def _bar(cost: Range, longest: float) -> str:
    """Draw the cost as a bar: full to the low end, light from there to the high end."""
    if longest <= 0:
        return " " * BAR
    full, rest = divmod(round(cost.low / longest * BAR * 8), 8)
    solid = "█" * full + _EIGHTHS[rest].strip()
    light = "░" * max(0, round(cost.high / longest * BAR) - len(solid))
    return (solid + light).ljust(BAR)


def _comparisons(workload: WorkloadCost) -> Iterator[str]:
    uncompared = uncompared_sentence(workload)
    if uncompared:
        yield ""
        yield uncompared
    names = names_of([option.option for option in workload.options])
    for comparison in workload.comparisons:
        name = names.get(comparison.element, "")
        yield ""
        yield f"current choice compared with {comparison.element}: {name}".rstrip(": ")
        for sentence in comparison_sentences(comparison, workload):
            yield f"  {sentence}"


def _influences(workload: WorkloadCost) -> Iterator[str]:
    if workload.influences:
        yield ""
        yield "most sensitive inputs (±20 %, within their bounds)"
    for influence in workload.influences[:INFLUENCES]:
        yield f"  {influence.name}: {money(influence.lower)} to {money(influence.higher)}"
    if workload.assumed:
        yield ""
        yield "undeclared inputs"
    for assumed in workload.assumed:
        yield f"  {assumed_sentence(assumed)}"
