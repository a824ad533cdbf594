"""Candidate values of a fact: other words, and numbers and days at the boundaries of comparisons."""

from collections.abc import Iterable, Iterator
from typing import Any

from policyengine.engine.flipping.clues import Clues
from policyengine.engine.flipping.edges import days, numbers
from policyengine.vocabulary.types import TYPES
from policyengine.vocabulary.values import VALUES

SHORT_VOCABULARY = 64
"""Maximum size of a vocabulary whose words are all tried for a list; of larger ones, only words in conditions are."""


def candidates(path: str, old: Any, clues: Clues, *, direct: bool) -> list[Any]:
    """Return candidate values of a fact, those in conditions first; `direct` if the conditions read the fact.

    `path` is a fact, or a month of the user counts; `old` is None if nothing is declared.
    """
    kind = TYPES.get(path, "int")
    if kind == "bool":
        found: Iterable[Any] = (True, False)
    elif kind == "timestamp":
        found = days(old, clues)
    elif kind in ("int", "double"):
        found = numbers(old, clues, whole=kind == "int")
    elif kind == "list<string>":
        found = _lists(old, _words_for(path, clues, direct=direct))
    else:
        found = (word for word in _in_front(clues.words, VALUES.get(path, ())))
    return [value for value in _once(found) if value != old]


def _once(values: Iterable[Any]) -> Iterator[Any]:
    seen = set()
    for value in values:
        key = repr(value)
        if key not in seen:
            seen.add(key)
            yield value


def _in_front(named: Iterable[str], vocabulary: tuple[str, ...]) -> Iterator[str]:
    known = set(vocabulary)
    yield from (word for word in named if word in known)
    yield from vocabulary


def _words_for(path: str, clues: Clues, *, direct: bool) -> list[str]:
    vocabulary = VALUES.get(path)
    if vocabulary is None:
        return list(clues.words)
    named = [word for word in clues.words if word in vocabulary]
    return named if named or direct or len(vocabulary) > SHORT_VOCABULARY else list(vocabulary)


def _lists(old: list[str] | None, words: Iterable[str]) -> Iterator[list[str]]:
    present = old or []
    if old is None:
        yield []
    yield from ([other for other in present if other != word] for word in dict.fromkeys(present))
    yield from ([*present, word] for word in words if word not in present)
