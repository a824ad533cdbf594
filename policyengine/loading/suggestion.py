"""What a misspelt word may have meant.

The known words are indexed once by their pairs of letters, so each word is compared only with the few that share most
pairs with it.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

_LONGEST_WORD = 80
_MOST_CANDIDATES = 2000
_COMPARED = 20
"""How many words of the index a misspelt one is compared with."""

_LIKENESS = 0.65


class _Index(NamedTuple):
    """Known words by their folded form, and the folded forms by each pair of letters in them."""

    words: dict[str, str]
    forms: dict[str, tuple[str, ...]]


def closest(word: str, candidates: Iterable[str]) -> str:
    """Return the candidate most like a word, or an empty text.

    The same word in other capitals, or with `-` for `_`, comes before any other.
    """
    if not word or len(word) > _LONGEST_WORD:
        return ""
    index = _indexed(tuple(islice(candidates, _MOST_CANDIDATES)))
    folded = _folded(word)
    if folded in index.words:
        return index.words[folded]
    from difflib import get_close_matches

    near = get_close_matches(folded, _nearby(folded, index), n=1, cutoff=_LIKENESS)
    return index.words[near[0]] if near else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return the hint "did you mean `x`?", or an empty text where no candidate is like the word."""
    found = closest(word, candidates)
    return f"did you mean `{found}`?" if found else ""


@lru_cache(maxsize=16)
def _indexed(candidates: tuple[str, ...]) -> _Index:
    known = [candidate for candidate in candidates if len(candidate) <= _LONGEST_WORD]
    words = {_folded(candidate): candidate for candidate in reversed(known)}
    forms: dict[str, list[str]] = {}
    for form in words:
        for pair in _pairs(form):
            forms.setdefault(pair, []).append(form)
    return _Index(words, {pair: tuple(having) for pair, having in forms.items()})


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
