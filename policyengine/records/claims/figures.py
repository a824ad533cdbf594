"""Finds the amounts of a clause that state what an option costs.

An amount of something else, such as `a human agent costs USD 4,000 a month`, is none, and neither is an amount without
a period of its own.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.records.claims.clauses import CONDITION, LIMIT, PAST, Clause, words
from policyengine.records.claims.comparatives import Claim, ends_at
from policyengine.records.claims.heads import NOUN_ADJECTIVES
from policyengine.records.claims.money import MONTHLY, YEARLY
from policyengine.records.claims.subjects import CHOICE, COST_NOUNS, NOBODY, Setting, opens, subject_of
from policyengine.records.claims.terms import AMOUNT, NAME, Elements

_DIFFERENCE = words(
    "save saves saved saving savings less more lower lowers higher cheaper difference differences extra "
    "additional cut cuts reduce reduces reduced reduction top"
)
_SAVED = words("save saves saving savings cut cuts avoid avoids reduce reduces lowers")
_NOT_A_FIGURE = frozenset({PAST, CONDITION, LIMIT})
_AFTER = words(", . ! ? ) and or instead rather more less cheaper than against compared versus vs")
"""Words after an amount that leave it a whole cost."""

_PREDICATES = words("is are pays pay costs cost goes go")
_STATING = words("is are of : about at")
_PERIODS = {"monthly": MONTHLY, "yearly": YEARLY, "annual": YEARLY}
_OURS = words("our the total overall monthly")
_SINGLE = frozenset({"cost", "price"})
_NOW = words("now today currently")
_FAR = 12
_NEAR = 4
"""The most terms between an amount and the word that says whose it is."""


class Figure(NamedTuple):
    """An amount per month in USD, and as it is stated: in its currency, for its period in months.

    It may be a difference of costs. `subject` are the options whose cost it states; empty if that is unclear.
    """

    usd_per_month: Range
    stated: Range
    currency: str
    months: int
    is_difference: bool
    subject: Elements


def figures_of(setting: Setting, clause: Clause, claims: Iterable[Claim]) -> Iterator[Figure]:
    """Yield the amounts of a clause that are costs of options, apart from those within claims.

    An amount per year is often that of a contract, so it counts only if the clause says whose cost it is.
    """
    within = {token for claim in claims for token in range(claim.tokens[0], claim.tokens[1] + 1)}
    is_difference = not _DIFFERENCE.isdisjoint(token.word for token in clause.tokens)
    for place, term in enumerate(setting.terms):
        if term.kind != AMOUNT or term.token in within or clause.moods[term.token] & _NOT_A_FIGURE:
            continue
        months = term.months or _period_before(setting, place)
        if not months or not term.stated.high or _is_of_something(setting, place):
            continue
        subject = _owner(setting, place)
        if subject is not None and (months == MONTHLY or subject):
            usd = Range(term.amount.low / months, term.amount.high / months)
            yield Figure(usd, term.stated, term.currency, months, is_difference, subject)


def _is_of_something(setting: Setting, place: int) -> bool:
    """Return whether an amount is a saving, or the amount of something that the words after it name."""
    before = {setting.word(at) for at in range(max(0, place - _NEAR), place)}
    if before & _SAVED:
        return True
    than = next((at + 1 for at in range(place + 1, place + _NEAR) if setting.word(at) == "than"), 0)
    if than and setting.word(than) and setting.word(than) != "ours":
        return True
    following = setting.terms[place + 1] if place + 1 < len(setting.terms) else None
    if following is None or following.word in _AFTER or ends_at(setting, place + 1):
        return False
    is_named = place + 2 < len(setting.terms) and setting.terms[place + 2].kind == NAME
    return not (following.word in ("for", "with", "on") and is_named)


def _period_before(setting: Setting, place: int) -> int:
    """Return the period of the cost that an amount states: `the monthly cost is USD 900`; 0 if none is named."""
    noun = _noun_before(setting, place)
    return _PERIODS.get(setting.word(noun - 1), 0) if noun else 0


def _noun_before(setting: Setting, place: int) -> int:
    """Return the place of `cost` or a word like it that an amount states; 0 if there is none."""
    at = place - 1
    while at > place - _NEAR and setting.word(at) in _STATING:
        at -= 1
    is_noun = setting.word(at) in _SINGLE or (setting.word(at) in COST_NOUNS and setting.word(at - 1) == "its")
    return at if 0 < at < place - 1 and is_noun else 0


def _owner(setting: Setting, place: int) -> Elements | None:
    """Return the options whose cost an amount states; empty if it is one of the record's; None if unclear."""
    if (noun := _noun_before(setting, place)) and opens(setting, noun):
        begins = noun - (setting.word(noun - 1) in NOUN_ADJECTIVES | _PERIODS.keys())
        is_plain = begins == 0 or setting.word(begins - 1) in ("the", "our", "its", "")
        return CHOICE if is_plain and setting.is_clear_at(noun) and setting.is_reason else None
    before, opener = setting.word(place - 1), setting.terms[place - 2] if place > 1 else None
    if before in ("at", "(") and opener and opener.kind == NAME:
        return opener.elements
    named = {setting.word(at) for at in range(max(0, place - _NEAR), place) if setting.word(at - 1) in _OURS}
    if before in ("have", "has") or not named.isdisjoint(COST_NOUNS):
        return None
    if before in ("expect", "estimate") and setting.word(place - 2) == "we" and setting.is_reason:
        return CHOICE if setting.word(place + 1) in ("", ".", ",", "instead") else None
    if place == 0:
        later = {setting.word(at) for at in range(1, _FAR)}
        is_alone = setting.word(1) in (",", ".", "") and setting.is_first and later.isdisjoint(_PREDICATES)
        return NOBODY if is_alone and setting.is_clear else None
    near = {setting.word(at) for at in range(max(0, place - _NEAR), min(place + _NEAR, len(setting.terms)))}
    if "we" in near and not near.isdisjoint(_NOW):
        return None
    return subject_of(setting, place, place + 1) or None
