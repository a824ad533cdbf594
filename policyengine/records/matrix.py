"""How the rules decided: one row per verdict that shaped the decision, and a count of the others."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from policyengine.decision import Decision, JudgedOption
from policyengine.records.sources import Citation, Sources
from policyengine.records.standing import APPLIED
from policyengine.records.wording import claim_part, place_text, value_text
from policyengine.severity import RANK, Severity
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.words.lists import listed
from policyengine.words.numbers import counted, full

_WORDS = {
    Outcome.PASS: "passed",
    Outcome.FAIL: "failed",
    Outcome.UNKNOWN: "undecided",
    Outcome.WAIVED: "waived",
    Outcome.BROKEN: "broken",
    Outcome.NOT_APPLICABLE: "not applicable",
}

_SCOPES = {"license": "licence"}


class Described(NamedTuple):
    """A verdict with what it is about, in words; `weight` orders the choice before the options considered."""

    verdict: Verdict
    subject: str
    weight: int


class Fact(NamedTuple):
    """A fact as a row shows it; `verb` is `=`, or `contains` where some elements of a list decided.

    `note` says where the fact comes from when no line of a file does.
    """

    path: str
    verb: str
    value: str
    place: str
    note: str
    sources: tuple[Citation, ...]


class Gap(NamedTuple):
    """A missing fact and the place where to declare it, or a fact that the catalog does not know."""

    path: str
    place: str
    of_catalog: bool


class Row(NamedTuple):
    """One row of the table."""

    rule: str
    outcome: str
    severity: str
    subject: str
    facts: tuple[Fact, ...]
    missing: tuple[Gap, ...]
    citations: tuple[Citation, ...]


def described_verdicts(decision: Decision, titles: Mapping[tuple[str, str], str]) -> tuple[Described, ...]:
    """Return every verdict of a decision once, with its subject in words; `titles` are by workload and element."""
    several = len(decision.workloads) > 1
    found: dict[tuple[str, ...], Described] = {}
    for workload in decision.workloads:
        tail = f" of `{workload.name}`" if several else ""
        for verdict in workload.verdicts:
            found.setdefault((verdict.rule.id, *verdict.subject), Described(verdict, _place(verdict, tail), 0))
        for option in workload.options:
            label = _label(option, titles[workload.name, option.element], tail)
            for verdict in option.verdicts:
                key = (verdict.rule.id, *verdict.subject, option.element)
                part = f", {_SCOPES.get(verdict.subject.scope, verdict.subject.scope)} `{verdict.subject.element}`"
                own = verdict.subject.scope == "option" or verdict.subject.element == option.element
                weight = int(option.role == "considered")
                found.setdefault(key, Described(verdict, label if own else label + part, weight))
    return tuple(sorted(found.values(), key=_order))


def shown(described: Iterable[Described]) -> tuple[Described, ...]:
    """Keep what shaped the decision: each fail, unknown, waiver and broken rule, and the choice's passes of errors."""
    return tuple(
        item
        for item in described
        if item.verdict.outcome in APPLIED
        and (item.verdict.outcome != Outcome.PASS or (item.verdict.severity == Severity.ERROR and item.weight == 0))
    )


def rows_of(described: Iterable[Described], sources: Sources) -> tuple[Row, ...]:
    """Make the table's rows."""
    return tuple(
        Row(
            item.verdict.rule.id,
            _WORDS[item.verdict.outcome],
            _severity(item.verdict),
            item.subject,
            tuple(_fact(fact, sources) for fact in item.verdict.evidence),
            tuple(Gap(gap.path, place_text(gap.location), gap.of_catalog) for gap in item.verdict.missing),
            sources.cite(item.verdict.rule.references),
        )
        for item in described
    )


def _severity(verdict: Verdict) -> str:
    """Return `mandatory`, `warning` or `note`, and why it was lowered."""
    word = "mandatory" if verdict.is_mandatory else str(verdict.severity)
    return f"{word} (lowered: {verdict.capped})" if verdict.capped else word


def tally(described: Iterable[Described]) -> str:
    """Count the verdicts of a decision by outcome."""
    counts = Counter(item.verdict.outcome for item in described)
    parts = [f"{full(counts[outcome])} {word}" for outcome, word in _WORDS.items() if counts[outcome]]
    total = sum(counts.values())
    return f"{counted(total, 'verdict')}: {listed(parts)}" if parts else "no rule was evaluated"


def _order(item: Described) -> tuple[int, int, int, str, str]:
    verdict = item.verdict
    outcome = (*APPLIED, Outcome.NOT_APPLICABLE).index(verdict.outcome)
    return (outcome, -RANK[verdict.severity], item.weight, verdict.rule.id, item.subject)


def _label(option: JudgedOption, title: str, tail: str) -> str:
    return f"the choice{tail}" if option.role == "primary" else title


def _place(verdict: Verdict, tail: str) -> str:
    scope, element = verdict.subject.scope, verdict.subject.element
    if scope == "profile":
        return "the profile"
    if scope == "workload" or not element:
        return f"workload `{verdict.subject.workload}`" if verdict.subject.workload else "the workload"
    return f"{scope} `{element}`{tail}"


def _fact(fact: Evidence, sources: Sources) -> Fact:
    cited = sources.cite([fact.reference]) if fact.reference else ()
    verb = "contains" if fact.elements else "="
    value = ", ".join(value_text(element) for element in fact.elements) or value_text(fact.value)
    return Fact(fact.path, verb, value, place_text(fact.location), _note(fact, cited), cited)


def _note(fact: Evidence, cited: tuple[Citation, ...]) -> str:
    if fact.location or cited:
        return claim_part(fact.claim) if fact.location else "catalog"
    if fact.inputs:
        return f"derived from {listed([_input(given) for given in fact.inputs])}"
    return {"parameter": "parameter", "clock": "date of the decision"}.get(fact.origin, fact.origin)


def _input(given: Evidence) -> str:
    said = claim_part(given.claim)
    place = f" at `{place_text(given.location)}`" if given.location else ""
    return f"`{given.path}`{place}" + (f" ({said})" if said else "")
