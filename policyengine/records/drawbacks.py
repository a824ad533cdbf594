"""The drawbacks that a decision accepts: what fails, does not fit, is waived or undecided, each fact once."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyengine.costs.words.amounts import rough_difference
from policyengine.decision import Decision, RecordedWaiver
from policyengine.records.contradictions import contradictions_of
from policyengine.records.standing import chosen_options, chosen_verdicts
from policyengine.records.stated import cheaper_options
from policyengine.records.titles import Titles
from policyengine.records.wording import absences, message_part, place_text, sentence, title_part
from policyengine.severity import Severity
from policyengine.sizes.fitting import TIGHT
from policyengine.verdict import Outcome, Verdict
from policyengine.words.lists import coded, listed, more
from policyengine.words.numbers import about, counted, span

_MOST = 6
"""How many warnings and undecided rules are listed; the evidence has the others."""

_MOST_TITLES = 4
"""How many undecided rules that are not mandatory are listed with their titles."""


class Drawback(NamedTuple):
    """A drawback: its kind in a few words, and its text, in which backticks mark code."""

    head: str
    text: str


class Concern(NamedTuple):
    """A verdict on a choice, the title of the option in use that it concerns, and how many options are in use.

    The title is empty if the verdict concerns the workload.
    """

    verdict: Verdict
    title: str
    in_use: int


def drawbacks_of(decision: Decision, titles: Titles) -> tuple[Drawback, ...]:
    """Return the drawbacks of the choice: the gravest first, each once."""
    concerns = [*_concerns(decision, titles)]
    verdicts = [concern.verdict for concern in concerns]
    found = [
        *_failures("Mandatory rule failed.", concerns, Severity.ERROR),
        *_undecided(concerns),
        *_tight(decision, titles),
        *contradictions(decision, titles),
        *_costly(decision, titles),
        *_failures("Warning.", concerns, Severity.WARNING),
        *_waivers(decision.waivers, verdicts),
        *_ignored(verdicts),
    ]
    return tuple(dict.fromkeys(found))


def _concerns(decision: Decision, titles: Titles) -> Iterator[Concern]:
    in_use = sum(len(chosen_options(workload)) for workload in decision.workloads)
    for workload in decision.workloads:
        yield from (Concern(verdict, "", in_use) for verdict in workload.verdicts)
        for option in chosen_options(workload):
            title = titles[workload.name, option.element]
            yield from (Concern(verdict, title, in_use) for verdict in option.verdicts)


def undecided_only(decision: Decision) -> str:
    """Return the rules that are undecided for the choice and no drawback, in words; empty if there are none."""
    rules = {
        verdict.rule.id: title_part(verdict.rule)
        for workload in decision.workloads
        for verdict in chosen_verdicts(workload)
        if verdict.outcome in (Outcome.UNKNOWN, Outcome.BROKEN) and not verdict.is_mandatory
    }
    named = [f"whether {title} (`{rule}`)" for rule, title in rules.items()]
    left = len(named) - _MOST_TITLES
    return "; ".join([*named[:_MOST_TITLES], *([more(left, "rule")] if left > 0 else [])])


def contradictions(decision: Decision, titles: Titles) -> Iterator[Drawback]:
    """Yield the figures of the team that the record's own numbers contradict."""
    yield from (Drawback("Figures differ.", text) for text in contradictions_of(decision, titles))


def _costly(decision: Decision, titles: Titles) -> Iterator[Drawback]:
    """Yield of each workload the cheapest option that is eligible and costs less than the choice."""
    costs = {cost.workload: cost for cost in (decision.costs.workloads if decision.costs else ())}
    for workload in decision.workloads:
        cheaper = cheaper_options(workload, costs[workload.name]) if workload.name in costs else {}
        for element in [*cheaper][:1]:
            title, amount = titles[workload.name, element], rough_difference(costs[workload.name], element)
            others = len(cheaper) - 1
            also = f"; {counted(others, 'more eligible option')} also {'cost' if others > 1 else 'costs'} less"
            text = f"{title} is eligible and costs {amount} USD per month less{also if others else ''}."
            yield Drawback("Cost.", text)


def _tight(decision: Decision, titles: Titles) -> Iterator[Drawback]:
    """Yield the options in use whose GPUs may be too small for the declared load, by the estimate of memory."""
    for workload in decision.workloads:
        for option in chosen_options(workload):
            size = option.size
            if size is None or size.fit != TIGHT or size.need_gb is None or size.usable_gb is None:
                continue
            need, usable = (span(*amount, about) for amount in (size.need_gb, size.usable_gb))
            title = titles[workload.name, option.element]
            text = f"{title} needs {need} GB at the declared load and may use {usable} GB, so requests may wait."
            yield Drawback("Memory is tight.", text)


def _failures(head: str, concerns: Iterable[Concern], severity: Severity) -> Iterator[Drawback]:
    """Yield each rule that fails with the first of its messages; of warnings only the first few."""
    by_rule: dict[str, dict[str, list[Concern]]] = {}
    for concern in concerns:
        verdict = concern.verdict
        # The waiver itself states its end and its state.
        is_shown = verdict.rule.id.startswith("waiver/") and severity != Severity.ERROR
        if verdict.outcome == Outcome.FAIL and verdict.severity == severity and not is_shown:
            message = message_part(verdict.message or title_part(verdict.rule))
            by_rule.setdefault(verdict.rule.id, {}).setdefault(message, []).append(concern)
    most = len(by_rule) if severity == Severity.ERROR else _MOST
    for rule, messages in [*by_rule.items()][:most]:
        message, own = next(iter(messages.items()))
        also = f", and {counted(len(messages) - 1, 'more case')}" if len(messages) > 1 else ""
        yield Drawback(head, f"{_subject(own)}{sentence(message)} (`{rule}`{also}).")
    if left := [*by_rule][most:]:
        yield Drawback(head, f"Also: {coded(left)}.")


def _undecided(concerns: Iterable[Concern]) -> Iterator[Drawback]:
    """Yield the undecided rules that are mandatory or have the force of law, each once."""
    found: dict[str, list[Concern]] = {}
    for concern in concerns:
        verdict = concern.verdict
        if verdict.is_mandatory and verdict.outcome in (Outcome.UNKNOWN, Outcome.BROKEN):
            found.setdefault(verdict.rule.id, []).append(concern)
    for rule, own in [*found.items()][:_MOST]:
        verdict = own[0].verdict
        question = f"whether {title_part(verdict.rule)} (`{rule}`)"
        text = f"{subject}{question}" if (subject := _subject(own)) else sentence(question)
        yield Drawback("Undecided.", f"{text}. {_why(own)}")
    if left := [*found][_MOST:]:
        yield Drawback("Undecided.", f"Also: {coded(left)}.")


def _subject(concerns: Iterable[Concern]) -> str:
    """Return the options that a drawback concerns and a colon; nothing if it concerns the whole choice."""
    known = [*concerns]
    titles = dict.fromkeys(concern.title for concern in known)
    is_whole = "" in titles or len(titles) == known[0].in_use
    return "" if is_whole else f"{listed(titles)}: "


def _why(concerns: Iterable[Concern]) -> str:
    verdicts = [concern.verdict for concern in concerns]
    if any(verdict.outcome == Outcome.BROKEN for verdict in verdicts):
        return "The rule itself is broken."
    if unproven := next((verdict.unproven for verdict in verdicts if verdict.unproven), ""):
        return f"It rests on a claim without proof: {message_part(unproven)}."
    return absences([gap for verdict in verdicts for gap in verdict.missing]) or "The declared facts do not decide it."


def _waivers(waivers: Iterable[RecordedWaiver], verdicts: Iterable[Verdict]) -> Iterator[Drawback]:
    """Yield each waiver with its end, and what it excepts."""
    messages = {
        verdict.rule.id: message_part(verdict.message or title_part(verdict.rule))
        for verdict in verdicts
        if verdict.outcome == Outcome.WAIVED
    }
    for waiver in sorted(waivers, key=lambda one: (one.expires, one.rule, one.subject)):
        end = f" until {waiver.expires}" if waiver.expires else " without an end"
        state = "" if waiver.state == "active" else f" ({waiver.state})"
        about = messages.get(waiver.rule) or f"the rule does not hold for `{waiver.subject}`"
        reason = f" Reason: {message_part(' '.join(waiver.reason.split()))}." if waiver.reason else ""
        yield Drawback(f"Waiver{end}{state}.", f"{sentence(about)} (`{waiver.rule}`).{reason}")


def _ignored(verdicts: Iterable[Verdict]) -> Iterator[Drawback]:
    for verdict in verdicts:
        excuse = verdict.excuse
        if verdict.outcome == Outcome.WAIVED and excuse is not None and excuse.kind == "ignore":
            said = sentence(message_part(verdict.message or title_part(verdict.rule)))
            reason = message_part(excuse.reason)
            place = place_text(excuse.location)
            yield Drawback("Ignored.", f"{said} (`{verdict.rule.id}`; comment at `{place}`: {reason}).")
