"""How loud verdicts are."""

from enum import StrEnum


class Severity(StrEnum):
    """How loud a verdict is; SARIF's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


RANK = {severity: rank for rank, severity in enumerate((Severity.NOTE, Severity.WARNING, Severity.ERROR))}
"""Severities in order, to compare and to cap."""


def lower(severity: Severity, cap: Severity) -> Severity:
    """Return the quieter of two severities."""
    return severity if RANK[severity] <= RANK[cap] else cap
