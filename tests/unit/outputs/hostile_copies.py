"""Copies of values in which every text of people holds what would steer a terminal, a page, a table or a parser."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from policyengine.vocabulary.types import TYPES

MARK = "zqx"
"""Stands in every text that was replaced, whatever is made of the rest."""

HOSTILE = (
    "=1+1|`*_]<b>&\"'</text></pre><script>alert(1)</script><img src=x onerror=alert(1)>[a](javascript:alert(1))"
    "\x1b[2J\x9b31m\u202e\u2028\x07\t\r\n# forged\n| forged |\nerror[forged]: pay up\n\x00\udc80"
)
"""Begins as a formula; has markup, a link, escapes, a change of direction, line ends, and half a character."""

KEPT = {
    "Counted.first_day",
    "Counted.last_day",
    "Counts",
    "CostReport.as_of",
    "Document.lines",
    "Document.positions",
    "Document.text",
    "Document.value",
    "ExchangeRate.day",
    "Evidence.origin",
    "Excuse.expires",
    "Excuse.kind",
    "Claim.checked",
    "Option.element",
    "Option.route",
    "OptionSize.asked",
    "OptionSize.unlisted",
    "Comparison.element",
    "Comparison.month",
    "Curve.costs",
    "Cost.price_days",
    "Need.quantization",
    "Pattern.side",
    "Phase.name",
    "Plan.as_of",
    "Preview.editions",
    "Preview.rules",
    "Reference.checked",
    "Reference.confidence",
    "Report.as_of",
    "Result.better",
    "Result.date",
    "Result.unit",
    "Rule.force",
    "Rule.scope",
    "Rule.severity",
    "Rule.when",
    "Rule.require",
    "Rule.id",
    "Serving.quantization",
    "SizeReport.as_of",
    "Subject.scope",
    "Todo.path",
    "Zones.parts",
}
"""Fields with words of our own: days, closed vocabularies, and what is looked up by them."""


def hostile(value: Any) -> Any:
    """Return a copy of a value; equal texts stay equal; numbers, days, paths of facts and enumerations stay."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        kind = next(one.__name__ for one in type(value).__mro__ if not one.__name__.startswith("_"))
        fields = [
            field if f"{kind}.{name}" in KEPT else hostile(field)
            for name, field in zip(value._fields, value, strict=True)
        ]
        return type(value)(*fields)
    if isinstance(value, tuple | list):
        return type(value)(map(hostile, value))
    if isinstance(value, Mapping):
        return {key if key in TYPES else hostile(key): hostile(item) for key, item in value.items()}
    if type(value) is str and value:
        return f"{HOSTILE}{MARK}{value}"
    assert value is None or isinstance(value, str | int | float | date), type(value)
    return value
