"""The parts of a pattern from `patterns.python_pattern`: symbols, choices and repetitions as a tree."""

import re
from typing import NamedTuple

PLACES = 250
"""Maximum characters that a pattern may describe with its counts expanded: `[a-z]{2,3}` describes three."""

_TOKEN = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])+\]|\(\?:|\{\d+(?:,\d*)?\}|.", re.DOTALL)
_COUNT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_COUNTS = {"*": (0, None), "+": (1, None), "?": (0, 1)}
_ASSERTIONS = frozenset({"^", r"\Z", r"\b"})


class TooManyPlacesError(ValueError):
    """A pattern describes too many characters."""


class Part(NamedTuple):
    """A part of a pattern: a `symbol` or an `assertion` has a text; other kinds have children."""

    kind: str
    text: str = ""
    children: "tuple[Part, ...]" = ()
    places: int = 0


_EMPTY = Part("sequence")


def parts_of(pattern: str) -> Part:
    """Parse a pattern; raise TooManyPlacesError if its expanded counts would create too many positions."""
    tokens = _TOKEN.findall(pattern)
    tokens.reverse()
    return _choice(tokens)


def _choice(tokens: list[str]) -> Part:
    branches = [_sequence(tokens)]
    while tokens and tokens[-1] == "|":
        tokens.pop()
        branches.append(_sequence(tokens))
    return branches[0] if len(branches) == 1 else _with("choice", *branches)


def _sequence(tokens: list[str]) -> Part:
    parts = []
    while tokens and tokens[-1] not in {"|", ")"}:
        token = tokens.pop()
        if token in {"(", "(?:"}:
            part = _choice(tokens)
            tokens.pop()
        else:
            part = Part("assertion", token) if token in _ASSERTIONS else Part("symbol", token, (), 1)
        if tokens and (tokens[-1] in _COUNTS or _COUNT.fullmatch(tokens[-1])):
            part = _repeated(part, *_counts(tokens.pop()))
        parts.append(part)
    return _with("sequence", *parts)


def _counts(token: str) -> tuple[int, int | None]:
    found = _COUNT.fullmatch(token)
    if not found:
        return _COUNTS[token]
    least = int(found[1])
    return least, (int(found[3]) if found[3] else None) if found[2] else least


def _repeated(part: Part, least: int, most: int | None) -> Part:
    """Expand a repetition: `a{1,3}` is `a(a(a)?)?`."""
    copies = least + 1 if most is None else most
    if part.places * copies > PLACES:
        raise TooManyPlacesError
    if not part.places:  # only assertions: one repetition is equivalent to many
        return part if least else _with("optional", part)
    if most is None:
        return _with("sequence", *[part] * least, _with("repeated", part))
    rest = _EMPTY
    for _ in range(most - least):
        rest = _with("optional", _with("sequence", part, rest))
    return _with("sequence", *[part] * least, rest)


def _with(kind: str, *children: Part) -> Part:
    places = sum(child.places for child in children)
    if places > PLACES:
        raise TooManyPlacesError
    return Part(kind, "", children, places)
