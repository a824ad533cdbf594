"""The consequences of a choice that its verdicts show."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from policyengine.records.wording import absence, message_part, place_text, title_part
from policyengine.severity import Severity
from policyengine.verdict import Excuse, Outcome, Verdict
from policyengine.words.authority import label_of
from policyengine.words.lists import coded
from policyengine.words.numbers import counted

if TYPE_CHECKING:
    from policyengine.rule import Rule

MANY = 6
"""More passing rules of one force than this are counted and listed by id, without a bullet for each."""

_BINDING = ("law", "contract", "license", "organization-policy")


class Point(NamedTuple):
    """One bullet: `Good`, `Neutral` or `Bad`, its text (backticks mark code), and the rule behind it.

    `authority` is the rule's force in a word or two, with `warning` or `note` where the rule is not mandatory; `fails`
    marks the message of a rule that fails.
    """

    word: str
    text: str
    rule: str = ""
    authority: str = ""
    fails: bool = False


def points_of(verdicts: Iterable[Verdict]) -> tuple[Point, ...]:
    """Return the good, then the bad, then the neutral points of some verdicts, each once."""
    known = tuple(verdicts)
    points = (*_good(known), *_bad(known), *_neutral(known))
    return tuple(dict.fromkeys(points))


def _good(verdicts: tuple[Verdict, ...]) -> Iterable[Point]:
    """Yield what binding rules find in order; a rule that fails anywhere is left out."""
    spoiled = {verdict.rule.id for verdict in verdicts if verdict.outcome not in (Outcome.PASS, Outcome.NOT_APPLICABLE)}
    for force in _BINDING:
        rules: dict[str, Rule] = {
            verdict.rule.id: verdict.rule
            for verdict in sorted(verdicts, key=lambda verdict: verdict.rule.id)
            if verdict.rule.force == force and verdict.outcome == Outcome.PASS and verdict.rule.id not in spoiled
        }
        if len(rules) > MANY:
            yield Point("Good", f"{counted(len(rules), 'rule')} pass ({label_of(force)}): {coded(tuple(rules))}")
        else:
            for rule in rules.values():
                yield Point("Good", title_part(rule), rule.id, label_of(force))


def _bad(verdicts: tuple[Verdict, ...]) -> Iterable[Point]:
    for verdict in verdicts:
        if verdict.outcome == Outcome.FAIL and verdict.severity != Severity.NOTE:
            yield _point("Bad", verdict.message or title_part(verdict.rule), verdict)
    for verdict in verdicts:
        if verdict.outcome == Outcome.BROKEN:
            yield _point("Bad", f"{_unknown(verdict)}, as the rule itself is broken", verdict)
        if verdict.outcome == Outcome.UNKNOWN:
            yield _point("Bad", _unknown(verdict), verdict)


def _neutral(verdicts: tuple[Verdict, ...]) -> Iterable[Point]:
    for verdict in verdicts:
        if verdict.outcome == Outcome.WAIVED:
            said = message_part(verdict.message or title_part(verdict.rule))
            yield _point("Neutral", f"{_exception(verdict.excuse)} this: {said}", verdict)
        if verdict.outcome == Outcome.FAIL and verdict.severity == Severity.NOTE:
            yield _point("Neutral", verdict.message or title_part(verdict.rule), verdict)


def _point(word: str, text: str, verdict: Verdict) -> Point:
    authority = label_of(verdict.rule.force) + ("" if verdict.severity == Severity.ERROR else f", {verdict.severity}")
    return Point(word, message_part(text), verdict.rule.id, authority, verdict.outcome == Outcome.FAIL)


def _exception(excuse: Excuse | None) -> str:
    """Return what excepts a verdict; the reason of a comment is included, as it has no row among the waivers."""
    if excuse is None or excuse.kind != "ignore":
        return "a waiver covers"
    return f'a comment at `{place_text(excuse.location)}` ("{message_part(excuse.reason)}") ignores'


def _unknown(verdict: Verdict) -> str:
    if verdict.unproven:
        return f"it rests on a claim without proof that {title_part(verdict.rule)}: {verdict.unproven}"
    why = f", as {absence(verdict.missing)}" if verdict.missing else ""
    return f"it is undecided whether {title_part(verdict.rule)}{why}"
