"""Reads the terms of a clause: names of options, amounts of money, shares, multiples, and other words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from policyengine.costs.ranges import Range
from policyengine.records.claims.clauses import Token
from policyengine.records.claims.money import CURRENCY_WORDS, money_at, number_at

ANY = float("inf")
WORD, NAME, AMOUNT, SHARE, TIMES, OTHER = "word", "name", "amount", "share", "times", "other"
"""The kinds of terms; an amount whose number, unit or currency is unclear is `OTHER`."""

Elements = frozenset[tuple[str, str]]
"""Options that a text may mean, each by its workload and element."""

Names = Mapping[str, Mapping[tuple[str, ...], Elements]]
"""The options that a sequence of words may name, by its first word; the longest sequence counts."""

LONGEST_NAME = 12
"""The most words of a name that are compared."""

_UPPER = (("up", "to"), ("at", "most"), ("less", "than"), ("no", "more", "than"), ("under",), ("below",), ("<",))
_LOWER = (("at", "least"), ("more", "than"), ("no", "less", "than"), ("over",), ("above",), (">",))
_ABOUT = frozenset({"about", "around", "roughly", "approximately", "approx", "some", "nearly", "almost", "only", "~"})
_COUNTS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0, "ten": 10.0}
_FRACTIONS = {"third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
_MULTIPLES = {"twice": 2.0, "double": 2.0, "triple": 3.0}
_PERCENT = frozenset({"%", "percent", "pct"})
_TO = frozenset({"to", "-", "\u2013", "or"})
_CONNECTORS = frozenset({"at", "on", "from", "by", "via", "/", "in"})

_BEGINS = frozenset({"half", "us", *CURRENCY_WORDS, *_ABOUT, *_COUNTS, *_MULTIPLES})
_BEGINS |= frozenset(phrase[0] for phrase in (*_UPPER, *_LOWER))
"""The words with which a quantity may begin, apart from numbers and codes of currencies."""

_Reading = tuple[str, Range, int]


class Term(NamedTuple):
    """A term from `begin` to `end` of the text; `token` is the place of its first token in the clause.

    `amount` is USD in a period of `months`, a fraction of 1, or a multiple; `stated` is the amount in its `currency`.
    `elements` are those of the options that are named. `months` is 0 if the amount has no period of its own.
    """

    kind: str
    word: str
    begin: int
    end: int
    token: int
    amount: Range = Range(0.0, 0.0)
    elements: Elements = frozenset()
    stated: Range = Range(0.0, 0.0)
    currency: str = ""
    months: int = 0


class Reader(NamedTuple):
    """What a text is read with: names of options, what may follow a model's name, and the units per USD.

    `places` are the words for where options run, such as `Azure`, which name options only after a model: `on Azure`.
    """

    names: Names
    places: Names
    rates: Mapping[str, float]

    def terms(self, tokens: Sequence[Token]) -> tuple[Term, ...]:
        """Return the terms of a clause; a name and a service after it, `GPT-4o at OpenAI`, are one."""
        found: list[Term] = []
        for term in self._terms(tokens):
            if term.kind == NAME and len(found) > 1 and found[-1].word in _CONNECTORS and found[-2].kind == NAME:
                both = found[-2].elements & term.elements
                if both:
                    found[-2:] = [found[-2]._replace(end=term.end, elements=both)]
                    continue
            found.append(term)
        return tuple(found)

    def _terms(self, tokens: Sequence[Token]) -> Iterator[Term]:
        place = 0
        kinds = ("", "")
        while place < len(tokens):
            is_after_name = kinds[0] == NAME and tokens[place - 1].word in _CONNECTORS
            found = _name(tokens, place, self.places) if is_after_name else None
            found = found or self._quantity(tokens, place) or _name(tokens, place, self.names) or _word(tokens, place)
            term, place = found
            kinds = (kinds[1], term.kind)
            yield term

    def _quantity(self, tokens: Sequence[Token], place: int) -> tuple[Term, int] | None:
        """Return an amount, a share or a multiple with the bound before it: `at least 30 %`."""
        if not self._may_be_quantity(tokens, place):
            return None
        bound, start = _bound(tokens, place)
        if money := money_at(tokens, start, self.rates):
            rate = self.rates.get(money.currency)
            kind = AMOUNT if money.stated and rate else OTHER
            stated = _within(money.stated or Range(0.0, 0.0), bound)
            usd = Range(stated.low / (rate or 1.0), stated.high / (rate or 1.0))
            term = _spanning(tokens, place, money.after, kind)
            return term._replace(amount=usd, stated=stated, currency=money.currency, months=money.months), money.after
        if reading := _share(tokens, start) or _times(tokens, start):
            kind, amount, after = reading
            return _spanning(tokens, place, after, kind)._replace(amount=_within(amount, bound)), after
        return None

    def _may_be_quantity(self, tokens: Sequence[Token], place: int) -> bool:
        token, following = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
        if token.is_number:
            return following is not None and not following.is_number
        if token.word in CURRENCY_WORDS and token.word != "usd":
            return following is not None and following.is_number
        if token.word == "a":
            return following is not None and following.word in _FRACTIONS
        return token.word in _BEGINS or token.word.upper() in self.rates


def _name(tokens: Sequence[Token], place: int, known: Names) -> tuple[Term, int] | None:
    """Return the longest name at a place; with another number after it, it is another model."""
    names = known.get(tokens[place].word)
    if not names:
        return None
    words = tuple(token.word for token in tokens[place : place + LONGEST_NAME])
    for length in range(len(words), 0, -1):
        if elements := names.get(words[:length]):
            after = place + length
            if after < len(tokens) and _goes_on(tokens, after):
                return None
            return _spanning(tokens, place, after, NAME)._replace(elements=elements), after
    return None


def _spanning(tokens: Sequence[Token], place: int, after: int, kind: str) -> Term:
    return Term(kind, "", tokens[place].begin, tokens[after - 1].end, place)


def _word(tokens: Sequence[Token], place: int) -> tuple[Term, int]:
    return _spanning(tokens, place, place + 1, WORD)._replace(word=tokens[place].word), place + 1


def _goes_on(tokens: Sequence[Token], place: int) -> bool:
    """Return whether the token after a name belongs to it: `Llama 3`, `GPT-4o-mini`."""
    following = tokens[place]
    if following.is_number:
        return True
    if not following.adjoins or following.word in (".", "'s"):
        return False
    is_joined = following.word == "-" and place + 1 < len(tokens) and tokens[place + 1].adjoins
    return is_joined or following.word.isalnum()


def _bound(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """Return `upper` or `lower` where the words at a place limit the number after them, and the place of the number."""
    words = tuple(token.word for token in tokens[place : place + 3])
    for bound, phrases in (("upper", _UPPER), ("lower", _LOWER)):
        for phrase in phrases:
            if words[: len(phrase)] == phrase:
                return bound, place + len(phrase)
    return ("", place + 1) if words[0] in _ABOUT else ("", place)


def _within(amount: Range, bound: str) -> Range:
    if bound == "upper":
        return Range(0.0, amount.high)
    return Range(amount.low, ANY) if bound == "lower" else amount


def _share(tokens: Sequence[Token], place: int) -> _Reading | None:
    """Return a fraction of 1: `30 %`, `30 to 40 percent`, `half`, `a third`, `two-thirds`."""
    words = [token.word for token in tokens[place : place + 3]] + [""] * 3
    if words[0] == "half":
        return SHARE, Range(0.5, 0.5), place + 1
    count = 1.0 if words[0] == "a" else _COUNTS.get(words[0], 0.0)
    dashed = words[1] == "-"
    if count and words[1 + dashed] in _FRACTIONS:
        part = count / _FRACTIONS[words[1 + dashed]]
        return SHARE, Range(part, part), place + 2 + dashed
    numbers = _numbers(tokens, place)
    if not numbers:
        return None
    (low, high), after = numbers
    ends = [token.word for token in tokens[after : after + 2]]
    width = 1 if ends[:1] and ends[0] in _PERCENT else 2 if ends == ["per", "cent"] else 0
    return (SHARE, Range(low / 100, high / 100), after + width) if width else None


def _times(tokens: Sequence[Token], place: int) -> _Reading | None:
    """Return a multiple: `twice`, `double`, `three times`, `3x`, `3 to 4 times`."""
    word = tokens[place].word if place < len(tokens) else ""
    if word in _MULTIPLES:
        return TIMES, Range(_MULTIPLES[word], _MULTIPLES[word]), place + 1
    numbers = _numbers(tokens, place)
    if not numbers:
        return None
    amount, after = numbers
    return (
        (TIMES, amount, after + 1) if after < len(tokens) and tokens[after].word in ("times", "x", "\u00d7") else None
    )


def _numbers(tokens: Sequence[Token], place: int) -> tuple[Range, int] | None:
    """Return one number, or a range of two, in digits or in words."""
    first = _counted(tokens, place)
    if not first:
        return None
    low, after = first
    second = _counted(tokens, after + 1) if after < len(tokens) and tokens[after].word in _TO else None
    if second and second[0] >= low:
        return Range(low, second[0]), second[1]
    return Range(low, low), after


def _counted(tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    if place < len(tokens) and tokens[place].word in _COUNTS:
        return _COUNTS[tokens[place].word], place + 1
    return number_at(tokens, place)
