"""When a rule is in force, and how loud it then is."""

from policyengine.rule import RANK, Phase, Rule, Severity


def phase_at(rule: Rule, day: str) -> Phase | None:
    """Return the phase of a rule on a day (2026-11-22), or None before, between and after its phases."""
    for phase in rule.phases:
        if phase.start <= day and (not phase.until or day <= phase.until):
            return phase
    return None


def is_in_force(phases: tuple[tuple[str, ...], ...], day: str) -> bool:
    """Return whether a rule with these phases (start, until, severity, state) is asked on a day."""
    if not phases:
        return True
    return any(
        start <= day and (not until or day <= until) and state == "in-force" for start, until, _, state in phases
    )


def lower(severity: Severity, cap: Severity) -> Severity:
    """Return the quieter of two severities."""
    return severity if RANK[severity] <= RANK[cap] else cap
