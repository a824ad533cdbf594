"""What a template of a record may read: a decision judged, ordered and counted, in plain texts not yet escaped.

A template passes every text through a filter. The texts called `line`, `reason`, `statement`, `support`, `tally`,
`note`, `choice`, `subject`, `serves`, `volume`, `sentences` and `text` are sentences in which backticks mark code: they
go through `prose`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyengine.decision import Decision, JudgedOption, JudgedWorkload, RecordedWaiver
from policyengine.records.consequences import Point, points_of
from policyengine.records.costs import WorkloadCosts, costs_view
from policyengine.records.forcing import Forcing, forcing_of
from policyengine.records.matrix import Row, rows_of, shown, tally, told_verdicts
from policyengine.records.pictures import Picture
from policyengine.records.sources import Citation, Source, Sources
from policyengine.records.standing import APPLIED, Standing, choice_reason, chosen_verdicts, standing_line, standing_of
from policyengine.records.titles import Titles, titles_of
from policyengine.records.wording import claim_part, place_text, value_text
from policyengine.records.y_statement import Choice, Rival, y_statement
from policyengine.rule import FORCES
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Verdict
from policyengine.words.authority import demand_of
from policyengine.words.lists import coded, listed
from policyengine.words.numbers import counted, full

REVIEW_BY = "workload.review_by"
"""The fact that says by when a choice is to be looked at again."""

_COLUMN = re.compile(r"(:\d+):\d+$")


class WaiverRow(NamedTuple):
    """One row of the table of waivers; a text that is not declared is empty."""

    rule: str
    subject: str
    reason: str
    people: str
    expires: str
    state: str
    control: str
    ticket: str
    place: str


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
    return Driver(rule.title.rstrip("."), demand_of(rule.force), rule.id, sources.cite(rule.references))


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


_RIVALS = {
    "refused": "refused",
    "unknown": "not settled",
    "waived": "eligible under a waiver",
    "eligible": "eligible",
    "not judged": "not judged",
}


def support_of(standing: Standing, rivals: tuple[Standing, ...]) -> str:
    """Count what the rules find of the choice and of the other options; backticks mark code."""
    return " ".join(part for part in (_support(standing), _others(rivals)) if part)


def _support(standing: Standing) -> str:
    if not standing.applied:
        return "No rule of severity error applied to it."
    if len(standing.passed) == standing.applied:
        rules = f"{counted(standing.applied, 'rule')} of severity error that applied"
        return f"All {rules} pass." if standing.applied > 1 else "The one rule of severity error that applied passes."
    parts = [f"{full(len(standing.passed))} {'passes' if len(standing.passed) == 1 else 'pass'}"]
    if standing.waived:
        parts.append(f"{full(len(standing.waived))} {'is' if len(standing.waived) == 1 else 'are'} waived")
    if standing.failed:
        parts.append(f"{coded(standing.failed)} {'fails' if len(standing.failed) == 1 else 'fail'}")
    if standing.unknown:
        parts.append(f"{coded(standing.unknown)} cannot be settled")
    return f"Of {counted(standing.applied, 'rule')} of severity error that applied, {listed(parts)}."


def _others(rivals: tuple[Standing, ...]) -> str:
    words = [standing.word for standing in rivals]
    if len(words) == 1:
        return f"The other option considered is {_RIVALS[words[0]]}."
    parts = [
        f"{full(words.count(word))} {'is' if words.count(word) == 1 else 'are'} {text}"
        for word, text in _RIVALS.items()
        if word in words
    ]
    return f"Of {counted(len(words), 'other option')} considered, {listed(parts)}." if parts else ""


def waiver_rows(decision: Decision) -> tuple[WaiverRow, ...]:
    """Return the waivers by rule and subject."""
    return tuple(_row(waiver) for waiver in sorted(decision.waivers, key=lambda w: (w.rule, w.subject, w.expires)))


def _row(waiver: RecordedWaiver) -> WaiverRow:
    people = [f"owned by {waiver.owner}"] if waiver.owner else []
    people += [f"approved by {waiver.approved_by}"] if waiver.approved_by else []
    return WaiverRow(
        waiver.rule,
        waiver.subject,
        waiver.reason,
        ", ".join(people),
        waiver.expires,
        waiver.state,
        waiver.control,
        waiver.ticket,
        place_text(waiver.location),
    )
