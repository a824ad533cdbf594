"""Whether a record on disk agrees with its decision."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from policyengine.decision import Decision
from policyengine.location import Location
from policyengine.records.freshness import Compared
from policyengine.records.layout import Record
from policyengine.records.status import status_line
from policyengine.severity import Severity
from policyengine.words.lists import more

FINAL = ("accepted", "rejected", "deprecated", "superseded")
"""States in which a record is never rewritten."""

RETIRED = ("rejected", "deprecated", "superseded")
"""States in which a record need not agree with today."""


def retires(old: str, new: str) -> bool:
    """Return whether a final record may go from one state to another: it is retired, and never comes back."""
    return (old, new) in {("accepted", "deprecated"), ("accepted", "superseded"), ("deprecated", "superseded")}


CODES = (
    "hand-edited",
    "status-mismatch",
    "header-mismatch",
    "inputs-changed",
    "outcome-changed",
    "ruleset-changed",
    "rules-added",
    "exception-added",
    "text-changed",
    "text-outdated",
    "superseder-missing",
    "superseded-missing",
    "back-link-missing",
    "number-duplicate",
    "number-mismatch",
    "key-duplicate",
    "waiver-expired",
    "waiver-unused",
    "review-due",
    "sidecar-missing",
    "sidecar-mismatch",
    "sidecar-altered",
    "picture-missing",
    "picture-changed",
    "index-missing",
    "index-changed",
    "orphan",
    "unrecorded",
)
"""Every way in which records can be out of date; a record without any is fresh. Codes are never reused."""

_RULES = re.compile(r"^[*+-] rules\b.*`(sha256:[0-9a-f]{64})`$", re.MULTILINE)


_SHOWN = 3
"""How many changes a message names."""

_OUTCOME = ("## Decision Outcome", "## Decision\n")
"""How the heading above the outcome of a record begins."""

_INPUTS = ("x-policyengine-inputs:", "<!-- policyengine:record")
"""How the line with the digest of what a record rests on begins."""


class Reason(NamedTuple):
    """One way in which a record is out of date, and at which of its lines (from 1).

    `location` is given where the place is in another file; `severity` is error where the check fails for it.
    """

    code: str
    message: str
    line: int = 1
    location: Location | None = None
    severity: Severity = Severity.ERROR


def reasons_of(  # noqa: PLR0913, PLR0917 - record and text of then and of now, and what they come from
    old: Record,
    old_text: str,
    new: Record,
    new_text: str,
    decision: Decision,
    rests: Compared | None,
    moved: tuple[str, ...],
) -> tuple[Reason, ...]:
    """Return how a record differs from the text its decision would give today; nothing when it is fresh.

    A draft or proposal is compared to the byte. A final record is compared by outcome and by what it rests on, which
    `rests` has where the file beside it says so; so is every other record for which `rests` is given. `moved` are
    the changes of outcomes and facts behind it. A retired record is only checked for edits by hand.
    """
    added = _notes(rests, old_text) if rests is not None else []
    if old_text == new_text or old.says_the_same_as(new):
        return tuple(added)
    reasons = [Reason("hand-edited", edit.message, edit.line) for edit in old.edits]
    if old.status != decision.status:
        message = f"the record says `{old.status or 'nothing'}`, the profile says `{decision.status}`"
        reasons.append(Reason("status-mismatch", message, status_line(old_text)))
    if old.status in RETIRED:
        return tuple(reasons)
    by_text = old.status not in FINAL and rests is None
    if not by_text:
        reasons += _header(old, new, old_text)
    reasons += _content(old, old_text, new, moved, by_text=by_text)
    reasons += added
    if not reasons and by_text:
        reasons.append(Reason("text-changed", "the text differs from here on", _first_difference(old_text, new_text)))
    return tuple(reasons)


def moved_since(old: Record, inputs: str, decision: Decision, rests: Compared | None) -> tuple[str, ...]:
    """Return which of the outcomes and facts behind a record have changed; `inputs` is the digest of today.

    Without a file that says what it was, only digests are compared.
    """
    if rests is not None:
        return rests.changes
    same = old.inputs in (inputs, f"sha256:{decision.inputs.removeprefix('sha256:')}")
    unknown = "rules, facts or parameters; the JSON file beside it, which would name them, is missing or altered"
    return () if same else (unknown,)


def _notes(rests: Compared, text: str) -> list[Reason]:
    """Return later rules and exceptions that do not change what the record states."""
    found = []
    if rests.added:
        named = ", ".join(f"`{rule}`" for rule in rests.added)
        message = f"added since, and not satisfied by the choice: {named}; `policyengine check` reports them"
        found.append(Reason("rules-added", message, _line(text, "* rules"), severity=Severity.NOTE))
    if rests.excused:
        message = f"an exception was added since: {shortened(rests.excused)}, and is now waived"
        found.append(Reason("exception-added", message, _line(text, *_OUTCOME), severity=Severity.NOTE))
    if rests.alike and not rests.changes:
        message = f"another name, which no rule can tell from the one recorded: {shortened(rests.alike)}"
        found.append(Reason("inputs-changed", message, _line(text, *_INPUTS), severity=Severity.NOTE))
    return found


def shortened(parts: tuple[str, ...]) -> str:
    """Join the first few parts, and count the others."""
    others = f"; and {more(len(parts) - _SHOWN)}" if len(parts) > _SHOWN else ""
    return f"{'; '.join(parts[:_SHOWN])}{others}"


def _content(old: Record, text: str, new: Record, moved: tuple[str, ...], *, by_text: bool) -> list[Reason]:
    """Return the gravest of: another outcome, other inputs, another set of rules."""
    if old.outcome != new.outcome:
        message = f"the outcome has changed: {shortened(outcome_changes(old, new, moved))}"
        return [Reason("outcome-changed", message, _line(text, *_OUTCOME))]
    if moved:
        message = f"what the record rests on has changed: {shortened(moved)}"
        return [Reason("inputs-changed", message, _line(text, *_INPUTS))]
    if _rules(old) != _rules(new):
        message = "the set of rules has changed, but no rule that was evaluated"
        severity = Severity.ERROR if by_text else Severity.NOTE
        return [Reason("ruleset-changed", message, _line(text, "* rules"), severity=severity)]
    return []


def _rules(record: Record) -> str:
    found = _RULES.search(record.blocks.text("information") + record.blocks.text("outcome"))
    return found[1] if found else ""


def _header(old: Record, new: Record, text: str) -> list[Reason]:
    names = ("date", "decision-makers", "consulted", "informed", "tags", "x-policyengine-key")
    changed = [
        Reason("header-mismatch", f"the record and the profile differ in `{name}`", _line(text, f"{name}:"))
        for name in names
        if old.front.get(name) != new.front.get(name)
    ]
    if old.metadata.get("Deciders") != new.metadata.get("Deciders") and not changed:
        changed.append(
            Reason("header-mismatch", "the record and the profile differ in the deciders", _line(text, "* D"))
        )
    if old.title != new.title:
        changed.append(Reason("header-mismatch", "the record and the profile differ in the title", _line(text, "# ")))
    return changed


def _line(text: str, *starts: str) -> int:
    return next((number for number, line in enumerate(text.split("\n"), 1) if f"{line}\n".startswith(starts)), 1)


def _first_difference(old: str, new: str) -> int:
    pairs = zip(old.split("\n"), new.split("\n"), strict=False)
    shorter = min(old.count("\n"), new.count("\n")) + 1
    return next((number for number, (a, b) in enumerate(pairs, 1) if a != b), shorter)


def outcome_changes(old: Record, new: Record, moved: tuple[str, ...]) -> tuple[str, ...]:
    """Return the changes of choices, options and rules that change the outcome.

    `moved` are the changes of outcomes and facts. Where it is empty, the texts of the
    records show which options have another standing and which rules forced the choice.
    """
    old, new = old.in_full, new.in_full
    named = [*_chosen(old, new), *_options(old, new), *moved]
    changes = named or [*_standings(old, new), *_forced(old, new)] or ["the text that states it"]
    return tuple(dict.fromkeys(changes))


def _chosen(old: Record, new: Record) -> Iterator[str]:
    for pair in zip_longest(old.chosen, new.chosen):
        was, now = (f"`{title}`" if title else "none" for title in pair)
        if was != now:
            yield f"the chosen option was {was} and is now {now}"


def _options(old: Record, new: Record) -> Iterator[str]:
    """Yield the options that are compared in one of the records only, without those that are chosen there."""
    before, after = dict(old.standings), dict(new.standings)
    chosen = {*old.chosen, *new.chosen}
    gone = [title for title in before if title not in after and title not in chosen]
    added = [title for title in after if title not in before and title not in chosen]
    yield from (f"the option `{title}` was compared and is now removed" for title in gone)
    yield from (f"the option `{title}` is now compared, too" for title in added)


def _standings(old: Record, new: Record) -> Iterator[str]:
    after = dict(new.standings)
    for title, was in old.standings:
        if title in after and after[title] != was:
            yield f"the option `{title}` was {was.lower()} and is now {after[title].lower()}"
    if sorted(old.standings) == sorted(new.standings) and old.standings != new.standings:
        yield "the options are compared in another order"


def _forced(old: Record, new: Record) -> Iterator[str]:
    yield from (f"`{rule}` forced the choice and no longer does" for rule in old.forced if rule not in new.forced)
    yield from (f"`{rule}` now forces the choice" for rule in new.forced if rule not in old.forced)
    if sorted(old.forced) == sorted(new.forced) and old.forced != new.forced:
        yield "the rules that forced the choice have another order"
