"""Searches for a regular expression in linear time, because texts and patterns of `matches` come from different people.

Python's `re` tries the alternatives one after another, which takes polynomial or exponential time for some patterns.
Here all alternatives are followed in parallel: the positions of a pattern that may match next are the bits of one
integer, and each character of the text is read once. The automaton is Glushkov's; its transitions for a set of
positions and a character are cached.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from policyengine.expressions.pattern_parts import Part, parts_of

_PLAIN = re.compile(r"[^*+?{|]*")
_REMEMBERED = 20_000
_START, _WORD, _OTHER, _END = range(4)
"""The context of a position between two characters."""


def searcher(pattern: str) -> "Searcher | re.Pattern[str]":
    """Return a searcher for a pattern from `python_pattern`; its `search` returns None without a match."""
    # Without a repetition or a choice there is only one alternative at each position of the text.
    return re.compile(pattern, re.ASCII) if _PLAIN.fullmatch(pattern) else _searcher(pattern)


class Searcher:
    """A pattern as an automaton that reads each character once."""

    def __init__(self, pattern: str) -> None:
        self.automaton = _Automaton(pattern)
        self.steps: dict[tuple[int, int, str], int] = {}

    def search(self, text: str) -> bool | None:
        """Return True if the pattern matches anywhere in a text, else None."""
        automaton, steps = self.automaton, self.steps
        places, before = 0, _START
        for character in text:
            key = places, before, character
            following = steps.get(key)
            if following is None:
                if len(steps) >= _REMEMBERED:
                    steps.clear()
                following = steps[key] = automaton.step(places, before, character)
            if following < 0:
                return True
            places, before = following, _kind(character)
        return True if automaton.follows(places, before, _END) & automaton.accepting else None


class _Links(NamedTuple):
    """The possible successors of positions, between two kinds of character.

    `first` are the positions that may begin a match. Positions in `chained` may be followed by the next one; each of
    `groups` is a set of positions with their other possible successors.
    """

    first: int
    chained: int
    groups: tuple[tuple[int, int], ...]


class _Automaton:
    def __init__(self, pattern: str) -> None:
        self.part = parts_of(pattern)
        self.symbols = list(_symbols(self.part))
        self.accepting = 1 << len(self.symbols)
        self.links: dict[tuple[int, int], _Links] = {}
        self.masks: dict[str, int] = {}

    def step(self, places: int, before: int, character: str) -> int:
        """Return the positions after a character, or -1 if a match has ended before it."""
        following = self.follows(places, before, _kind(character))
        return -1 if following & self.accepting else following & self._mask(character)

    def follows(self, places: int, before: int, after: int) -> int:
        """Return the positions that may be next, including those of a match that begins here."""
        links = self.links.get((before, after))
        if links is None:
            links = self.links[before, after] = _linked(self.part, len(self.symbols), before, after)
        following = links.first | ((places & links.chained) << 1)
        for group, more in links.groups:
            if places & group:
                following |= more
        return following

    def _mask(self, character: str) -> int:
        mask = self.masks.get(character)
        if mask is None:
            if len(self.masks) >= _REMEMBERED:
                self.masks.clear()
            accepts = {symbol: _accepts(symbol, character) for symbol in set(self.symbols)}
            mask = sum(1 << place for place, symbol in enumerate(self.symbols) if accepts[symbol])
            self.masks[character] = mask
        return mask


@lru_cache(maxsize=256)
def _searcher(pattern: str) -> Searcher:
    return Searcher(pattern)


@lru_cache(maxsize=1024)
def _compiled(symbol: str) -> re.Pattern[str]:
    return re.compile(symbol, re.ASCII)


def _accepts(symbol: str, character: str) -> bool:
    return _compiled(symbol).fullmatch(character) is not None


def _kind(character: str) -> int:
    return _WORD if character == "_" or (character.isascii() and character.isalnum()) else _OTHER


def _symbols(part: Part) -> Iterable[str]:
    if part.kind == "symbol":
        yield part.text
    for child in part.children:
        yield from _symbols(child)


def _linked(part: Part, count: int, before: int, after: int) -> _Links:
    """Compute the possible successors of positions, between two kinds of character."""
    follow = [0] * count

    def visit(part: Part, place: int) -> tuple[int, int, bool, int]:
        """Return the first and last positions of a part, whether it can be empty, and the next position."""
        if part.kind == "symbol":
            return 1 << place, 1 << place, False, place + 1
        if part.kind == "assertion":
            return 0, 0, _holds(part.text, before, after), place
        first, last, empty = 0, 0, part.kind != "choice"
        for child in part.children:
            child_first, child_last, child_empty, place = visit(child, place)
            if part.kind == "choice":
                first, last, empty = first | child_first, last | child_last, empty or child_empty
            else:
                _link(follow, last, child_first)
                first |= child_first if empty else 0
                last = child_last | (last if child_empty else 0)
                empty = empty and child_empty
        if part.kind == "repeated":
            _link(follow, last, first)
        return first, last, empty or part.kind in {"repeated", "optional"}, place

    first, last, empty, _ = visit(part, 0)
    accepting = 1 << count
    _link(follow, last, accepting)
    groups: dict[int, int] = {}
    chained = 0
    for place, following in enumerate(follow):
        after_it = 2 << place
        chained |= (1 << place) if following & after_it else 0
        if following & ~after_it:
            groups[following & ~after_it] = groups.get(following & ~after_it, 0) | 1 << place
    return _Links(first | (accepting if empty else 0), chained, tuple((group, more) for more, group in groups.items()))


def _link(follow: list[int], last: int, first: int) -> None:
    while last and first:
        place = last.bit_length() - 1
        follow[place] |= first
        last &= ~(1 << place)


def _holds(assertion: str, before: int, after: int) -> bool:
    r"""Return whether `^`, `\\Z` or `\\b` holds between two kinds of character."""
    if assertion == "^":
        return before == _START
    if assertion == r"\Z":
        return after == _END
    return (before == _WORD) is not (after == _WORD)
