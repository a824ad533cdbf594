"""The table of options: the standing of each, its cost a month, and why."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policyengine.costs.ranges import NOTHING, Range
from policyengine.costs.report import OptionCost, WorkloadCost
from policyengine.costs.words.amounts import rough, rough_difference
from policyengine.decision import JudgedOption, JudgedWorkload
from policyengine.records.standing import (
    EXCLUDED,
    UNDECIDED,
    Standing,
    chosen_verdicts,
    misfit_of,
    standing_of,
    word_of,
)
from policyengine.words.lists import coded, more
from policyengine.words.numbers import percent

CHOSEN = "chosen"
"""How the standing of an option in use begins; that of one that supports the choice names its role in brackets."""


class OptionRow(NamedTuple):
    """A row: the option's title, its standing, its USD per month, and the reason, in which backticks mark code."""

    title: str
    standing: str
    amount: str
    reason: str
    is_chosen: bool


def option_rows(workload: JudgedWorkload, titles: Mapping[str, str], cost: WorkloadCost | None) -> Iterator[OptionRow]:
    """Yield the options of a workload, those in use first; `titles` are by element."""
    amounts = {option.element: rough(option.cost) for option in cost.options} if cost else {}
    uncounted = {option.element: _uncounted(option) for option in cost.options} if cost else {}
    shares = {option.element: option.share for option in cost.options} if cost else {}
    differences = {one.element: _compared(one.saved, cost, one.element) for one in cost.comparisons} if cost else {}
    for option in workload.options:
        is_chosen = option.role != "considered"
        standing = standing_of(chosen_verdicts(workload) if option.role == "primary" else option.verdicts)
        yield OptionRow(
            titles[option.element],
            _standing(option, standing, shares.get(option.element)),
            amounts.get(option.element, "unknown"),
            _reason(option, standing, differences.get(option.element, "")) or uncounted.get(option.element, ""),
            is_chosen,
        )


def _standing(option: JudgedOption, standing: Standing, share: float | None) -> str:
    if option.role == "considered":
        return word_of(option)
    word = word_of(option, standing)
    but = f", {word}" if word in (EXCLUDED, UNDECIDED) else ""
    if not option.supports:
        return f"{CHOSEN}{but}"
    return f"{CHOSEN} ({option.role}, {percent(share)}){but}" if share else f"{CHOSEN} ({option.role}){but}"


def _reason(option: JudgedOption, standing: Standing, difference: str) -> str:
    """Return what excludes an option or leaves it undecided, else how its cost compares with the choice's."""
    if standing.failed:
        return f"fails {_first(standing.failed)}"
    if misfit := misfit_of(option):
        return misfit
    if standing.unknown:
        return _first(standing.unknown)  # the standing says that they are undecided
    if standing.waived:
        return f"waived: {_first(standing.waived)}"
    return difference if option.role == "considered" else ""


def _uncounted(option: OptionCost) -> str:
    """Return why nothing of an option's cost could be counted; empty if something was."""
    missing = option.cost.missing
    if option.cost.lines or not missing:
        return ""
    if any(name.startswith("workload.volume.") for name in missing):
        return "the volume is not declared"
    if any(name.startswith("a price ") for name in missing):
        return "no price known"
    return f"{coded(missing[:1])} is not declared"


def _first(rules: tuple[str, ...]) -> str:
    others = f" and {more(len(rules) - 1)}" if len(rules) > 1 else ""
    return f"`{rules[0]}`{others}"


def _compared(saved: Range, cost: WorkloadCost, element: str) -> str:
    if saved == NOTHING:
        return "the same cost"
    if saved.low >= 0:
        return f"{rough_difference(cost, element)} USD per month more"
    if saved.high <= 0:
        return f"{rough_difference(cost, element)} USD per month less"
    return "may cost more or less than the choice"
