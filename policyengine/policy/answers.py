"""What a rule can answer about a case, in a number."""

from collections.abc import Callable, Sequence
from typing import Any

NOT_APPLICABLE, PASSED, FAILED, UNKNOWN, NOT_ASKED, WOULD_FAIL, BROKEN = range(7)
"""`NOT_ASKED` when it is unknown whether the rule applies, `WOULD_FAIL` when it then would fail for certain."""

WAIVED = 7
"""What becomes of a failed or unknown answer that people except; no rule answers it."""

Ask = Callable[[dict[str, Any], Sequence[Any]], list[int]]
"""What asks all rules of a scope: facts and the parameters' values in, one answer a rule out."""

Waits = tuple[str, ...] | Callable[[dict[str, Any], Sequence[Any]], tuple[str, ...]]
"""What one rule waits for: those of these facts that are absent, or a function that names the absent facts.

The function takes the facts and the parameters' values; what people declare in the stead of a derived fact is found
from what it names.
"""


def answer_of(when: Any, require: Any) -> int:
    """Return the answer to the values of the two conditions: true, false, None for unknown, anything else is broken.

    The generated code answers alike, but for errors that `&&` or `||` absorb; a test compares them.
    """
    if when is False:
        return NOT_APPLICABLE
    if when not in (True, None) or require not in (True, False, None):
        return BROKEN
    if when is None:
        return WOULD_FAIL if require is False else NOT_ASKED
    return UNKNOWN if require is None else PASSED if require else FAILED
