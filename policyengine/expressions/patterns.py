r"""Translates regular expressions to the common subset of RE2 (CEL's engine) and Python's `re`.

A pattern is read once, from left to right, and rewritten for `re.ASCII`: `$` becomes `\\Z`, `\\s` becomes RE2's set.
Constructs that the two engines interpret differently are rejected: look-around, back-references, flags, named groups,
stacked repetition. `matching` searches for accepted patterns in linear time, so repetitions may be nested.
"""

import re
from typing import NamedTuple

from policyengine.expressions.pattern_parts import PLACES, TooManyPlacesError, parts_of

LONGEST = 200
"""Maximum code points of a pattern."""

LARGEST_COUNT = 100
_REPEAT = re.compile(r"[*+?]|\{(\d{1,4})(?:,(\d{0,4}))?\}", re.ASCII)
_ESCAPES = {"d": r"\d", "D": r"\D", "w": r"\w", "W": r"\W", "b": r"\b", "n": r"\n", "t": r"\t", "r": r"\r"}
_SPACE = r"\t\n\f\r "
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~")


class PatternError(ValueError):
    """A pattern outside the common subset of the two languages."""


class _Piece(NamedTuple):
    text: str
    end: int
    repeatable: bool = True


def python_pattern(pattern: str) -> str:
    """Rewrite an RE2 pattern for `re.search` with `re.ASCII`, or raise `PatternError` with the rejected construct."""
    if len(pattern) > LONGEST:
        raise PatternError(f"a pattern has at most {LONGEST} characters")
    reader = _Reader(pattern)
    text = reader.read()
    try:
        re.compile(text, re.ASCII)
    except re.error as error:
        raise PatternError(f"the pattern cannot be read: {error.msg}") from None
    try:
        parts_of(text)
    except TooManyPlacesError:
        message = f"a pattern describes at most {PLACES} characters once its counts are written out"
        raise PatternError(message) from None
    return text


class _Reader:
    """One pass over a pattern, with the number of open groups."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.groups = 0

    def read(self) -> str:
        written, position = [], 0
        while position < len(self.pattern):
            piece = self._piece(position)
            written.append(piece.text)
            position = piece.end
            if repeat := _REPEAT.match(self.pattern, position):
                written.append(self._repeat(repeat, piece))
                position = repeat.end()
        if self.groups:
            raise PatternError("`(` is never closed")
        return "".join(written)

    def _piece(self, position: int) -> _Piece:
        character = self.pattern[position]
        if character == "\\":
            return self._escape(position)
        if character == "[":
            return self._set(position)
        if character == "(":
            return self._group(position)
        if character == ")":
            return self._close(position)
        return self._plain_piece(character, position)

    def _plain_piece(self, character: str, position: int) -> _Piece:
        if character == "|":
            return _Piece("|", position + 1, repeatable=False)
        if character in "*+?{":
            raise PatternError(f"`{character}` repeats nothing; write `\\{character}` for the character")
        if character in "^$":
            return _Piece("^" if character == "^" else r"\Z", position + 1, repeatable=False)
        return _Piece("." if character == "." else re.escape(character), position + 1)

    def _repeat(self, repeat: re.Match[str], piece: _Piece) -> str:
        if not piece.repeatable:
            raise PatternError(f"`{repeat.group()}` repeats nothing")
        self._count(repeat)
        if _REPEAT.match(self.pattern, repeat.end()):
            raise PatternError("one repetition cannot follow another")
        return repeat.group()

    def _count(self, repeat: re.Match[str]) -> None:
        least, most = repeat.group(1), repeat.group(2)
        if int(least or 0) > LARGEST_COUNT or int(most or 0) > LARGEST_COUNT:
            raise PatternError(f"a count is at most {LARGEST_COUNT}")
        if most and int(most) < int(least):
            raise PatternError(f"`{repeat.group()}` counts down")

    def _group(self, position: int) -> _Piece:
        if self.pattern.startswith("(?", position) and not self.pattern.startswith("(?:", position):
            raise PatternError("`(?` is only for `(?:…)`: no flags, names, look-ahead or look-behind")
        self.groups += 1
        text = "(?:" if self.pattern.startswith("(?:", position) else "("
        return _Piece(text, position + len(text), repeatable=False)

    def _close(self, position: int) -> _Piece:
        if not self.groups:
            raise PatternError("`)` closes nothing")
        self.groups -= 1
        return _Piece(")", position + 1)

    def _escape(self, position: int) -> _Piece:
        following = self.pattern[position + 1 : position + 2]
        if following in {"s", "S"}:
            return _Piece(f"[{'^' if following == 'S' else ''}{_SPACE}]", position + 2)
        return _Piece(_escaped(following), position + 2, repeatable=following != "b")

    def _set(self, position: int) -> _Piece:
        end = position + (2 if self.pattern.startswith("[^", position) else 1)
        written, start = [self.pattern[position:end]], end
        while self.pattern[end : end + 1] != "]" or end == start:
            item, end = self._set_member(end)
            if self.pattern[end : end + 1] == "-" and self.pattern[end + 1 : end + 2] not in {"]", ""}:
                last, end = self._set_member(end + 1)
                if len(_plain(item)) != 1 or len(_plain(last)) != 1 or _plain(item) > _plain(last):
                    raise PatternError("a range in `[…]` runs from a lower to a higher character")
                item = f"{item}-{last}"
            written.append(item)
        return _Piece("".join(written) + "]", end + 1)

    def _set_member(self, position: int) -> tuple[str, int]:
        character = self.pattern[position : position + 1]
        if not character:
            raise PatternError("`[` is never closed")
        if character in "[]":
            raise PatternError(f"write `\\{character}` inside `[…]`")
        if character != "\\":
            return ("\\" + character if character in "&~|-^" else character), position + 1
        following = self.pattern[position + 1 : position + 2]
        if following in {"b", "S"}:
            raise PatternError(f"`\\{following}` is not allowed inside `[…]`")
        return (_SPACE if following == "s" else _escaped(following)), position + 2


def _escaped(following: str) -> str:
    if following in _PUNCTUATION:
        return "\\" + following
    if following not in _ESCAPES:
        raise PatternError(f"`\\{following}` is not understood by both RE2 and Python" if following else "`\\` ends it")
    return _ESCAPES[following]


def _plain(member: str) -> str:
    """Return the character that a member of a set stands for, or the member itself."""
    if member[:1] == "\\" and len(member) == 2:  # noqa: PLR2004 (a backslash and a character)
        return {"n": "\n", "t": "\t", "r": "\r"}.get(member[1], member if member[1].isalpha() else member[1])
    return member
