"""Severities of verdicts."""

from enum import StrEnum


class Severity(StrEnum):
    """The severity of a verdict, in SARIF's terms."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


RANK = {severity: rank for rank, severity in enumerate((Severity.NOTE, Severity.WARNING, Severity.ERROR))}
"""Severities in order, to compare and to cap."""


def lower(severity: Severity, cap: Severity) -> Severity:
    """Return the lower of two severities."""
    return severity if RANK[severity] <= RANK[cap] else cap
