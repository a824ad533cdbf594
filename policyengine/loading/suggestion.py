"""What a misspelt word may have meant."""

from collections.abc import Iterable
from itertools import islice

_LONGEST_WORD = 80
_MOST_CANDIDATES = 2000
_LIKENESS = 0.65


def closest(word: str, candidates: Iterable[str]) -> str:
    """Give the candidate most like a word, or an empty text.

    The same word in other capitals, or with `-` for `_`, comes before any other.
    """
    if not word or len(word) > _LONGEST_WORD:
        return ""
    known = [candidate for candidate in islice(candidates, _MOST_CANDIDATES) if len(candidate) <= _LONGEST_WORD]
    folded = _folded(word)
    same = next((candidate for candidate in known if _folded(candidate) == folded), "")
    if same:
        return same
    from difflib import get_close_matches

    by_form = {_folded(candidate): candidate for candidate in reversed(known)}
    near = get_close_matches(folded, by_form, n=1, cutoff=_LIKENESS)
    return by_form[near[0]] if near else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Give the hint "did you mean `x`?", or an empty text where no candidate is like the word."""
    found = closest(word, candidates)
    return f"did you mean `{found}`?" if found else ""


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
