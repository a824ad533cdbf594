"""The four answers of the evaluator, true, false, unknown and broken, and the combination of evidence."""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Broken(NamedTuple):
    """The answer of an operation without a value; `offset` is its position in the source, in code points."""

    message: str
    offset: int


class Evaluation(NamedTuple):
    """The value of a node and its evidence.

    `value` is None if unknown, a `Broken` if an operation failed, else the value (a bool for a condition). `deciding`
    are the facts that determined the value, `elements` the (path, element) pairs of lists that did, and `missing` the
    facts whose declaration could decide an unknown value; each in order of first appearance, without duplicates.
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
    """Return a value that depends on all the parts; if it is unknown, with the missing facts of the parts."""
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
    """Return the unknown of all parts together, or the first broken one, or None."""
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
