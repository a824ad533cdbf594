"""A term with its origin: `5 % (the default of hybrid/regression-suite, params.alert_percent)`, and as plain data."""

from datetime import date
from typing import Any

from policyengine.costs.ranges import Range
from policyengine.migration.terms import Origin, Term
from policyengine.wire.costs import plain_amount
from policyengine.wire.values import plain_day

_BY = {
    Origin.DECLARED: "{}",
    Origin.ASKED: "by {}",
    Origin.SETTINGS: "{}",
    Origin.METHOD: "default of {}",
    Origin.UNDECLARED: "declare `{}`",
}


def plain_term(term: Term) -> dict[str, Any]:
    """Return a term for JSON: its value, its origin, and its position."""
    value = term.value
    if isinstance(value, Range):
        value = plain_amount(value)
    return {"value": plain_day(value) if isinstance(value, date) else value, "origin": term.origin, "said": term.said}


def term_source(term: Term) -> str:
    """Return the origin of a term."""
    return _BY[term.origin].format(term.said)
