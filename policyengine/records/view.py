"""What a template of a record may read: a decision judged, ordered and counted, in plain texts not yet escaped.

A template passes every text through a filter. The texts called `line`, `situation`, `rules_line`, `reason`, `text`,
`head`, `because`, `undecided`, `next_step`, `review`, `what`, `volumes`, `tally`, `note`, `subject`, `serves`,
`volume` and `sentences` are sentences in which backticks mark code: they go through `prose`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyengine.costs.report import WorkloadCost
from policyengine.costs.words.amounts import rough
from policyengine.decision import Decision, JudgedOption, JudgedWorkload, RecordedWaiver
from policyengine.records.changes import Kept, kept_of, volumes_of
from policyengine.records.consequences import Point, points_of
from policyengine.records.costs import WorkloadCosts, costs_view
from policyengine.records.drawbacks import Drawback, drawbacks_of, undecided_only
from policyengine.records.ends import End, ends_of, next_step, review_sentence
from policyengine.records.forcing import Forcing, forcing_of
from policyengine.records.matrix import Row, described_verdicts, rows_of, shown, tally
from policyengine.records.option_table import OptionRow, option_rows
from policyengine.records.pictures import Picture
from policyengine.records.situation import situation_of
from policyengine.records.sources import Citation, Source, Sources
from policyengine.records.standing import APPLIED, chosen_verdicts, rules_sentences, standing_line
from policyengine.records.titles import Titles, full_titles_of, titles_of
from policyengine.records.wording import claim_part, clause, place_text, value_text
from policyengine.rule import FORCES
from policyengine.verdict import Evidence, Verdict
from policyengine.words.authority import demand_of

_COLUMN = re.compile(r"(:\d+):\d+$")


class WaiverRow(NamedTuple):
    """A waiver; a text that is not declared is empty."""

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
    """A mandatory rule that applied to the choice; `demand` words its force."""

    title: str
    demand: str
    rule: str
    citations: tuple[Citation, ...]


class Option(NamedTuple):
    """An option, where it is declared, and the line with its standing.

    `full` is its title in ids; `mark` is a role that the title lacks; `amount` are its USD per month, empty if nothing
    could be counted.
    """

    title: str
    full: str
    role: str
    mark: str
    place: str
    line: str
    amount: str
    points: tuple[Point, ...]


class Workload(NamedTuple):
    """A workload, its situation, and the title chosen for it, or nothing; `supporting` is the rest of the choice.

    `hardware` are the GPUs of the choice and `amount` its cost in USD per month, both may be empty. `rules_line` sums
    up the outcomes for the choice and the other options, `forcing` the rules that exclude another option and not the
    choice.
    """

    name: str
    situation: str
    needs: tuple[Need, ...]
    chosen: str
    hardware: str
    amount: str
    rules_line: str
    forcing: Forcing
    supporting: tuple[Option, ...]


class View(NamedTuple):
    """A decision as templates see it; `options` are the chosen ones and those considered, by workload.

    `because` is the reason as a clause, empty if none is stated. `table` has every option in use as well.
    `undecided` names the rules that are undecided and not mandatory. `kept` are binding rules that the choice has to
    keep. `sources` are laws, contracts, licences and the like, `background` articles.
    """

    workloads: tuple[Workload, ...]
    because: str
    drivers: tuple[Driver, ...]
    options: tuple[Option, ...]
    table: tuple[OptionRow, ...]
    drawbacks: tuple[Drawback, ...]
    undecided: str
    volumes: tuple[str, ...]
    kept: tuple[Kept, ...]
    next_step: str
    review: str
    ends: tuple[End, ...]
    rows: tuple[Row, ...]
    tally: str
    points: tuple[Point, ...]
    waivers: tuple[WaiverRow, ...]
    sources: tuple[Source, ...]
    background: tuple[Source, ...]
    costs: tuple[WorkloadCosts, ...]


class _Names(NamedTuple):
    """The titles of options, short and in full."""

    short: Titles
    full: Titles


def view_of(decision: Decision, pictures: Sequence[Picture] = ()) -> View:
    """Judge, order and count a decision for a template."""
    titles = titles_of(decision)
    names = _Names(titles, full_titles_of(decision))
    described = described_verdicts(decision, titles)
    driving = _driving(decision.workloads)
    sources = Sources([*driving, *(item.verdict for item in shown(described))])
    ends = ends_of(decision)
    return View(
        workloads=tuple(_workload(workload, names, decision) for workload in decision.workloads),
        because=clause(decision.because),
        drivers=tuple(_driver(verdict, sources) for verdict in driving),
        options=tuple(
            _option(workload, option, names, decision)
            for workload in decision.workloads
            for option in workload.options
            if option.role in ("primary", "considered")
        ),
        table=tuple(row for workload in decision.workloads for row in _table(workload, titles, decision)),
        drawbacks=drawbacks_of(decision, titles),
        undecided=undecided_only(decision),
        volumes=volumes_of(decision, titles),
        kept=kept_of(decision, sources),
        next_step=next_step(decision),
        review=review_sentence(decision, ends),
        ends=ends,
        rows=rows_of(shown(described), sources),
        tally=tally(described),
        points=points_of(verdict for workload in decision.workloads for verdict in chosen_verdicts(workload)),
        waivers=waiver_rows(decision),
        sources=sources.listed(background=False),
        background=sources.listed(background=True),
        costs=costs_view(decision, titles, pictures),
    )


def _driving(workloads: Iterable[JudgedWorkload]) -> tuple[Verdict, ...]:
    """Return one verdict per mandatory rule that applied to a choice, the binding forces first."""
    applied = {
        verdict.rule.id: verdict
        for workload in workloads
        for verdict in chosen_verdicts(workload)
        if verdict.is_mandatory and verdict.outcome in APPLIED
    }
    return tuple(sorted(applied.values(), key=lambda verdict: (FORCES.index(verdict.rule.force), verdict.rule.id)))


def _driver(verdict: Verdict, sources: Sources) -> Driver:
    rule = verdict.rule
    return Driver(rule.title.rstrip("."), demand_of(rule.force), rule.id, sources.cite(rule.references))


def _workload(workload: JudgedWorkload, names: _Names, decision: Decision) -> Workload:
    own = _own(names.short, workload)
    primary = next((option for option in workload.options if option.role == "primary"), None)
    cost = _cost(decision, workload.name)
    return Workload(
        workload.name,
        situation_of(workload, cost),
        tuple(_need(need) for need in workload.needs),
        own[primary.element] if primary else "",
        primary.option.hardware if primary else "",
        rough(cost.together) if cost and cost.in_use and cost.together.lines else "",
        rules_sentences(workload) if primary else "",
        forcing_of(workload, own),
        tuple(_option(workload, option, names, decision) for option in workload.options if option.supports),
    )


def _table(workload: JudgedWorkload, titles: Titles, decision: Decision) -> Iterable[OptionRow]:
    return option_rows(workload, _own(titles, workload), _cost(decision, workload.name))


def _cost(decision: Decision, workload: str) -> WorkloadCost | None:
    """Return the costs of a workload, None if nothing could be counted."""
    costs = decision.costs.workloads if decision.costs else ()
    counted = (cost for cost in costs if any(option.cost.lines for option in cost.options))
    return next((cost for cost in counted if cost.workload == workload), None)


def _own(titles: Titles, workload: JudgedWorkload) -> dict[str, str]:
    return {element: title for (name, element), title in titles.items() if name == workload.name}


def _need(need: Evidence) -> Need:
    return Need(need.path, value_text(need.value), place_text(need.location), claim_part(need.claim))


def _option(workload: JudgedWorkload, option: JudgedOption, names: _Names, decision: Decision) -> Option:
    cost = _cost(decision, workload.name)
    amounts = {one.element: rough(one.cost) for one in cost.options if one.cost.lines} if cost else {}
    title = names.short[workload.name, option.element]
    return Option(
        title,
        names.full[workload.name, option.element],
        option.role,
        "" if f"({option.role})" in title else option.role,
        _COLUMN.sub(r"\1", option.location),
        standing_line(option),
        amounts.get(option.element, ""),
        points_of(option.verdicts),
    )


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
