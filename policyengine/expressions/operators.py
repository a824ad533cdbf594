"""The semantics of CEL's operators, shared by the evaluator and generated Python.

Values are str, bool, int (64 bits), float, aware datetime, timedelta and lists of these. Functions raise
`OperationError` exactly where CEL has a run-time error. The three-valued folds use None for unknown.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from operator import eq, ge, gt, le, lt, ne
from typing import Any

_LARGEST, _SMALLEST = 2**63 - 1, -(2**63)
_MICROSECOND = timedelta(microseconds=1)


class OperationError(ArithmeticError):
    """An operation without a value, such as a division by zero; CEL's run-time error."""


def _within(value: int) -> int:
    if _SMALLEST <= value <= _LARGEST:
        return value
    raise OperationError("integer overflow")


def add_int(left: int, right: int) -> int:
    """Add within 64 bits."""
    return _within(left + right)


def subtract_int(left: int, right: int) -> int:
    """Subtract within 64 bits."""
    return _within(left - right)


def multiply_int(left: int, right: int) -> int:
    """Multiply within 64 bits."""
    return _within(left * right)


def negate_int(value: int) -> int:
    """Negate within 64 bits."""
    return _within(-value)


def divide_int(left: int, right: int) -> int:
    """Divide and truncate towards zero, as CEL does; Python would round down."""
    if right == 0:
        raise OperationError("divide by zero")
    quotient = abs(left) // abs(right)
    return _within(quotient if (left < 0) == (right < 0) else -quotient)


def modulo_int(left: int, right: int) -> int:
    """Return the remainder of the truncated division, with the sign of the dividend."""
    if right == 0:
        raise OperationError("modulus by zero")
    if left == _SMALLEST and right == -1:
        raise OperationError("integer overflow")
    remainder = abs(left) % abs(right)
    return -remainder if left < 0 else remainder


def divide_double(left: float, right: float) -> float:
    """Divide as IEEE 754 does: division by zero returns an infinity or NaN, never an error."""
    if right:
        return left / right
    if left == 0 or left != left:  # noqa: PLR0124 (NaN is the one value unequal to itself)
        return float("nan")
    return float("-inf") if (str(left)[0] == "-") != (str(right)[0] == "-") else float("inf")


def add_time(left: Any, right: Any) -> datetime:
    """Add a timestamp and a duration, in either order."""
    try:
        result: datetime = left + right
    except OverflowError:
        raise OperationError("timestamp overflow") from None
    return result


def subtract_time(left: datetime, right: timedelta) -> datetime:
    """Subtract a duration from a timestamp."""
    try:
        return left - right
    except OverflowError:
        raise OperationError("timestamp overflow") from None


def subtract_times(left: datetime, right: datetime) -> timedelta:
    """Return the duration between two timestamps, which CEL counts in 64 bits of nanoseconds (292 years)."""
    between = left - right
    _within(between // _MICROSECOND * 1000)
    return between


def equal_doubles(left: list[float], right: list[float]) -> bool:
    """Compare lists of doubles; in Python, a NaN in a list would equal itself."""
    return len(left) == len(right) and all(map(eq, left, right))


def contains_double(value: float, values: list[float]) -> bool:
    """Look for a double in a list; Python would find a NaN."""
    return value == value and contains(value, values)  # noqa: PLR0124 (NaN is the one value unequal to itself)


def contains(value: Any, values: list[Any]) -> bool:
    """Look for a value in a list, in constant time after the first call: a loop asks for each of its elements.

    A list holds values of one type, so that two values are equal exactly if Python treats them as equal and hashes them
    alike.
    """
    if len(values) <= _FEW:
        return value in values
    known = _MEMBERS.get(id(values))
    if known is None or known[0] is not values:
        if len(_MEMBERS) >= _FEW:
            _MEMBERS.clear()
        known = _MEMBERS[id(values)] = values, frozenset(values)
    return value in known[1]


_FEW = 32
_MEMBERS: dict[int, tuple[list[Any], frozenset[Any]]] = {}
"""The members of long lists by the identity of the list; the list is kept so that its identity is not reused."""


STRICT: dict[str, Callable[..., Any]] = {
    "==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
    "not": lambda value: not value,
    "in": contains,
    "in doubles": contains_double,
    "== doubles": equal_doubles,
    "!= doubles": lambda left, right: not equal_doubles(left, right),
    "+ int": add_int, "- int": subtract_int, "* int": multiply_int, "/ int": divide_int, "% int": modulo_int,
    "negate int": negate_int,
    "+ double": lambda left, right: left + right,
    "- double": lambda left, right: left - right,
    "* double": lambda left, right: left * right,
    "/ double": divide_double,
    "negate double": lambda value: -value,
    "+ string": lambda left, right: left + right,
    "+ time": add_time, "- time": subtract_time, "- times": subtract_times,
    "size": len,
    "double": float,
    "startsWith": lambda text, start: text.startswith(start),
    "endsWith": lambda text, end: text.endswith(end),
    "contains": lambda text, part: part in text,
}  # fmt: skip
"""Operators that need all their operands, by the name a tree gives them."""


def all_true(answers: Iterable[bool | None]) -> bool | None:
    """Fold with and: false if any is, else unknown if any is."""
    unknown = False
    for answer in answers:
        if answer is None:
            unknown = True
        elif not answer:
            return False
    return None if unknown else True


def any_true(answers: Iterable[bool | None]) -> bool | None:
    """Fold with or: true if any is, else unknown if any is."""
    unknown = False
    for answer in answers:
        if answer:
            return True
        unknown = unknown or answer is None
    return None if unknown else False


def one_true(answers: Iterable[bool | None]) -> bool | None:
    """Return whether exactly one is true; unknown if any is unknown, because CEL needs them all."""
    known = list(answers)
    return None if None in known else known.count(True) == 1


def kept(pairs: Iterable[tuple[Any, bool | None]]) -> list[Any] | None:
    """Keep the elements whose answer is true; unknown if any answer is."""
    known = list(pairs)
    return None if any(answer is None for _, answer in known) else [element for element, answer in known if answer]
