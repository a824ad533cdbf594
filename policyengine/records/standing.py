"""The standing of an option under the mandatory rules: eligible, excluded, undecided, or not judged."""

from collections.abc import Iterable
from typing import NamedTuple

from policyengine.decision import JudgedOption, JudgedWorkload
from policyengine.facts.sizes.layout import requests_of_a_copy
from policyengine.records.wording import absence
from policyengine.sizes.fitting import DOES_NOT_FIT
from policyengine.sizes.report import OptionSize
from policyengine.verdict import Missing, Outcome, Verdict
from policyengine.words.lists import coded, listed
from policyengine.words.numbers import about, counted, full

APPLIED = (Outcome.FAIL, Outcome.BROKEN, Outcome.UNKNOWN, Outcome.WAIVED, Outcome.PASS)
"""The outcomes of a rule that applied, the gravest first."""

EXCLUDED, UNDECIDED, ELIGIBLE, WAIVED, NOT_JUDGED = (
    "excluded",
    "undecided",
    "eligible",
    "eligible under a waiver",
    "not judged",
)
"""The words for people."""


class Standing(NamedTuple):
    """The mandatory rules that applied, by id, each under its gravest outcome.

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
        """Return `refused`, `unknown`, `waived`, `eligible`, or `not judged` where no rule applied, for programs."""
        if self.failed:
            return "refused"
        if self.unknown:
            return "unknown"
        if self.waived:
            return "waived"
        return "eligible" if self.passed else "not judged"


_WORDS = {
    "refused": EXCLUDED,
    "unknown": UNDECIDED,
    "waived": WAIVED,
    "eligible": ELIGIBLE,
    "not judged": NOT_JUDGED,
}


def standing_of(verdicts: Iterable[Verdict]) -> Standing:
    """Sum up verdicts; a rule with several verdicts counts once, with its gravest outcome."""
    gravest: dict[str, Outcome] = {}
    missing: dict[str, Missing] = {}
    for verdict in verdicts:
        if not verdict.is_mandatory or verdict.outcome not in APPLIED:
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
    """Return the verdicts that concern the choice: on the workload itself and on each option chosen."""
    return (*workload.verdicts, *(verdict for option in chosen_options(workload) for verdict in option.verdicts))


def misfit_of(option: JudgedOption) -> str:
    """Return how the GPUs of an option fall short of the requests declared for serving; empty if they do not."""
    size = option.size
    if size is None or size.fit != DOES_NOT_FIT:
        return ""
    if size.problems or size.usable_gb is None:
        return size.problems[0] if size.problems else ""
    least, held = (size.least_gb, "its weights") if size.need_gb is None else (size.need_gb.low, _held(size))
    return f"needs {about(least)} GB per copy for {held}, and may use {about(size.usable_gb.high)} GB"


def _held(size: OptionSize) -> str:
    """Return what a copy has to hold at once, as declared for serving."""
    requests, tokens = size.served.concurrency, size.served.context
    if requests is None or tokens is None:
        return "the declared requests"
    per_copy = requests_of_a_copy(requests, size.copies or 1)
    return f"{counted(per_copy, 'declared request')} of {full(tokens)} tokens at once"


def word_of(option: JudgedOption, standing: Standing | None = None) -> str:
    """Return the standing of an option, for people: an option that cannot carry its load is excluded.

    `standing` is given where more than the option's own verdicts count.
    """
    return EXCLUDED if misfit_of(option) else _WORDS[(standing or standing_of(option.verdicts)).word]


def choice_word(workload: JudgedWorkload) -> str:
    """Return the standing of a workload's choice as a whole, for people; empty if nothing is chosen."""
    options = chosen_options(workload)
    if not options:
        return ""
    misfits = any(map(misfit_of, options))
    return EXCLUDED if misfits else _WORDS[standing_of(chosen_verdicts(workload)).word]


def standing_line(option: JudgedOption) -> str:
    """Return the standing of an option in one or two sentences, the standing by the rules first."""
    line = _by_the_rules(standing_of(option.verdicts))
    misfit = misfit_of(option)
    return f"Excluded: its hardware {misfit}. By the rules alone: {line[:1].lower()}{line[1:]}" if misfit else line


def _by_the_rules(standing: Standing) -> str:
    rules = counted(standing.applied, "mandatory rule")
    match standing.word:
        case "refused":
            rest = f" Undecided: {coded(standing.unknown)}." if standing.unknown else ""
            return f"Excluded: it fails {coded(standing.failed)}.{rest}"
        case "unknown":
            why = f", because {absence(standing.missing)}" if standing.missing else ""
            return f"Undecided: {coded(standing.unknown)}{why}."
        case "waived":
            return f"Eligible under a waiver of {coded(standing.waived)}; {rules} applied."
        case "eligible" if standing.applied == 1:
            return "Eligible: it satisfies the one mandatory rule that applies."
        case "eligible":
            return f"Eligible: it satisfies all {rules} that apply."
        case _:
            return "Not judged: no mandatory rule applies."


def rules_sentences(workload: JudgedWorkload) -> str:
    """Return the standing of the choice and of the other options; it claims only what verdicts and sizes show."""
    standing = standing_of(chosen_verdicts(workload))
    misfits = [misfit for option in chosen_options(workload) if (misfit := misfit_of(option))]
    rivals = [option for option in workload.options if option.role == "considered"]
    parts = [_of_the_choice(standing)]
    parts += [f"However, the choice is excluded: its hardware {misfits[0]}."] if misfits else []
    return " ".join((*parts, _of_the_others(standing, rivals)))


def _of_the_choice(standing: Standing) -> str:
    if not standing.applied:
        return "No mandatory rule applies to the choice."
    if len(standing.passed) == standing.applied == 1:
        return "The workload and its choice satisfy the one mandatory rule."
    if len(standing.passed) == standing.applied:
        rules = counted(standing.applied, "mandatory rule")
        return f"The workload and its choice satisfy all {rules}."
    parts = [f"satisfies {full(len(standing.passed))}"]
    parts += [f"fails {coded(standing.failed)}"] if standing.failed else []
    parts += [f"rests on a waiver for {coded(standing.waived)}"] if standing.waived else []
    undecided = "is" if len(standing.unknown) == 1 else "are"
    rest = f"; {coded(standing.unknown)} {undecided} undecided" if standing.unknown else ""
    applies = "applies" if standing.applied == 1 else "apply"
    return f"Of {counted(standing.applied, 'mandatory rule')} that {applies}, the choice {listed(parts)}{rest}."


def _of_the_others(standing: Standing, rivals: list[JudgedOption]) -> str:
    if not rivals:
        return "No other option is declared."
    words = [word_of(rival) for rival in rivals]
    if all(word == EXCLUDED for word in words):
        return "The other option is excluded." if len(words) == 1 else "Every other option is excluded."
    too = " too" if standing.word in ("eligible", "waived") and words[0] == ELIGIBLE else ""
    if len(words) == 1:
        return f"The other option is {words[0]}{too}, so no rule forces the choice."
    if len(set(words)) == 1:
        several = "Both" if len(words) == 2 else f"All {full(len(words))}"  # noqa: PLR2004 - two are both
        return f"{several} other options are {words[0]}{too}; no rule forces the choice."
    known = (ELIGIBLE, WAIVED, UNDECIDED, NOT_JUDGED, EXCLUDED)
    parts = [
        f"{full(words.count(word))} {'is' if words.count(word) == 1 else 'are'} {word}"
        for word in known
        if word in words
    ]
    return f"Of {full(len(words))} other options, {listed(parts)}; no rule forces the choice."
