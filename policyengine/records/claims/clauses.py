"""Splits a text into clauses of tokens, each with its moods: whether it is about the past, a condition or a limit.

Each token is visited a bounded number of times, so that the work grows with the length of the text and no faster.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

PAST, CONDITION, LIMIT, DISTANCE = "past", "condition", "limit", "distance"
"""The moods: of the past, under a condition or in a question, a budget or one-time amount, and reported or imagined."""


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


_TOKEN = re.compile(
    r"(?P<gap>\n\s*(?:\n|[-*\u2022]\s))|p\.\s?[am]\b\.?|e\.g\.|i\.e\.|\d+(?:[.,'\u2019]\d+)*"
    r"|[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)*|['\u2019]s\b|\S",
    re.IGNORECASE,
)
_IGNORED = frozenset('`*_"\u201c\u201d\u00ab\u00bb')
_ENDS = frozenset(".!?")
_ENDING_PERIODS = frozenset({"p.m.", "p.a."})
"""Units that end a sentence before a capital."""

_SHORTENED = frozenset({"vs", "approx", "ca", "incl", "excl"})
"""Abbreviations whose point never ends a sentence."""

_SHORTENED_UNITS = frozenset({"mo", "mth", "yr"})
"""Units whose point ends a sentence only before a capital."""

_CUTS = frozenset({";", ":", "\u2014", "but", "while", "whereas", "although", "though", "because", "however"})
_DASHES = frozenset({"-", "\u2013"})
_JOINTS = frozenset({",", "(", ")", "and", "or", "instead", "rather", "which", "where", "who", "than", "compared"})
_ASIDE = frozenset({"and", "or", "instead", "rather", "which", "where", "who", ")"})
"""Words that begin a part whose moods do not reach the part before it."""

_NOW = frozenset({"now", "today", "currently"})
_PRESENT = frozenset({"is", "are", "costs", "has", "have", "pays", "pay", "saves", "runs", "keeps", *_NOW})
_CURRENCIES = frozenset({"$", "usd", "\u20ac", "eur", "\u00a3", "gbp", "dollars", "euros"})

_MOODS = {
    **dict.fromkeys(
        words(
            "once until previously formerly earlier ago was were had paid spent "
            "came amounted charged billed old legacy predecessor replaces replaced before originally initially"
        ),
        PAST,
    ),
    **dict.fromkeys(
        words(
            "if unless when whenever assuming suppose provided could might should next doubles doubled doubling "
            "triples tripled grows growth scenario"
        ),
        CONDITION,
    ),
    **dict.fromkeys(
        words(
            "budget budgets budgeted cap caps ceiling ceilings limit limits allowance allowances upfront setup "
            "deposit credit credits"
        ),
        LIMIT,
    ),
    **dict.fromkeys(
        words(
            "would will says said claims claimed promises promised hoped hope believed thought assumed according "
            "supposedly allegedly reportedly"
        ),
        DISTANCE,
    ),
}
_PAST_PERIODS = frozenset({"week", "month", "quarter", "year", "spring", "summer", "autumn", "winter"})


class Token(NamedTuple):
    """A word in lower case, a number or a mark, with its place in the text; `before` is the end of the one before."""

    word: str
    begin: int
    end: int
    before: int

    @property
    def adjoins(self) -> bool:
        """Return whether nothing separates the token from the one before."""
        return self.before == self.begin

    @property
    def is_number(self) -> bool:
        """Return whether the token is a number."""
        return self.word[0].isdecimal()


class Clause(NamedTuple):
    """A part of a sentence with the moods of each token; `leads` is the word that begins it, empty in first place."""

    tokens: tuple[Token, ...]
    moods: tuple[frozenset[str], ...]
    leads: str


def sentences_of(text: str) -> Iterator[tuple[Clause, ...]]:
    """Yield the sentences of a text as their clauses."""
    sentence: list[Token] = []
    tokens = [*tokens_of(text)]
    for token, following in zip_longest(tokens, tokens[1:]):
        if token.word == "\n":
            yield _clauses(sentence)
            sentence = []
            continue
        sentence.append(token)
        if (token.word in _ENDS or token.word in _ENDING_PERIODS) and _is_end(text, sentence, following):
            yield _clauses(sentence)
            sentence = []
    yield _clauses(sentence)


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a text without quotation marks and emphasis; the word of an empty line is a line break."""
    before = -1
    for found in _TOKEN.finditer(text):
        if found["gap"]:
            yield Token("\n", found.start(), found.end(), before)
        elif found[0] not in _IGNORED:
            yield Token(found[0].lower().replace("\u2019", "'"), found.start(), found.end(), before)
        before = found.end()


def _is_end(text: str, sentence: Sequence[Token], following: Token | None) -> bool:
    if following is None or following.word == "\n":
        return True
    if following.adjoins:
        return following.word in ")'"
    is_lower = not text[following.begin].isupper()
    if sentence[-1].word in _ENDING_PERIODS:
        return not is_lower
    word = sentence[-2].word if len(sentence) > 1 else ""
    return word not in _SHORTENED and not (word in _SHORTENED_UNITS and is_lower)


def _clauses(sentence: Sequence[Token]) -> tuple[Clause, ...]:
    """Split a sentence at words and marks after which another statement begins."""
    moods = {CONDITION} if sentence and sentence[-1].word == "?" else set()
    found: list[Clause] = []
    begin, leads = 0, ""
    for place, token in enumerate((*sentence, None)):
        if token is not None and not _is_cut(sentence, place):
            continue
        if place > begin:
            label = found[-1].moods[-1] if leads == ":" and found else frozenset()
            found.append(_clause(sentence[begin:place], leads, moods | label))
        begin, leads = place + 1, token.word if token else ""
    return tuple(found)


def _is_cut(sentence: Sequence[Token], place: int) -> bool:
    """Return whether another statement begins after a token: `but`, `, so`, a semicolon, or a dash with spaces."""
    token = sentence[place]
    if token.word in _DASHES:
        return not token.adjoins and place + 1 < len(sentence) and not sentence[place + 1].adjoins
    return token.word in _CUTS or (token.word == "so" and place > 0 and sentence[place - 1].word == ",")


def _clause(tokens: Sequence[Token], leads: str, asked: Iterable[str]) -> Clause:
    """Return a clause whose parts have their own moods, those of the parts before, and those that are added."""
    parts = [*_parts(tokens)]
    own = [_own_moods(part) for part in parts]
    everywhere = frozenset(asked) | ({CONDITION} if any(CONDITION in moods for moods in own) else frozenset())
    spread: list[frozenset[str]] = []
    earlier: frozenset[str] = frozenset()
    for part, moods in zip(parts, own, strict=True):
        earlier = moods if _is_fresh(part) else moods | earlier
        spread.append(earlier | everywhere)
    later: frozenset[str] = frozenset()
    for place in reversed(range(len(parts))):
        spread[place] |= later
        is_aside = _lead(parts[place]) in _ASIDE
        later = frozenset() if is_aside or _has_amount(parts[place]) else own[place] | later
    of_tokens = tuple(mood for part, mood in zip(parts, spread, strict=True) for _ in part)
    return Clause(tuple(tokens), of_tokens, leads)


def _parts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    begin = 0
    for place, token in enumerate(tokens):
        follows_comma = place and tokens[place - 1].word == "," and place - 1 == begin
        if token.word in _JOINTS and place > begin and not follows_comma:
            yield tokens[begin:place]
            begin = place
    if begin < len(tokens):
        yield tokens[begin:]


def _is_fresh(part: Sequence[Token]) -> bool:
    """Return whether a part is a statement of its own about the present."""
    own = [token.word for token in part]
    return not _NOW.isdisjoint(own[:3]) or (_lead(part) == "and" and not _PRESENT.isdisjoint(own))


def _lead(part: Sequence[Token]) -> str:
    """Return the word that begins a part, after a comma."""
    return part[1].word if part[0].word == "," and len(part) > 1 else part[0].word


def _own_moods(part: Sequence[Token]) -> frozenset[str]:
    moods = {_MOODS[token.word] for token in part if token.word in _MOODS}
    for first, second in pairwise(part):
        if (first.word == "last" and second.word in _PAST_PERIODS) or (first.word, second.word) == ("used", "to"):
            moods.add(PAST)
    return frozenset(moods)


def _has_amount(part: Sequence[Token]) -> bool:
    return any(token.is_number for token in part) and any(token.word in _CURRENCIES for token in part)
