"""The evaluator's four answers, true, false, unknown and broken, and how evidence is put together."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Broken(NamedTuple):
    """The answer of an operation that has none; `offset` is where in the source, in code points."""

    message: str
    offset: int


class Evaluation(NamedTuple):
    """The value of a node and what it rests on.

    `value` is None when unknown, a `Broken` when an operation failed, else the value (for a condition a bool).
    `deciding` names the facts that decided, `elements` the (path, element) pairs of lists that did, and `missing`
    the facts whose declaration could settle an unknown; each in order of first appearance, without doubles.
    """

    value: Any
    deciding: tuple[str, ...] = ()
    elements: tuple[tuple[str, Any], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Say whether there is a value, neither unknown nor broken."""
        return self.value is not None and type(self.value) is not Broken


def joined(value: Any, parts: Iterable[Evaluation]) -> Evaluation:
    """Give a value that rests on all the parts; an unknown one names what they miss instead."""
    if value is None:
        return Evaluation(None, missing=_unique(path for part in parts for path in part.missing))
    known = tuple(parts)
    return Evaluation(
        value,
        _unique(path for part in known for path in part.deciding),
        _unique(pair for part in known for pair in part.elements),
    )


def unsettled(parts: Iterable[Evaluation]) -> Evaluation | None:
    """Give the unknown that the parts make together, else the first broken one, else nothing."""
    unknown, broken = [], None
    for part in parts:
        if part.value is None:
            unknown.append(part)
        elif broken is None and type(part.value) is Broken:
            broken = part
    return joined(None, unknown) if unknown else broken


def _unique(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items))
