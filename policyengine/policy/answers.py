"""The possible answers of a rule for a case, as numbers."""

from collections.abc import Callable, Sequence
from typing import Any

NOT_APPLICABLE, PASSED, FAILED, UNKNOWN, NOT_ASKED, WOULD_FAIL, BROKEN = range(7)
"""`NOT_ASKED` if it is unknown whether the rule applies, `WOULD_FAIL` if it would then certainly fail."""

WAIVED = 7
"""A failed or unknown answer after an exception; rules never return it."""

Ask = Callable[[dict[str, Any], Sequence[Any]], list[int]]
"""A function that evaluates all rules of a scope: facts and parameter values in, one answer per rule out."""

Waits = tuple[str, ...] | Callable[[dict[str, Any], Sequence[Any]], tuple[str, ...]]
"""The dependencies of one rule: facts, those that are absent count, or a function that returns the absent ones.

The function takes the facts and the parameter values; facts that are declared instead of a derived fact are determined
from its result.
"""


def answer_of(when: Any, require: Any) -> int:
    """Return the answer for the values of the two conditions: true, false, None for unknown, others for broken.

    The generated code returns the same, except for errors that `&&` or `||` absorb; a test compares them.
    """
    if when is False:
        return NOT_APPLICABLE
    if when not in (True, None) or require not in (True, False, None):
        return BROKEN
    if when is None:
        return WOULD_FAIL if require is False else NOT_ASKED
    return UNKNOWN if require is None else PASSED if require else FAILED
