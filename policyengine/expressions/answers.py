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
        """Return whether there is a value, neither unknown nor broken."""
        return self.value is not None and type(self.value) is not Broken


def joined(value: Any, parts: Iterable[Evaluation]) -> Evaluation:
    """Return a value that rests on all the parts; an unknown one names what they miss instead."""
    deciding: list[str] = []
    elements: list[tuple[str, Any]] = []
    if value is None:
        for part in parts:
            deciding += part.missing
        return Evaluation(None, (), (), _unique(deciding))
    for part in parts:
        deciding += part.deciding
        elements += part.elements
    return Evaluation(value, _unique(deciding), _unique(elements))


def unsettled(parts: Iterable[Evaluation]) -> Evaluation | None:
    """Return the unknown that the parts make together, else the first broken one, else nothing."""
    unknown, broken = [], None
    for part in parts:
        value = part.value
        if value is None:
            unknown.append(part)
        elif broken is None and type(value) is Broken:
            broken = part
    return joined(None, unknown) if unknown else broken


def _unique(items: list[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(items)) if len(items) > 1 else tuple(items)
