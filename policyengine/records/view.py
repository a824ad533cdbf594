"""What a template of a record may read: a decision judged, ordered and counted, in plain texts not yet escaped.

A template passes every text through a filter. The texts called `line`, `reason`, `summary`, `tally`, `note`, `subject`
and `text` are sentences in which backticks mark code: they go through `prose`.
"""

from collections.abc import Mapping
from typing import NamedTuple

from policyengine.decision import Decision, JudgedOption, JudgedWorkload
from policyengine.markdown import option_titles
from policyengine.records.consequences import Point, points_of
from policyengine.records.matrix import Row, rows_of, shown, tally, told_verdicts
from policyengine.records.sources import Citation, Source, Sources
from policyengine.records.standing import APPLIED, choice_reason, chosen_verdicts, standing_line, standing_of
from policyengine.records.summary import summary_of
from policyengine.records.wording import DEMANDS, place_text, value_text
from policyengine.rule import FORCES, Severity
from policyengine.verdict import Verdict

Titles = Mapping[tuple[str, str], str]
"""Option titles by workload and element."""


class Need(NamedTuple):
    """A declared need; `place` is `file:line`."""

    path: str
    value: str
    place: str


class Driver(NamedTuple):
    """A rule of severity error that applied to the choice; `demand` words its force."""

    title: str
    demand: str
    rule: str
    citations: tuple[Citation, ...]


class Option(NamedTuple):
    """An option, where it is declared, and the line that says where it stands."""

    title: str
    role: str
    place: str
    line: str
    points: tuple[Point, ...]


class Workload(NamedTuple):
    """A workload, the title chosen for it (or nothing) and why; `supporting` is the rest of the choice."""

    name: str
    purpose: str
    needs: tuple[Need, ...]
    chosen: str
    reason: str
    summary: str
    supporting: tuple[Option, ...]


class View(NamedTuple):
    """A decision as templates see it; `options` are the chosen ones and those considered, each workload's in turn."""

    workloads: tuple[Workload, ...]
    drivers: tuple[Driver, ...]
    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    tally: str
    points: tuple[Point, ...]
    sources: tuple[Source, ...]


def view_of(decision: Decision) -> View:
    """Judge, order and count a decision for a template."""
    titles = _titles(decision)
    told = told_verdicts(decision, titles)
    driving = _driving(decision)
    sources = Sources([*driving, *(item.verdict for item in shown(told))])
    return View(
        tuple(_workload(workload, titles, decision.status) for workload in decision.workloads),
        tuple(_driver(verdict, sources) for verdict in driving),
        tuple(
            _option(workload, option, titles)
            for workload in decision.workloads
            for option in workload.options
            if option.role in ("primary", "considered")
        ),
        rows_of(shown(told), sources),
        tally(told),
        points_of(verdict for workload in decision.workloads for verdict in chosen_verdicts(workload)),
        sources.listed(),
    )


def _titles(decision: Decision) -> Titles:
    """Title each option; where a decision has several workloads, each title names its own."""
    several = len(decision.workloads) > 1
    options = [(workload.name, option) for workload in decision.workloads for option in workload.options]
    suffixes = [f" ({name})" if several else "" for name, _ in options]
    titles = option_titles([option.title for _, option in options], suffixes)
    return {(name, option.element): title for (name, option), title in zip(options, titles, strict=True)}


def _driving(decision: Decision) -> tuple[Verdict, ...]:
    """Give one verdict per rule of severity error that applied to a choice, the binding forces first."""
    applied = {
        verdict.rule.id: verdict
        for workload in decision.workloads
        for verdict in chosen_verdicts(workload)
        if verdict.severity == Severity.ERROR and verdict.outcome in APPLIED
    }
    return tuple(sorted(applied.values(), key=lambda verdict: (FORCES.index(verdict.rule.force), verdict.rule.id)))


def _driver(verdict: Verdict, sources: Sources) -> Driver:
    rule = verdict.rule
    return Driver(rule.title.rstrip("."), DEMANDS[rule.force], rule.id, sources.cite(rule.references))


def _workload(workload: JudgedWorkload, titles: Titles, status: str) -> Workload:
    standing = standing_of(chosen_verdicts(workload))
    rivals = tuple(standing_of(option.verdicts) for option in workload.options if option.role == "considered")
    primary = next((option for option in workload.options if option.role == "primary"), None)
    chosen = titles[workload.name, primary.element] if primary else ""
    return Workload(
        workload.name,
        f"{workload.purpose.strip().rstrip('.')}." if workload.purpose.strip() else "",
        tuple(Need(need.path, value_text(need.value), place_text(need.location)) for need in workload.needs),
        chosen,
        choice_reason(standing, rivals),
        summary_of(status, workload.name, chosen, standing, rivals),
        tuple(
            _option(workload, option, titles)
            for option in workload.options
            if option.role not in ("primary", "considered")
        ),
    )


def _option(workload: JudgedWorkload, option: JudgedOption, titles: Titles) -> Option:
    return Option(
        titles[workload.name, option.element],
        option.role,
        option.location,
        standing_line(standing_of(option.verdicts)),
        points_of(option.verdicts),
    )
