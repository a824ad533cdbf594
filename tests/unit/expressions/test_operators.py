"""CEL's arithmetic and three-valued folds, at their edges."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from policyengine.expressions.operators import (
    OperationError,
    add_int,
    add_time,
    all_true,
    any_true,
    divide_double,
    divide_int,
    kept,
    modulo_int,
    multiply_int,
    negate_int,
    one_true,
    subtract_int,
    subtract_time,
    subtract_times,
)

LARGEST, SMALLEST = 2**63 - 1, -(2**63)
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("function", "operands", "expected"),
    [
        (divide_int, (-7, 2), -3),
        (divide_int, (7, -2), -3),
        (divide_int, (-7, -2), 3),
        (modulo_int, (-7, 2), -1),
        (modulo_int, (7, -2), 1),
        (divide_int, (LARGEST, 1), LARGEST),
        (divide_double, (1.0, 0.0), float("inf")),
        (divide_double, (1.0, -0.0), float("-inf")),
        (divide_double, (-1.0, 0.0), float("-inf")),
        (subtract_times, (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)), timedelta(days=28)),
        (all_true, ([True, None],), None),
        (all_true, ([None, False],), False),
        (all_true, ([],), True),
        (any_true, ([None, True],), True),
        (any_true, ([None, False],), None),
        (any_true, ([],), False),
        (one_true, ([True, False],), True),
        (one_true, ([True, True],), False),
        (one_true, ([True, True, None],), None),
        (kept, ([(1, True), (2, False)],), [1]),
        (kept, ([(1, True), (2, None)],), None),
    ],
)
def test_values(function: Callable[..., Any], operands: tuple[Any, ...], expected: object) -> None:
    """Division cuts towards zero, the remainder has the dividend's sign, folds keep unknowns."""
    assert expected == function(*operands)


@pytest.mark.parametrize(
    ("function", "operands", "expected"),
    [
        (add_int, (LARGEST, 1), "integer overflow"),
        (subtract_int, (SMALLEST, 1), "integer overflow"),
        (multiply_int, (LARGEST, 2), "integer overflow"),
        (negate_int, (SMALLEST,), "integer overflow"),
        (divide_int, (SMALLEST, -1), "integer overflow"),
        (modulo_int, (SMALLEST, -1), "integer overflow"),
        (divide_int, (1, 0), "divide by zero"),
        (modulo_int, (1, 0), "modulus by zero"),
        (add_time, (LAST, timedelta(seconds=1)), "timestamp overflow"),
        (subtract_time, (FIRST, timedelta(seconds=1)), "timestamp overflow"),
        (subtract_times, (LAST, FIRST), "integer overflow"),
    ],
)
def test_errors(function: Callable[..., Any], operands: tuple[Any, ...], expected: str) -> None:
    """Where CEL has a run-time error."""
    with pytest.raises(OperationError, match=expected):
        function(*operands)
