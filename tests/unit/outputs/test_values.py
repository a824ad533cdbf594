"""How facts are printed beside the places where they stand."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from policyengine.outputs.values import fact_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (2024, "2024"),
        (9_999, "9999"),
        (10_000, "10,000"),
        (-700_000_000, "-700,000,000"),
        (0.1, "0.1"),
        (12.0, "12"),
        (1234567.5, "1,234,567.5"),
        (1e300, "1e+300"),
        (2.314814814814815, "2.31481"),
        (100_000 / 3, "33,333.3"),
        (10_000_000 / 3, "3,333,333.3"),
        (1.2 * 141.2, "169.44"),
        (0.000012345678, "0.0000123457"),
        ([2 / 3], "[0.666667]"),
        ("vendor-api", '"vendor-api"'),
        ("", '""'),
        ("x" * 90, '"' + "x" * 80 + '..."'),
        ([], "[]"),
        (["phi", "pii"], "[phi, pii]"),
        (["a, b", "", True, 20_000], '["a, b", "", true, 20,000]'),
        (list(range(10)), "[0, 1, 2, 3, 4, 5, 6, 7, ... 2 more]"),
        (datetime(2026, 11, 22, tzinfo=UTC), "2026-11-22"),
        (datetime(2026, 11, 22, 9, 30, tzinfo=UTC), "2026-11-22T09:30:00Z"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=30), "30 days"),
        (timedelta(seconds=1.5), "1.5 s"),
    ],
)
def test_a_value_is_printed_as_a_person_would_write_it(value: Any, expected: str) -> None:
    """Texts are quoted, large numbers grouped, dates are days, and nothing runs on for ever."""
    assert fact_text(value) == expected
