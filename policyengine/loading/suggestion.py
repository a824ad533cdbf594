"""Suggest what a misspelt word means, or nothing: a wrong suggestion is worse than none.

A word that differs from a known one only in case or separators is that word. Beyond that a few letters may be wrong,
but never a digit: it means another version. The known words are indexed once by their pairs of letters, so each
word is compared only with the few that share most pairs with it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from policyengine.words.lists import either

_LONGEST_WORD = 80
_MOST_CANDIDATES = 2000
_COMPARED = 20
"""How many words of the index a misspelt one is compared with."""

_WRONG_LETTERS = ((15, 3), (8, 2), (3, 1))
"""How many letters may be wrong in a word of at least so many characters."""

_SHORTEST_MISSPELT = 4
"""In a word with fewer characters, two letters may be swapped or one left out inside, and nothing else."""

_SHORTEST_START = 3
"""How many letters of a word have to be written for it to be recognised by them."""

_STEM = 6
"""How many letters two forms of one word begin with: `classify`, `classification`."""

_ENDINGS = ("ing", "ed", "er", "s")
_SHORTEST_STEM = 4
"""How many letters two forms of one word have without their endings: `hosted`, `hosting`."""

_MOST_SUGGESTED = 4
_JOINTS = re.compile("[-_ ]+")
_BETWEEN_DIGITS = re.compile("(?<=[0-9])[-_ .](?=[0-9])")
_SEPARATORS = re.compile(r"[-_ ./:]+")


class _Index(NamedTuple):
    """Known words by their letters and digits alone and by their folded form; folded forms by each pair of letters."""

    bare: dict[str, list[str]]
    words: dict[str, str]
    forms: dict[str, tuple[str, ...]]


def same_words(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that differ from a word only in case and separators."""
    if not word or len(word) > _LONGEST_WORD:
        return []
    return _indexed(tuple(islice(candidates, _MOST_CANDIDATES))).bare.get(_bare(word), [])


def closest(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that a word may have meant, the only one in most cases; none where that is a guess."""
    if not word or len(word) > _LONGEST_WORD:
        return []
    index = _indexed(tuple(islice(candidates, _MOST_CANDIDATES)))
    same = index.bare.get(_bare(word), [])
    if same:
        return same[:_MOST_SUGGESTED]
    folded = _folded(word)
    for found in (
        _misspelt(folded, index),
        _begun(folded, index),
        _containing(folded, index),
        _inflected(folded, index),
    ):
        if found:
            return [index.words[form] for form in found]
    return []


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return the hint "write `x`" where that is certain, else "did you mean `x`?", or an empty text."""
    known = tuple(islice(candidates, _MOST_CANDIDATES))
    same = same_words(word, known)
    if len(same) == 1:
        return f"write `{same[0]}`"
    found = closest(word, known)
    return f"did you mean {either(found)}?" if found else ""


def _misspelt(folded: str, index: _Index) -> list[str]:
    """Return the form with the fewest wrong letters, if these are few and no other has as few."""
    most = next((wrong for length, wrong in _WRONG_LETTERS if len(folded) >= length), 0)
    digits = re.findall("[0-9]+", folded)
    ranked: dict[int, list[str]] = {}
    for form in _nearby(folded, index):
        if abs(len(form) - len(folded)) <= most and re.findall("[0-9]+", form) == digits:
            ranked.setdefault(_distance(folded, form), []).append(form)
    least = min(ranked, default=most + 1)
    near = ranked[least] if least <= most else []
    if len(folded) < _SHORTEST_MISSPELT:
        near = [form for form in near if sorted(form) == sorted(folded) or _lacks_a_letter_inside(folded, form)]
    return near if len(near) == 1 else []


def _lacks_a_letter_inside(folded: str, form: str) -> bool:
    return len(form) > len(folded) and (form[0], form[-1]) == (folded[0], folded[-1])


def _begun(folded: str, index: _Index) -> list[str]:
    """Return the few forms that a word is the beginning of, with separators or without."""
    if len(folded) < _SHORTEST_START:
        return []
    bare = _bare(folded)
    found = [form for form in index.words if form.startswith(folded) or _bare(form).startswith(bare)]
    return sorted(found) if len(found) <= _MOST_SUGGESTED else []


def _containing(folded: str, index: _Index) -> list[str]:
    """Return the one form whose parts are all parts of a word: `decision_makers` has `makers`."""
    parts = set(_SEPARATORS.split(folded))
    found = [form for form in index.words if len(form) >= _SHORTEST_START and parts.issuperset(_SEPARATORS.split(form))]
    return found if len(found) == 1 else []


def _inflected(folded: str, index: _Index) -> list[str]:
    """Return the one form that is another form of a word of letters only."""
    if not folded.isalpha():
        return []
    begin = folded[:_STEM] if len(folded) >= _STEM else ""
    stem = _stem(folded)
    found = [
        form
        for form in index.words
        if form.isalpha() and (form[:_STEM] == begin or (len(stem) >= _SHORTEST_STEM and _stem(form) == stem))
    ]
    return found if len(found) == 1 else []


def _stem(word: str) -> str:
    """Return a word without the ending of a form: `host` for `hosted` and `hosting`."""
    return next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), word)


def _distance(one: str, other: str) -> int:
    """Return how many letters have to be changed, added, removed or swapped with the next to make another word."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != wanted))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted
            line.append(min(cost, before[column - 2] + 1) if swapped else cost)
        before, last = last, line
    return last[-1]


@lru_cache(maxsize=16)
def _indexed(candidates: tuple[str, ...]) -> _Index:
    known = [candidate for candidate in dict.fromkeys(candidates) if len(candidate) <= _LONGEST_WORD]
    bare: dict[str, list[str]] = {}
    for candidate in known:
        bare.setdefault(_bare(candidate), []).append(candidate)
    words = {_folded(candidate): candidate for candidate in reversed(known)}
    forms: dict[str, list[str]] = {}
    for form in words:
        for pair in _pairs(form):
            forms.setdefault(pair, []).append(form)
    return _Index(bare, words, {pair: tuple(having) for pair, having in forms.items()})


def _nearby(folded: str, index: _Index) -> list[str]:
    """Return the forms that share most pairs with a word, for their length."""
    pairs = _pairs(folded)
    shared: Counter[str] = Counter()
    for pair in pairs:
        shared.update(index.forms.get(pair, ()))
    ranked = sorted(shared, key=lambda form: (-shared[form] / (len(form) + len(folded)), form))
    return ranked[:_COMPARED]


def _pairs(form: str) -> set[str]:
    return {form[place : place + 2] for place in range(len(form) - 1)} | {f"^{form[:1]}", f"{form[-1:]}$"}


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _bare(word: str) -> str:
    """Return the letters and digits of a word; digits that were apart stay apart, since 4-1 is 4.1 and not 41."""
    return _JOINTS.sub("", _BETWEEN_DIGITS.sub(".", word.casefold()))
