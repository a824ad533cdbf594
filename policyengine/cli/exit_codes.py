"""Exit codes; of two that apply the higher one counts, but a broken file beats the others."""

from policyengine.report import Totals
from policyengine.severity import Severity

CLEAN = 0
"""Nothing at or above `--fail-on`."""

VERDICTS = 1
"""Verdicts at or above `--fail-on`."""

BROKEN = 2
"""Usage, settings, a rule or a file is wrong."""

NOTHING_CHECKED = 3
"""There were no profiles, no rule was selected, or none applied to anything."""

INTERRUPTED = 130
"""The user stopped it."""


def exit_code(totals: Totals, fail_on: str) -> int:
    """Return the exit code of a run; `fail_on` is a severity, or `never`."""
    if totals.unread:
        return BROKEN
    counts = totals.counts
    answers = counts.passed, counts.failed, counts.unknown, counts.not_applicable, counts.not_asked, counts.broken
    if fail_on != "never" and totals.at_or_above(Severity(fail_on)):
        return VERDICTS
    if not counts.profiles and totals.allowed:
        return CLEAN  # the last profiles are gone, and that is allowed
    if not counts.profiles or not counts.rules or not any((*answers, counts.waived)):
        return NOTHING_CHECKED
    return CLEAN
