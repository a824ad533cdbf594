"""Where an option stands under the rules of severity error: eligible, refused, unknown, or not judged."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.decision import JudgedOption, JudgedWorkload
from policyengine.records.wording import absence
from policyengine.severity import Severity
from policyengine.verdict import Missing, Outcome, Verdict
from policyengine.words.lists import coded
from policyengine.words.numbers import counted

APPLIED = (Outcome.FAIL, Outcome.BROKEN, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.PASS)
"""The outcomes of a rule that applied, the gravest first."""


class Standing(NamedTuple):
    """The rules of severity error that applied, by id, each under its gravest outcome.

    `unknown` holds broken rules too; `missing` are the facts whose declaration would settle the others.
    """

    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def applied(self) -> int:
        """Count the rules."""
        return len(self.passed) + len(self.failed) + len(self.unknown) + len(self.waived)

    @property
    def word(self) -> str:
        """Return `refused`, `unknown`, `waived`, `eligible`, or `not judged` where no rule applied."""
        if self.failed:
            return "refused"
        if self.unknown:
            return "unknown"
        if self.waived:
            return "waived"
        return "eligible" if self.passed else "not judged"


def standing_of(verdicts: Iterable[Verdict]) -> Standing:
    """Sum up verdicts; a rule asked several times counts once, with its gravest outcome."""
    gravest: dict[str, Outcome] = {}
    missing: dict[str, Missing] = {}
    for verdict in verdicts:
        if verdict.severity != Severity.ERROR or verdict.outcome not in APPLIED:
            continue
        known = gravest.get(verdict.rule.id, Outcome.PASS)
        gravest[verdict.rule.id] = min(known, verdict.outcome, key=APPLIED.index)
        if verdict.outcome == Outcome.UNKNOWN:
            missing |= {gap.path: gap for gap in verdict.missing}

    def rules(*outcomes: Outcome) -> tuple[str, ...]:
        return tuple(sorted(rule for rule, outcome in gravest.items() if outcome in outcomes))

    return Standing(
        rules(Outcome.PASS),
        rules(Outcome.FAIL),
        rules(Outcome.UNKNOWN, Outcome.BROKEN),
        rules(Outcome.WAIVED),
        tuple(missing.values()),
    )


def chosen_options(workload: JudgedWorkload) -> tuple[JudgedOption, ...]:
    """Return the workload's choice: the primary option and those that support it."""
    return tuple(option for option in workload.options if option.role != "considered")


def chosen_verdicts(workload: JudgedWorkload) -> tuple[Verdict, ...]:
    """Return the verdicts that bear on the choice: on the workload itself and on each option chosen."""
    return (*workload.verdicts, *(verdict for option in chosen_options(workload) for verdict in option.verdicts))


def standing_line(standing: Standing) -> str:
    """Return in one or two sentences where an option stands, the verdict first."""
    rules = counted(standing.applied, "rule")
    match standing.word:
        case "refused":
            rest = f" {coded(standing.unknown)} cannot be settled." if standing.unknown else ""
            return f"Refused by {coded(standing.failed)}.{rest}"
        case "unknown":
            return f"Unknown, because {_unsettled(standing)}."
        case "waived":
            return f"Eligible under a waiver of {coded(standing.waived)}; {rules} of severity error applied."
        case "eligible" if standing.applied == 1:
            return "Eligible: the one rule of severity error that applied passes."
        case "eligible":
            return f"Eligible: all {rules} of severity error that applied pass."
        case _:
            return "Not judged: no rule of severity error applied."


def choice_reason(standing: Standing, rivals: tuple[Standing, ...]) -> str:
    """Return why the choice stands, for `Chosen option: "…", because …`; it claims only what the verdicts show.

    `rivals` are where the other options considered stand.
    """
    rules = f"{counted(standing.applied, 'rule')} of severity error that applied"
    match standing.word:
        case "refused":
            rest = f", and {coded(standing.unknown)} cannot be settled" if standing.unknown else ""
            fails = f"{coded(standing.failed)} {'fails' if len(standing.failed) == 1 else 'fail'}"
            return f"the profile names it, although of the {rules}, {fails}{rest}"
        case "unknown":
            return f"the profile names it and none of the {rules} fails; however, {_unsettled(standing)}"
        case "waived":
            return f"each of the {rules} passes or is waived (waived: {coded(standing.waived)})"
        case "eligible" if standing.applied == 1:
            return f"the one rule of severity error that applied passes{_against(rivals)}"
        case "eligible":
            return f"every one of the {rules} passes{_against(rivals)}"
        case _:
            return "the profile names it; no rule of severity error applied to it"


def _unsettled(standing: Standing) -> str:
    why = f": {absence(standing.missing)}" if standing.missing else ""
    return f"{coded(standing.unknown)} cannot be settled{why}"


def _against(rivals: tuple[Standing, ...]) -> str:
    if not rivals:
        return ""
    equal = sum(standing.word in ("eligible", "waived") for standing in rivals)
    if equal:
        others = "another option considered" if equal == 1 else f"{equal} other options considered"
        return f"; that is so of {others} too, and the rules alone do not settle the choice"
    if all(standing.failed for standing in rivals):
        return ", which is so of no other option considered"
    return ", which is not established for any other option considered"
