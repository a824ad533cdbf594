"""What forced a choice: the rules that refuse another option and not the one chosen."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from policyengine.decision import JudgedOption, JudgedWorkload
from policyengine.records.standing import APPLIED, chosen_verdicts, standing_of
from policyengine.rule import FORCES, Rule
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Outcome, Verdict
from policyengine.words.authority import label_of
from policyengine.words.lists import quoted

_FOR_THE_CHOICE = {
    Outcome.PASS: "is satisfied by the choice",
    Outcome.WAIVED: "is waived for the choice",
    Outcome.UNKNOWN: "is undecided for the choice",
    Outcome.BROKEN: "is undecided for the choice",
    None: "does not apply to the choice",
}


class Forced(NamedTuple):
    """A mandatory rule that excludes options considered and not the choice.

    `refused` are their titles, `choice` is the outcome of the rule for the choice in words, `facts` are the workload's
    needs on which the refusals rest; `authority` is the rule's force in a word or two.
    """

    rule: Rule
    authority: str
    refused: tuple[str, ...]
    choice: str
    facts: tuple[Evidence, ...]

    @property
    def line(self) -> str:
        """Return it after the rule's id; backticks mark code."""
        return f"excludes {quoted(self.refused)} and {self.choice}"


class Forcing(NamedTuple):
    """The rules that forced a workload's choice, the binding forces first, and a sentence on what they leave open."""

    rules: tuple[Forced, ...]
    note: str


def forcing_of(workload: JudgedWorkload, titles: Mapping[str, str]) -> Forcing:
    """Find what forced a workload's choice; `titles` are by element."""
    rivals = [option for option in workload.options if option.role == "considered"]
    if all(option.role == "considered" for option in workload.options):
        return Forcing((), "Nothing is chosen, so nothing was forced.")
    chosen = _gravest(chosen_verdicts(workload))
    refusals = {rival.element: _refusals(rival, chosen) for rival in rivals}
    rules = {verdict.rule.id: verdict.rule for found in refusals.values() for verdict in found}
    forced = tuple(
        Forced(
            rule,
            label_of(rule.force),
            tuple(titles[rival.element] for rival in rivals if _named(rule, refusals[rival.element])),
            _FOR_THE_CHOICE[chosen.get(rule.id)],
            tuple(dict.fromkeys(_needs(v for found in refusals.values() for v in _named(rule, found)))),
        )
        for rule in sorted(rules.values(), key=lambda rule: (FORCES.index(rule.force), rule.id))
    )
    return Forcing(forced, _note(rivals, refusals, titles))


def _note(rivals: list[JudgedOption], refusals: Mapping[str, list[Verdict]], titles: Mapping[str, str]) -> str:
    if not rivals:
        return "No other option is declared, so no rule forced the choice."
    left = [rival for rival in rivals if not refusals[rival.element]]
    if not left:
        return "Each other option is excluded by a rule that does not exclude the choice."
    unsettled = [titles[rival.element] for rival in left if standing_of(rival.verdicts).unknown]
    open_ones = [titles[rival.element] for rival in left if titles[rival.element] not in unsettled]
    notes = [f"It is undecided whether a rule excludes {quoted(unsettled)}."] if unsettled else []
    notes += [f"No mandatory rule sets {quoted(open_ones)} apart from the choice."] if open_ones else []
    return f"{' '.join(notes)} There, people decide and not rules."


def _refusals(rival: JudgedOption, chosen: Mapping[str, Outcome]) -> list[Verdict]:
    return [
        verdict
        for verdict in rival.verdicts
        if verdict.severity == Severity.ERROR
        and verdict.outcome == Outcome.FAIL
        and chosen.get(verdict.rule.id) != Outcome.FAIL
    ]


def _named(rule: Rule, verdicts: Iterable[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.rule.id == rule.id]


def _needs(verdicts: Iterable[Verdict]) -> Iterable[Evidence]:
    for verdict in verdicts:
        for fact in verdict.evidence:
            if fact.path.startswith("workload."):
                value = fact.value
                yield fact._replace(value=tuple(value) if isinstance(value, list) else value, inputs=())


def _gravest(verdicts: Iterable[Verdict]) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for verdict in verdicts:
        if verdict.outcome in APPLIED:
            known = found.get(verdict.rule.id, Outcome.PASS)
            found[verdict.rule.id] = min(known, verdict.outcome, key=APPLIED.index)
    return found
