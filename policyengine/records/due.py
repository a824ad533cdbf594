"""What is due for a decision: waivers that ended or excuse nothing, and a review."""

import os.path
from datetime import datetime

from policyengine.decision import Decision
from policyengine.records.drift import Reason
from policyengine.records.ends import REVIEW_BY
from policyengine.severity import Severity
from policyengine.verdict import Evidence


def due_reasons(decision: Decision, as_of: str, beside: str = "") -> tuple[Reason, ...]:
    """Return what is overdue on a day (`2026-11-22`), or without one what was so on the decision's own day.

    A waiver holds through its last day; where another waiver that holds covers the same, its end does not count. A
    review is due when its day has passed. A decision names files as seen from
    its profile's directory, which is `beside`.
    """
    reasons: list[Reason] = []
    for waiver in decision.waivers:
        what = f"the waiver of `{waiver.rule}` for `{waiver.subject}`"
        ended = waiver.state == "expired" or (as_of and waiver.expires and waiver.expires < as_of)
        if ended and waiver.location in decision.exceptions.unused:
            continue
        if ended:
            line = waiver.location.line if waiver.location else 1
            reasons.append(Reason("waiver-expired", f"{what} ended on {waiver.expires}", line, waiver.location))
        elif waiver.state == "unused":
            line = waiver.location.line if waiver.location else 1
            message = f"{what} excuses nothing"
            reasons.append(Reason("waiver-unused", message, line, waiver.location, Severity.WARNING))
    for need in _reviews(decision):
        day = need.value.date().isoformat() if isinstance(need.value, datetime) else str(need.value)
        if day < as_of:
            line = need.location.line if need.location else 1
            message = f"the choice was to be reviewed by {day}"
            reasons.append(Reason("review-due", message, line, need.location, Severity.WARNING))
    return tuple(_from_here(reason, beside) for reason in reasons)


def _from_here(reason: Reason, beside: str) -> Reason:
    place = reason.location
    path = os.path.normpath(os.path.join(beside, place.path)).replace(os.sep, "/") if place else ""
    return reason._replace(location=place._replace(path=path)) if place else reason


def _reviews(decision: Decision) -> tuple[Evidence, ...]:
    """Find the days of review among the needs and the evidence."""
    facts = [need for workload in decision.workloads for need in workload.needs]
    facts += [fact for workload in decision.workloads for verdict in workload.verdicts for fact in verdict.evidence]
    found = {(fact.location, str(fact.value)): fact for fact in facts if fact.path == REVIEW_BY}
    return tuple(found.values())
