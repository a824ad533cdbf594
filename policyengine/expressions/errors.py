"""Faults in an expression, with their positions."""

from typing import NamedTuple

ABSENCE = "an absent fact makes the condition unknown by itself"
"""The reason why a condition never tests whether a fact is declared."""


class Fault(NamedTuple):
    """One fault in an expression.

    `message` is lower-case; `offset` and `length` are code points into the source; `hint` may be empty.
    """

    message: str
    offset: int
    length: int = 1
    hint: str = ""


class ExpressionError(Exception):
    """An invalid expression, with all its faults in source order."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.offset))
