"""Reads amounts of money with their currency and period: `USD 5,000 to 7,000 a month`, `EUR 5k/mo.`, `$900 p.a.`."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.records.claims.clauses import Token

MONTHLY, YEARLY = 1, 12
"""The lengths of periods in months."""

_PLAIN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")
"""A point before three digits: a decimal point for some people, and one between thousands for others."""

_MOST_DIGITS = 15
_SIZES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}
_CODES = {
    **dict.fromkeys(("$", "dollar", "dollars"), "USD"),
    **dict.fromkeys(("\u20ac", "euro", "euros"), "EUR"),
    "\u00a3": "GBP",
}
CURRENCY_WORDS = frozenset({*_CODES, "usd", "eur", "gbp"})
_USD, _OTHER_DOLLARS = "USD", "CA$"
_CODE_LETTERS = 3
_TO = frozenset({"to", "-", "\u2013"})
_PER = frozenset({"a", "an", "per", "/", "each", "every"})
_ALONE = {
    **dict.fromkeys(("monthly", "p.m.", "p.m", "p. m.", "p. m"), MONTHLY),
    **dict.fromkeys(("yearly", "annually", "p.a.", "p.a", "p. a.", "p. a"), YEARLY),
}
_UNITS = {
    **dict.fromkeys(("month", "mo", "mth"), MONTHLY),
    **dict.fromkeys(("year", "yr", "annum"), YEARLY),
}
_SHORT_UNITS = frozenset({"mo", "mth", "yr"})
_PERIOD_WORDS = {**_ALONE, "annual": YEARLY}


class Money(NamedTuple):
    """An amount as people wrote it; `after` is the place of the token behind it.

    `months` is its period, 0 if none is named. `stated` is None if the number, its unit or its role is unclear.
    """

    stated: Range | None
    currency: str
    months: int
    after: int


class _Number(NamedTuple):
    value: float | None
    is_sized: bool
    size: float
    after: int


def money_at(tokens: Sequence[Token], place: int, codes: Container[str]) -> Money | None:
    """Return the amount that begins at a place, in USD, EUR, GBP or one of the codes; None if there is none."""
    code, after = _currency(tokens, place, codes)
    first = _number(tokens, after)
    if not first:
        return None
    second, second_code = _upper_end(tokens, place, first, codes)
    last = second or first
    end_code, end = _currency(tokens, last.after, codes)
    is_led = bool(code or second_code)
    code = code or second_code or end_code
    if not code:
        return None
    months, after, is_clear = _period(tokens, end if end_code == code or not is_led else last.after)
    stated = _joined(first, second) if is_clear and not _is_start(tokens, place) else None
    return Money(stated, code, months, after)


def number_at(tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    """Return a plain number at a place and the place after it."""
    found = _number(tokens, place)
    return (found.value, found.after) if found and found.value is not None and not found.is_sized else None


def period_of(tokens: Sequence[Token]) -> int:
    """Return the one period that a sentence names, in months; 0 if it names none or several."""
    named = {_PERIOD_WORDS[token.word] for token in tokens if token.word in _PERIOD_WORDS}
    for first, second in pairwise(tokens):
        if first.word in _PER and second.word in _UNITS:
            named.add(_UNITS[second.word])
    return named.pop() if len(named) == 1 else 0


def _upper_end(
    tokens: Sequence[Token], place: int, first: _Number, codes: Container[str]
) -> tuple[_Number | None, str]:
    """Return the second number of a range and the currency before it."""
    at = first.after
    if at >= len(tokens):
        return None, ""
    is_between = tokens[at].word == "and" and place > 0 and tokens[place - 1].word == "between"
    if tokens[at].word not in _TO and not is_between:
        return None, ""
    code, begin = _currency(tokens, at + 1, codes)
    return _number(tokens, begin), code


def _joined(first: _Number, second: _Number | None) -> Range | None:
    """Return the range from one number to another, which may share its size: `5 to 7k`; None unless it rises."""
    low, high = first.value, second.value if second else first.value
    if low is None or high is None:
        return None
    if second and second.is_sized and not first.is_sized and low * second.size <= high:
        low *= second.size
    return Range(low, high) if low <= high else None


def _number(tokens: Sequence[Token], place: int) -> _Number | None:
    """Return the number at a place with the size after it; without a value where people read it in two ways."""
    if place >= len(tokens) or not tokens[place].is_number:
        return None
    after, word = place + 1, tokens[place].word
    is_plain = bool(_PLAIN.fullmatch(word)) and not _AMBIGUOUS.fullmatch(word) and len(word) <= _MOST_DIGITS
    beside = [*tokens[max(0, place - 1) : place], *tokens[after : after + 1]]
    is_plain = is_plain and not any(token.is_number for token in beside)
    size = _SIZES.get(tokens[after].word, 0.0) if after < len(tokens) else 0.0
    if size and tokens[after].word == "m" and not tokens[after].adjoins:
        size = 0.0
    value = float(word.replace(",", "")) * (size or 1.0) if is_plain else None
    return _Number(value, bool(size), size or 1.0, after + bool(size))


def _currency(tokens: Sequence[Token], place: int, codes: Container[str]) -> tuple[str, int]:
    """Return the currency at a place, empty if there is none, and the place after it."""
    if place >= len(tokens):
        return "", place
    word, after = tokens[place].word, place + 1
    following = tokens[after] if after < len(tokens) else None
    if following and word == "us" and following.word in ("$", "dollar", "dollars"):
        return _USD, after + 1
    if word == "$" and tokens[place].adjoins and place and tokens[place - 1].word.isalpha():
        return (_USD if tokens[place - 1].word in ("us", "usd") else _OTHER_DOLLARS), after
    code = _CODES.get(word) or word.upper()
    is_code = word in CURRENCY_WORDS or (len(code) == _CODE_LETTERS and code in codes)
    return (code, after) if is_code else ("", place)


def _period(tokens: Sequence[Token], place: int) -> tuple[int, int, bool]:
    """Return the period in months, the place after it, and whether the unit is only that."""
    words = [token.word for token in tokens[place : place + 4]] + [""] * 4
    if words[0] in _ALONE:
        return _ALONE[words[0]], place + 1, True
    if words[0] not in _PER:
        return 0, place, True
    skipped = 2 if words[1] == "calendar" else 1
    unit = words[skipped]
    if unit not in _UNITS:
        return 0, place + 1, False
    after = place + skipped + 1
    following = words[skipped + 1]
    if following == "." and unit in _SHORT_UNITS:
        return _UNITS[unit], after + 1, True
    return _UNITS[unit], after, following not in _PER


def _is_start(tokens: Sequence[Token], place: int) -> bool:
    """Return whether an amount precedes a change: `from USD 900 to`."""
    return place > 0 and tokens[place - 1].word == "from"
