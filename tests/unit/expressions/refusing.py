"""Conditions that must be refused, over a few facts of every type."""

import pytest

from policyengine.expressions.checking import check_condition
from policyengine.expressions.errors import ExpressionError, Fault

TYPES = {
    "workload.data.classes": "list<string>",
    "workload.volume.requests_per_day": "int",
    "option.cost.usd": "double",
    "option.hosting": "string",
    "option.open": "bool",
    "today": "timestamp",
    "grace": "duration",
    "params.limit": "int",
}


def faults(source: str) -> tuple[Fault, ...]:
    """Return the faults of a source that must be refused."""
    with pytest.raises(ExpressionError) as caught:
        check_condition(source, TYPES)
    return caught.value.faults
