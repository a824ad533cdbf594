"""What a template of a record may read: a decision judged, ordered and counted, in plain texts not yet escaped.

A template passes every text through a filter. The texts called `line`, `reason`, `statement`, `support`, `tally`,
`note`, `choice`, `subject`, `serves`, `volume`, `sentences` and `text` are sentences in which backticks mark code: they
go through `prose`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyengine.decision import Decision, JudgedOption, JudgedWorkload
from policyengine.records.consequences import Point, points_of
from policyengine.records.costs import WorkloadCosts, costs_view
from policyengine.records.forcing import Forcing, forcing_of
from policyengine.records.matrix import Row, rows_of, shown, tally, told_verdicts
from policyengine.records.pictures import Picture
from policyengine.records.sources import Citation, Source, Sources
from policyengine.records.standing import APPLIED, choice_reason, chosen_verdicts, standing_line, standing_of
from policyengine.records.summary import support_of
from policyengine.records.titles import Titles, titles_of
from policyengine.records.waivers import WaiverRow, waiver_rows
from policyengine.records.wording import DEMANDS, claim_part, place_text, value_text
from policyengine.records.y_statement import Choice, Rival, y_statement
from policyengine.rule import FORCES
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Verdict

REVIEW_BY = "workload.review_by"
"""The fact that says by when a choice is to be looked at again."""

_COLUMN = re.compile(r"(:\d+):\d+$")


class Need(NamedTuple):
    """A declared need; `place` is `file:line`, `note` names the document behind it."""

    path: str
    value: str
    place: str
    note: str


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
    """A workload, the title chosen for it (or nothing) and why; `supporting` is the rest of the choice.

    `statement` is the decision in one sentence, `support` how well the rules support it, `forcing` what forced it.
    """

    name: str
    purpose: str
    needs: tuple[Need, ...]
    review_by: Need | None
    chosen: str
    reason: str
    statement: str
    support: str
    forcing: Forcing
    supporting: tuple[Option, ...]


class View(NamedTuple):
    """A decision as templates see it; `options` are the chosen ones and those considered, each workload's in turn."""

    workloads: tuple[Workload, ...]
    drivers: tuple[Driver, ...]
    options: tuple[Option, ...]
    rows: tuple[Row, ...]
    tally: str
    points: tuple[Point, ...]
    waivers: tuple[WaiverRow, ...]
    sources: tuple[Source, ...]
    costs: tuple[WorkloadCosts, ...]


def view_of(decision: Decision, pictures: Sequence[Picture] = ()) -> View:
    """Judge, order and count a decision for a template."""
    titles = titles_of(decision)
    told = told_verdicts(decision, titles)
    driving = _driving(decision.workloads)
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
        waiver_rows(decision),
        sources.listed(),
        costs_view(decision, titles, pictures),
    )


def _driving(workloads: Iterable[JudgedWorkload]) -> tuple[Verdict, ...]:
    """Return one verdict per rule of severity error that applied to a choice, the binding forces first."""
    applied = {
        verdict.rule.id: verdict
        for workload in workloads
        for verdict in chosen_verdicts(workload)
        if verdict.severity == Severity.ERROR and verdict.outcome in APPLIED
    }
    return tuple(sorted(applied.values(), key=lambda verdict: (FORCES.index(verdict.rule.force), verdict.rule.id)))


def _driver(verdict: Verdict, sources: Sources) -> Driver:
    rule = verdict.rule
    return Driver(rule.title.rstrip("."), DEMANDS[rule.force], rule.id, sources.cite(rule.references))


def _workload(workload: JudgedWorkload, titles: Titles, status: str) -> Workload:
    standing = standing_of(chosen_verdicts(workload))
    own = {element: title for (name, element), title in titles.items() if name == workload.name}
    considered = [option for option in workload.options if option.role == "considered"]
    rivals = tuple(Rival(own[option.element], standing_of(option.verdicts)) for option in considered)
    supporting = [option for option in workload.options if option.supports]
    primary = next((option for option in workload.options if option.role == "primary"), None)
    chosen = own[primary.element] if primary else ""
    forcing = forcing_of(workload, own)
    choice = Choice(
        workload.name,
        workload.purpose,
        chosen,
        tuple(own[option.element] for option in supporting),
        standing,
        tuple(verdict.rule for verdict in _driving([workload])),
        rivals,
        forcing.rules,
        points_of(chosen_verdicts(workload)),
    )
    return Workload(
        workload.name,
        f"{workload.purpose.strip().rstrip('.')}." if workload.purpose.strip() else "",
        tuple(_need(need) for need in workload.needs),
        next((_need(need) for need in workload.needs if need.path == REVIEW_BY), None),
        chosen,
        choice_reason(standing, tuple(rival.standing for rival in rivals)),
        y_statement(status, choice) if chosen else f"Nothing is chosen for `{workload.name}` yet.",
        support_of(standing, tuple(rival.standing for rival in rivals)) if chosen else "",
        forcing,
        tuple(_option(workload, option, titles) for option in supporting),
    )


def _need(need: Evidence) -> Need:
    return Need(need.path, value_text(need.value), place_text(need.location), claim_part(need.claim))


def _option(workload: JudgedWorkload, option: JudgedOption, titles: Titles) -> Option:
    return Option(
        titles[workload.name, option.element],
        option.role,
        _COLUMN.sub(r"\1", option.location),
        standing_line(standing_of(option.verdicts)),
        points_of(option.verdicts),
    )
