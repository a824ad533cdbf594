"""The middle of a claim that compares two options, between its subject and its rival: `30 % cheaper than`."""

from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.records.claims.clauses import words
from policyengine.records.claims.subjects import COST_NOUNS, Setting
from policyengine.records.claims.terms import AMOUNT, ANY, NAME, SHARE, TIMES, Term

LESS, MORE = Range(0.0, 1.0), Range(1.0, ANY)

EXPENSIVE = frozenset({"expensive", "costly"})
PAYING = frozenset({"cost", "costs", "costing", "pay", "pays"})
NOUN_ADJECTIVES = frozenset({"monthly", "total", "overall", "computed", "estimated"})
PRICIER = frozenset({"pricier", "costlier"})
_SAVING = frozenset({"save", "saves", "saving"})
_CUTTING = frozenset({"cuts", "cut", "reduces", "lowers"})
_ADVERBS = words("much far slightly clearly considerably significantly no")


class Head(NamedTuple):
    """The part of a claim between its subject and its rivals: its first term, and the place of the object.

    `after` is the place after the object where more than a name belongs to it, as in `GPT-4o's price`. With
    `is_implied` the object is not named, as in `twice as much`.
    """

    first: int
    object: int
    ratio: Range = LESS
    is_rough: bool = False
    saving: Term | None = None
    after: int = 0
    is_implied: bool = False


def head_of(setting: Setting, place: int) -> Head | None:
    """Return the head whose main word or number is at a place."""
    if setting.terms[place].kind in (SHARE, TIMES):
        return _multiple(setting, place)
    word = setting.word(place)
    if word in _SAVING or word in _CUTTING:
        return _saved(setting, place)
    return _than(setting, place)


def _than(setting: Setting, place: int) -> Head | None:
    """Return the head `[30 %] cheaper than`, `costs [USD 900] less than`, `lower price than` or their opposites."""
    found = _direction(setting, place)
    if not found:
        return None
    is_less, at = found
    at += 2 if setting.word(at) in ("a", "per") and setting.word(at + 1) in ("month", "year") else 0
    if setting.word(at) == "than":
        first, ratio, saving = _degree(setting, place, is_less=is_less)
        if not is_less and first == place and setting.word(first - 1) in ("no", "not"):
            return Head(first - 1, at + 1)
        return Head(first, at + 1, ratio, setting.terms[first].kind == TIMES, saving) if ratio.high >= 0 else None
    return None


def _direction(setting: Setting, place: int) -> tuple[bool, int] | None:
    """Return whether a comparative at a place claims less, and the place after it."""
    word, following = setting.word(place), setting.word(place + 1)
    if word == "cheaper" or word in PRICIER:
        return word == "cheaper", place + 1
    if word in ("less", "more") and following in EXPENSIVE:
        return word == "less", place + 2
    if word in ("less", "more") and _is_paid(setting, place):
        return word == "less", place + 1
    if word in ("lower", "higher"):
        at = place + 1 + (following in NOUN_ADJECTIVES)
        return (word == "lower", at + 1) if setting.word(at) in COST_NOUNS else None
    return None


def _is_paid(setting: Setting, place: int) -> bool:
    """Return whether a verb of paying is right before a word, apart from an amount, a share or an adverb."""
    at = place - 1
    if at >= 0 and setting.terms[at].kind in (AMOUNT, SHARE, TIMES):
        at -= 1
    at -= setting.word(at) in _ADVERBS
    return setting.word(at) in PAYING


def _degree(setting: Setting, place: int, *, is_less: bool) -> tuple[int, Range, Term | None]:
    """Return the first term of a comparative, the ratio it claims, and the amount it claims instead."""
    before = setting.terms[place - 1] if place else None
    plain = LESS if is_less else MORE
    if before is None or before.kind not in (AMOUNT, SHARE, TIMES):
        return place, plain, None
    low, high = before.amount
    if before.kind == AMOUNT:
        saved = before._replace(amount=before.amount if is_less else Range(-high, -low))
        return place - 1, plain, saved
    if before.kind == SHARE:
        return place - 1, Range(max(0.0, 1 - high), 1 - low) if is_less else Range(1 + low, 1 + high), None
    if low < 1:
        return place - 1, Range(-1.0, -1.0), None
    return place - 1, Range(1 / (high + 1), 1 / low) if is_less else Range(low, high + 1), None


def _multiple(setting: Setting, place: int) -> Head | None:
    """Return the head `half the price of`, `a third of GPT-4o's cost`, `costs half of`, `twice as expensive as`."""
    ratio = setting.terms[place].amount
    at = place + 1
    if implied := _implied(setting, place):
        return implied
    if setting.word(at) == "as" and setting.word(at + 2) == "as":
        word = setting.word(at + 1)
        if word in EXPENSIVE or (word == "much" and setting.word(place - 1) in PAYING):
            return Head(place, at + 3, ratio, True)
        if word == "cheap" and ratio.low >= 1:
            return Head(place, at + 3, Range(1 / ratio.high if ratio.high else 0.0, 1 / ratio.low), True)
        return None
    at += setting.word(at) == "of"
    owned = at + 2 + (setting.word(at + 2) in NOUN_ADJECTIVES)
    if setting.word(at + 1) == "'s" and setting.word(owned) in COST_NOUNS:
        return Head(place, at, ratio, True, after=owned + 1)
    if at < len(setting.terms) and setting.terms[at].kind == NAME and setting.word(place - 1) in PAYING:
        return Head(place, at, ratio, True)
    at += setting.word(at) == "the"
    at += setting.word(at) in NOUN_ADJECTIVES
    is_price = setting.word(at) in COST_NOUNS and setting.word(at + 1) == "of"
    return Head(place, at + 2, ratio, True) if is_price else None


def _implied(setting: Setting, place: int) -> Head | None:
    """Return the head `twice as much`, `twice as expensive` or `twice the price`, which names no object."""
    term = setting.terms[place]
    at = place + 1
    if setting.word(at) == "as":
        is_cost = setting.word(at + 1) in EXPENSIVE
        is_cost = is_cost or (setting.word(at + 1) == "much" and setting.word(place - 1) in PAYING)
        after = at + 2 if is_cost and setting.word(at + 2) != "as" else 0
    else:
        noun = at + 1 + (setting.word(at + 1) in NOUN_ADJECTIVES)
        is_cost = setting.word(at) == "the" and setting.word(noun) in COST_NOUNS
        after = noun + 1 if is_cost and setting.word(noun + 1) != "of" else 0
    return Head(place, after, term.amount, True, after=after, is_implied=True) if after else None


def _saved(setting: Setting, place: int) -> Head | None:
    """Return the head `saves USD 3,000 compared with`, `saves a third over`, or `cuts costs by 30 % against`."""
    at = place + 1
    if setting.word(place) in _SAVING:
        at += setting.word(at) in ("us", "about")
    else:
        at += setting.word(at) in ("the", "our")
        at += setting.word(at) in NOUN_ADJECTIVES
        if setting.word(at) not in COST_NOUNS or setting.word(at + 1) != "by":
            return None
        at += 2
    if at >= len(setting.terms) or setting.terms[at].kind not in (AMOUNT, SHARE):
        return None
    amount = setting.terms[at]
    at += 3 if amount.kind == SHARE and [setting.word(at + 1), setting.word(at + 2)] == ["of", "the"] else 0
    object_at = _against(setting, at + 1)
    if not object_at:
        return None
    if amount.kind == AMOUNT:
        return Head(place, object_at, saving=amount)
    return Head(place, object_at, Range(max(0.0, 1 - amount.amount.high), 1 - amount.amount.low))


def _against(setting: Setting, place: int) -> int:
    """Return the place after `compared with` or a word like it; 0 if there is none."""
    pair = (setting.word(place), setting.word(place + 1))
    if pair in (("compared", "with"), ("compared", "to"), ("relative", "to")):
        return place + 2
    if pair[0] in ("over", "against", "versus", "vs"):
        return place + 1 + (pair == ("vs", "."))
    return 0
