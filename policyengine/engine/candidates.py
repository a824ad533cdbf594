"""Values worth trying in a declared one's place: other words, and numbers and days at the edges of what conditions compare."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from math import ceil, floor, isfinite, log10
from typing import Any, NamedTuple

from policyengine.expressions.evaluation import evaluate
from policyengine.vocabulary.types import TYPES
from policyengine.vocabulary.values import VALUES

Tree = tuple[Any, ...]

LARGEST = 2.0**53
"""Beyond it a profile takes no number."""

SHORT_VOCABULARY = 64
"""Words of a vocabulary that are all tried for a list; of a longer one only those that conditions name."""

_DAY = timedelta(days=1)
_SIGNS = frozenset({"==", "!=", "<", "<=", ">", ">="})
_UNDECLARED_NUMBERS = (0, 1, 10, 1_000, 1_000_000)
_YEARS = (-30, -10, -3, -1, 1, 3, 10, 30)


class Clues(NamedTuple):
    """What conditions name and compare: constants, values of facts and parameters, and both sides of comparisons."""

    words: tuple[str, ...]
    numbers: tuple[float, ...]
    days: tuple[datetime, ...]
    spans: tuple[timedelta, ...]
    sides: tuple[tuple[float, float], ...]


def clues_of(trees: Iterable[Tree], facts: Mapping[str, Any]) -> Clues:
    """Gather the clues of a rule's conditions in a case."""
    nodes = [node for tree in trees for node in _nodes(tree)]
    values = [value for node in nodes for value in _values(node, facts)]
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    return Clues(
        tuple(dict.fromkeys(value for value in values if isinstance(value, str))),
        tuple(dict.fromkeys(numbers)),
        tuple(dict.fromkeys(value for value in values if isinstance(value, datetime))),
        tuple(dict.fromkeys(value for value in values if isinstance(value, timedelta))),
        tuple(dict.fromkeys(pair for node in nodes for pair in _sides(node, facts))),
    )


def _nodes(tree: Tree) -> Iterator[Tree]:
    if tree and isinstance(tree[0], str):
        yield tree
    for part in tree:
        if isinstance(part, tuple):
            yield from _nodes(part)


def _values(node: Tree, facts: Mapping[str, Any]) -> list[Any]:
    if node[0] not in ("value", "timestamp", "duration", "fact"):
        return []
    value = evaluate(node, facts).value
    return value if isinstance(value, list) else [value]


def _sides(node: Tree, facts: Mapping[str, Any]) -> Iterator[tuple[float, float]]:
    if node[0] != "call" or node[2] not in _SIGNS:
        return
    left, right = (evaluate(operand, facts).value for operand in node[3])
    if isinstance(left, int | float) and isinstance(right, int | float):
        yield float(left), float(right)


def candidates(path: str, old: Any, clues: Clues, *, direct: bool) -> list[Any]:
    """Give values to try for a fact, those that conditions name first; `direct` when the conditions read the fact.

    `path` is a fact, or a month under the users' map; `old` is None where nothing is declared.
    """
    kind = TYPES.get(path, "int")
    if kind == "bool":
        found: Iterable[Any] = (True, False)
    elif kind == "timestamp":
        found = _days(old, clues)
    elif kind in ("int", "double"):
        found = _numbers(old, clues, whole=kind == "int")
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


def _numbers(old: float | None, clues: Clues, *, whole: bool) -> Iterator[float]:
    edges = [*clues.numbers]
    for left, right in clues.sides if old is not None else ():
        edges += [old + right - left, old + left - right]
        edges += [old * right / left] if left else []
        edges += [old * left / right] if right else []
    if old is None:
        edges += _UNDECLARED_NUMBERS
    for edge in edges:
        if isfinite(edge) and abs(edge) <= LARGEST:
            yield from (_around_int(edge) if whole else _around_double(float(edge)))


def _around_int(edge: float) -> tuple[int, ...]:
    below, above = floor(edge), ceil(edge)
    return (below, above, below - 1, above + 1)


def _around_double(edge: float) -> tuple[float, ...]:
    """Give a number and its neighbours of three digits."""
    places = 2 - floor(log10(abs(edge))) if edge else 2
    step = 10.0**-places
    rounded = round(edge, places)
    return (edge, rounded, round(rounded - step, places), round(rounded + step, places))


def _days(old: datetime | None, clues: Clues) -> Iterator[datetime]:
    edges = [*clues.days, *(_moved(day, span * sign) for day in clues.days for span in clues.spans for sign in (1, -1))]
    for edge in edges:
        midnight = edge.replace(hour=0, minute=0, second=0, microsecond=0)
        yield from (midnight, _moved(midnight, -_DAY), _moved(midnight, _DAY))
    base = old or max(clues.days, default=None)
    if base is not None:
        yield from (_moved(base, _DAY * 365 * years) for years in _YEARS)


def _moved(day: datetime, by: timedelta) -> datetime:
    try:
        return day + by
    except OverflowError:
        return day


def nearer(old: Any, far: Any) -> Any:
    """Give a value half-way from one that changes nothing to one that does; None where there is none between."""
    if isinstance(old, datetime):
        days = (far - old).days
        return old + _DAY * int(days / 2) if abs(days) > 1 else None
    if isinstance(old, int) and not isinstance(old, bool):
        return old + int((far - old) / 2) if abs(far - old) > 1 else None
    return None
