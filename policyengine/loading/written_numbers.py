"""What to write for a number that somebody wrote with separators, a unit, or a word such as `million`."""

import re
from typing import NamedTuple

from policyengine.words.numbers import exact

_BY_THOUSANDS = r"[-+]?[1-9][0-9]{0,2}(?:[,_ '][0-9]{3})+(?:\.[0-9]+)?"
_WITH_COMMA = r"[-+]?(?:[1-9][0-9]{0,2}(?:[._ '][0-9]{3})+|[0-9]+),[0-9]+"
_GROUPED, _COMMA = re.compile(_BY_THOUSANDS), re.compile(_WITH_COMMA)
_EITHER = re.compile(r"[-+]?[1-9][0-9]{0,2},(?!000)[0-9]{3}")
"""Thousands where a comma separates them, and decimals where a comma begins these: `1,125`."""

_POINTED = re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+")
"""A whole number with a point between its thousands."""

_PLAIN = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_AMOUNT = re.compile(rf"(US\$|USD|\$)?\s*({_BY_THOUSANDS}|{_WITH_COMMA}|[-+]?[0-9]+(?:\.[0-9]+)?)\s*(\D*)")
"""A number with the words around it: `2 million`, `$5k/month`."""

_MOST_DIGITS = 15
_KIBI = 1024
"""What k often means for tokens: a context of 16k is 16,384."""

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "g": 1e9, "bn": 1e9,
    "billion": 1e9,
}  # fmt: skip
_TIMES = {
    "ms": 1, "msec": 1, "millisecond": 1, "s": 1e3, "sec": 1e3, "second": 1e3, "min": 6e4, "minute": 6e4, "h": 36e5,
    "hr": 36e5, "hour": 36e5, "d": 864e5, "day": 864e5, "week": 6048e5,
}  # fmt: skip
_MEASURES: tuple[dict[str, float], ...] = (
    _TIMES,
    {"month": 1, "year": 12},
    {"mb": 1e-3, "m": 1e-3, "gb": 1, "g": 1, "tb": 1e3, "t": 1e3, "gib": 1.073741824},
    {"percent": 1, "%": 1, "pct": 1, "percentage": 1, "fraction": 100},
    {"usd": 1, "$": 1, "us$": 1, "dollar": 1},
    {"billion": 1e3, "b": 1e3, "bn": 1e3, "million": 1, "m": 1},
)
"""Words for measures of one kind, with their sizes."""

_PERIODS = {"d": "day", "daily": "day", "mo": "month", "monthly": "month", "s": "second", "sec": "second", "h": "hour"}
_SHORTEST_NOUN = 3
_SHARES = ("fraction", "percent", "ratio", "level", "score")
"""Units that are not counted."""


class _Rest(NamedTuple):
    """The words after a number: what it counts, and the period that it is for."""

    nouns: list[str]
    period: str


def number_hint(text: str, unit: str, *, whole: bool) -> str:
    """Return what to write for a number written in another way; else its unit, or an empty text.

    `unit` names the things counted, such as `requests per day`, or is empty.
    """
    if digits := plain_number(text):
        if whole and not float(digits).is_integer():
            return "write a whole number"
        if not whole and _EITHER.fullmatch(text):
            return f"write `{digits}` or `{text.replace(',', '.')}`"
        return f"write `{exact(float(digits))}`" if whole and "." in digits else separated_hint(text, digits)
    if _POINTED.fullmatch(text) and (whole or text.count(".") > 1):
        return pointed_hint(text)
    if _PLAIN.fullmatch(text):
        return "remove the quotes" if not whole or float(text).is_integer() else "write a whole number"
    found = _AMOUNT.fullmatch(text)
    alone = _in_digits(unit)
    if found is None or len(found[2]) > _MOST_DIGITS:
        return alone or ("write it in digits" if whole else "")
    digits = plain_number(found[2]) or found[2]
    if whole and _POINTED.fullmatch(digits):
        digits = digits.replace(".", "")
    return _measured(float(digits), digits, _rest(f"{found[1] or ''} {found[3]}"), unit, whole=whole) or alone


def _in_digits(unit: str) -> str:
    """Return the hint to write digits, with what they count, or an empty text for a number without a unit."""
    if not unit:
        return ""
    if unit.startswith("USD"):
        return f"write the amount in digits, in {unit}"
    if unit.startswith(_SHARES):
        noun, _, bounds = unit.partition(" ")
        return f"write the {noun} ({bounds}) in digits" if bounds[:1].isdigit() else f"write the {unit} in digits"
    return f"write the number of {unit} in digits"


def pointed_hint(written: str) -> str:
    """Return what to write for a number that YAML reads as a decimal one: `1.500` means `1500`; else an empty text."""
    return f"write `{written.replace('.', '')}`, without separators" if _POINTED.fullmatch(written) else ""


def plain_number(text: str) -> str:
    """Return a number with separators or a decimal comma as YAML writes it: `1500`, `0.5`; else an empty text."""
    if _GROUPED.fullmatch(text):
        return re.sub("[,_ ']", "", text)
    if _COMMA.fullmatch(text):
        before, _, decimals = text.rpartition(",")
        return re.sub("[._ ']", "", before) + f".{decimals}"
    return ""


def separated_hint(text: str, digits: str) -> str:
    """Return the hint to write a number of these digits for a text that has separators or a decimal comma."""
    return f"write `{digits}`, " + ("without separators" if _GROUPED.fullmatch(text) else "with a decimal point")


def _measured(number: float, digits: str, rest: _Rest, unit: str, *, whole: bool) -> str:
    """Return what to write for a number in another unit or scale, or an empty text."""
    counted = _rest(unit.partition("(")[0])
    nouns, factor, scale = [], 1.0, 1.0
    is_time = bool(counted.nouns) and (counted.nouns[0] in _TIMES or counted.nouns[0] == "month")  # m are minutes
    for noun in rest.nouns:
        of_measure = _factor(noun, counted.nouns)
        if factor == 1 and of_measure is not None:
            factor = of_measure
        elif scale == 1 and noun in _SCALES and not is_time:
            scale = _SCALES[noun]
        else:
            nouns.append(noun)
    if not _is_counted(nouns, rest.period, counted, unit):
        return ""
    value = round(number * factor * scale, 9)
    if whole and not value.is_integer():
        return "write all digits" if scale != 1 else "write a whole number"
    if value == number:
        return f"write `{digits}`, without a unit"
    binary = unit.startswith("tokens") and scale == _SCALES["k"] and rest.nouns[0] == "k" and number.is_integer()
    return f"write `{exact(value)}`" + (f" or `{exact(number * _KIBI)}`" if binary else "")


def _factor(word: str, counted: list[str]) -> float | None:
    """Return by what to multiply a number of one measure to have another one."""
    for sizes in _MEASURES:
        if counted and word in sizes and counted[0] in sizes:
            return sizes[word] / sizes[counted[0]]
    return None


def _is_counted(nouns: list[str], period: str, counted: _Rest, unit: str) -> bool:
    """Return whether words only name the unit of a fact."""
    if not unit:
        return True
    same_period = not period or period == counted.period
    return same_period and all(any(_is_like(noun, other) for other in counted.nouns) for noun in nouns)


def _is_like(noun: str, other: str) -> bool:
    """Return whether one word is the other or its beginning: `req`, `requests`."""
    return noun == other or (len(noun) >= _SHORTEST_NOUN and (other.startswith(noun) or noun.startswith(other)))


def _rest(text: str) -> _Rest:
    """Return what words count: `requests per day`, `k/month`, `USD per GPU-hour`."""
    nouns, _, period = re.sub(r"\s+(?:per|a|each)\s+|\s*/\s*", "/", text.strip().casefold()).partition("/")
    words = [_singular(word) for word in nouns.split()]
    named = _singular(period.strip())
    if words and words[-1] in ("daily", "monthly"):
        named = words.pop()
    return _Rest(words, _PERIODS.get(named, named))


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > _SHORTEST_NOUN else word
