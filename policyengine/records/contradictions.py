"""Figures of the team that the record's own numbers contradict."""

import re
from collections.abc import Iterator, Sequence

from policyengine.costs.lines import together
from policyengine.costs.ranges import Range
from policyengine.costs.report import OptionCost, WorkloadCost
from policyengine.costs.words.amounts import rough, rough_difference, rough_range
from policyengine.decision import Decision
from policyengine.records.claimed import Side, contradicted_claims
from policyengine.records.claims.figures import Figure
from policyengine.records.claims.money import MONTHLY
from policyengine.records.claims.reading import Reading
from policyengine.records.stated import SLACK, differs, readings_of, strange_figures
from policyengine.records.titles import Titles
from policyengine.words.lists import listed
from policyengine.words.numbers import about, percent

_SPENDING = "workload.volume.api_spend_usd_per_month"
_ANY = float("inf")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def contradictions_of(decision: Decision, titles: Titles) -> Iterator[str]:
    """Yield where statements of the team and computed costs differ: costs per month, then savings."""
    texts = f"{decision.because} {decision.context} {decision.notes}"
    stated = {float(figure.replace(",", "")) for figure in _FIGURE.findall(texts)}
    for cost in decision.costs.workloads if decision.costs else ():
        found = [option for option in cost.options if _is_contradicted(option)]
        if found:
            told = [_told(option, titles[cost.workload, option.element], stated) for option in found]
            yield f"The team's estimates differ from the computed costs, in USD per month: {listed(told)}."
        yield from _saving(cost, titles)
    yield from _spending(decision)
    reason, context = readings_of(decision)
    yield from _figures(strange_figures(decision, (reason, context)))
    for name, reading in (("reason", reason), ("context", context)):
        yield from _claims(name, decision, reading, titles)


def _spending(decision: Decision) -> Iterator[str]:
    """Yield what workloads spend on model APIs as declared, where the options in use cost something else."""
    spent = {
        workload.name: float(need.value)
        for workload in decision.workloads
        for need in workload.needs
        if need.path == _SPENDING
    }
    told = []
    for cost in decision.costs.workloads if decision.costs else ():
        apis = together(option.cost for option in cost.in_use if option.option.facts.get("option.external"))
        spending = spent.get(cost.workload)
        if spending in [option.estimate for option in cost.options]:
            continue
        if spending and apis.lines and not apis.missing and differs(spending, apis.usd_per_month):
            told.append(f"{about(spending)} for `{cost.workload}` (computed: {rough(apis)})")
    if told:
        yield f"The declared spending on model APIs differs from the computed cost, in USD per month: {listed(told)}."


def _is_contradicted(option: OptionCost) -> bool:
    """Return whether the team's estimate differs from the computed cost; of a lower bound, whether it is below it."""
    estimate, counted = option.estimate, option.cost.usd_per_month
    if estimate is None or not option.cost.lines:
        return False
    return estimate < counted.low * (1 - SLACK) if option.cost.missing else differs(estimate, counted)


def _told(option: OptionCost, title: str, stated: set[float]) -> str:
    named = ", which the text names," if option.estimate in stated else ""
    return f"{about(option.estimate or 0)}{named} for {title} (computed: {rough(option.cost)})"


def _saving(cost: WorkloadCost, titles: Titles) -> Iterator[str]:
    """Yield a saving that the team states of the choice, where no option considered would have cost so much more."""
    stated = [option.option.facts.get("option.estimate.saving_usd_per_month") for option in cost.in_use]
    for saving in (one for one in stated if one):
        for compared in cost.comparisons:
            if compared.saved.high < 0:
                title = titles[cost.workload, compared.element]
                yield (
                    f"The team states a saving of USD {about(saving)} a month; by this record {title} costs "
                    f"{rough_difference(cost, compared.element)} less than the choice."
                )
                return


def _figures(strange: Sequence[Figure]) -> Iterator[str]:
    """Yield one sentence with the figures that match no amount, each in its currency and for its period."""
    stated: dict[tuple[str, int], list[str]] = {}
    for figure in strange:
        low, high = figure.stated
        bound = "at least " if high == _ANY else "" if low else "at most "
        amount = about(low) if high == _ANY else rough_range(Range(low or high, high))
        stated.setdefault((f"{bound}{figure.currency}", figure.months), []).append(amount)
    parts = [
        f"{currency} {listed(amounts)} per {'month' if months == MONTHLY else 'year'}"
        for (currency, months), amounts in stated.items()
    ]
    if parts:
        verb = "matches" if len(strange) == 1 else "match"
        yield f"The text states {listed(parts)}, which {verb} no amount of this record within {percent(SLACK)}."


def _claims(text: str, decision: Decision, reading: Reading, titles: Titles) -> Iterator[str]:
    """Yield the claims about costs that the computed costs exclude, with these costs."""
    for found in contradicted_claims(decision, reading):
        words = f'The {text} says "{found.words}", but'
        rival = _title(found.rival, found.workload, titles) if found.rival else ""
        if found.subject is None:
            yield f"{words} {rival} is eligible and costs less."
            continue
        also = f", and {rival} {_cost(found.rival)}" if found.rival else ""
        subject = _title(found.subject, found.workload, titles)
        yield f"{words} {subject} costs {_cost(found.subject)} USD per month{also}."


def _title(side: Side, workload: str, titles: Titles) -> str:
    return titles[workload, side.element] if side.element else "the choice"


def _cost(side: Side) -> str:
    low, high = side.usd_per_month
    return f"at least {about(low)}" if high == _ANY else rough_range(side.usd_per_month)
