"""What is wrong in an expression, by place."""

from typing import NamedTuple

ABSENCE = "an absent fact makes the condition unknown by itself"
"""Why a condition never asks whether a fact is there."""


class Fault(NamedTuple):
    """One thing wrong in an expression.

    `message` is lower-case; `offset` and `length` are code points into the source; `hint` may be empty.
    """

    message: str
    offset: int
    length: int = 1
    hint: str = ""


class ExpressionError(Exception):
    """An expression that cannot be used, with all its faults in source order."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.offset))
