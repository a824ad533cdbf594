"""The decision in one sentence (Zimmermann's Y-statement), made of nothing but the verdicts.

In the context of … facing … we decided for … and against … to achieve … accepting …
"""

from typing import NamedTuple

from policyengine.records.consequences import Point
from policyengine.records.forcing import Forced
from policyengine.records.standing import Standing
from policyengine.records.wording import message_part, title_part, value_text
from policyengine.rule import FORCES, Rule
from policyengine.verdict import Evidence
from policyengine.words.authority import label_of
from policyengine.words.lists import coded, cut, listed, quoted
from policyengine.words.numbers import counted

STANCES = {
    "draft": "the draft decides for",
    "proposed": "we propose to decide for",
    "accepted": "we decided for",
    "rejected": "we decided against",
    "deprecated": "we had decided for",
    "superseded": "we had decided for",
}
"""What is said of the choice in each state of a decision, in the order of its life."""

_MOST = 3
_LONGEST = 160


class Rival(NamedTuple):
    """An option considered and not chosen."""

    title: str
    standing: Standing


class Choice(NamedTuple):
    """What the sentence is about: `rules` are those of severity error that applied, the binding forces first."""

    workload: str
    purpose: str
    title: str
    supporting: tuple[str, ...]
    standing: Standing
    rules: tuple[Rule, ...]
    rivals: tuple[Rival, ...]
    forced: tuple[Forced, ...]
    points: tuple[Point, ...]


def y_statement(status: str, choice: Choice) -> str:
    """Return a choice in one sentence; backticks mark code."""
    purpose = message_part(" ".join(choice.purpose.split()))
    purpose = f"{purpose[: _LONGEST - 1]}…" if len(purpose) > _LONGEST else purpose
    context = f"`{choice.workload}`{f' ({purpose})' if purpose else ''}"
    chosen = quoted([choice.title]) + (f" together with {quoted(choice.supporting)}" if choice.supporting else "")
    rivals = cut([_rival(rival, choice.standing) for rival in choice.rivals], _MOST, "option")
    decided = f"In the context of {context}, facing {_demands(choice)}, {STANCES[status]} {chosen}"
    if status == "rejected":
        beside = f", considered beside {rivals}" if rivals else ""
        return f"{decided}{beside}, although it would achieve {_goal(choice)} and mean accepting {_price(choice)}."
    against = f"and against {rivals or 'no other option, as none is declared'}"
    return f"{decided} {against}, to achieve {_goal(choice)}, accepting {_price(choice)}."


def _demands(choice: Choice) -> str:
    facts = tuple(dict.fromkeys(_fact(fact) for forced in choice.forced for fact in forced.facts))
    forces = [label_of(force) for force in FORCES if any(rule.force == force for rule in choice.rules)]
    rules = f"{counted(len(choice.rules), 'rule')} of severity error ({listed(forces)})"
    return listed([*facts[:_MOST], rules if choice.rules else "no rule of severity error"])


def _goal(choice: Choice) -> str:
    passed = [rule for rule in choice.rules if rule.id in choice.standing.passed]
    forcing = {forced.rule.id for forced in choice.forced}
    told = [rule for rule in passed if rule.id in forcing] or passed
    return (
        cut([f"that {title_part(rule)} (`{rule.id}`)" for rule in told], _MOST, "rule") or "what no rule asked can show"
    )


def _price(choice: Choice) -> str:
    bad = [_drawback(point) for point in choice.points if point.word == "Bad"]
    waived = [f"a waiver of {coded(choice.standing.waived)}"] if choice.standing.waived else []
    return cut([*waived, *bad], _MOST, "drawback") or "no drawback that a rule found"


def _drawback(point: Point) -> str:
    return f"that `{point.rule}` fails ({point.text})" if point.fails else f"that {point.text} (`{point.rule}`)"


def _rival(rival: Rival, chosen: Standing) -> str:
    standing = rival.standing
    equal = " too" if chosen.word in ("eligible", "waived") else ""
    words = {
        "refused": f"refused by {coded(standing.failed)}",
        "unknown": f"{coded(standing.unknown)} cannot be settled",
        "waived": f"eligible under a waiver of {coded(standing.waived)}",
        "eligible": f"eligible{equal}",
        "not judged": "not judged",
    }
    return f"{quoted([rival.title])} ({words[standing.word]})"


def _fact(fact: Evidence) -> str:
    if fact.elements:
        return f"`{fact.path}` containing {coded([value_text(element) for element in fact.elements])}"
    return f"`{fact.path}` = `{value_text(fact.value)}`"
