"""The result of a loop: its value, the iterations that determine it, and the elements to report."""

from collections.abc import Callable
from typing import Any, NamedTuple

from policyengine.expressions.answers import Broken, Evaluation


class Turn(NamedTuple):
    """One iteration of a loop: the element and the answer of the predicate."""

    element: Any
    answer: Evaluation


class Result(NamedTuple):
    """The value of a loop, None or `Broken` if it has none; `named` are the elements that determined it."""

    value: Any
    deciding: list[Turn]
    named: list[Turn]


def _all(turns: list[Turn]) -> Result:
    failing = [turn for turn in turns if turn.answer.value is False]
    if failing:
        return Result(value=False, deciding=failing, named=failing)
    return _unsettled(turns) or Result(value=True, deciding=turns, named=[])


def _exists(turns: list[Turn]) -> Result:
    first = _matching(turns)[:1]
    if first:
        return Result(value=True, deciding=first, named=first)
    return _unsettled(turns) or Result(value=False, deciding=turns, named=[])


def _exists_one(turns: list[Turn]) -> Result:
    matching = _matching(turns)
    return _unsettled(turns) or Result(len(matching) == 1, matching or turns, matching)


def _filter(turns: list[Turn]) -> Result:
    matching = _matching(turns)
    return _unsettled(turns) or Result([turn.element for turn in matching], turns, matching)


def _matching(turns: list[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.answer.value is True]


def _unsettled(turns: list[Turn]) -> Result | None:
    """Return the reason why a loop has no answer: unknown before broken; None if every iteration has an answer."""
    unknown = [turn for turn in turns if turn.answer.value is None]
    if unknown:
        return Result(None, unknown, [])
    broken = [turn for turn in turns if type(turn.answer.value) is Broken]
    return Result(broken[0].answer.value, broken[:1], []) if broken else None


LOOPS: dict[str, Callable[[list[Turn]], Result]] = {
    "all": _all,
    "exists": _exists,
    "exists_one": _exists_one,
    "filter": _filter,
}
"""The loops of the fragment."""
