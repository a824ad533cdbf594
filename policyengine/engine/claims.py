"""Passes that depend on a claim without evidence, where the settings require it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from policyengine.engine.sentences import undecided
from policyengine.severity import Severity
from policyengine.verdict import Evidence, Missing, Outcome, Verdict
from policyengine.vocabulary.routes import CLAIMS
from policyengine.words.numbers import counted

Wanted = Mapping[str, Any]
"""The evidence that settings require for the claims of a category: `required`, `max_age_days`."""


def proven(verdict: Verdict, wanted: Wanted, day: str, latest: str) -> Verdict:
    """Return a verdict; a pass on an unproven claim becomes undecided, at most a warning.

    `day` is the evaluation date, `latest` the last day on which a document can have been checked.
    """
    if verdict.outcome is not Outcome.PASS:
        return verdict
    gaps = list(_gaps(verdict.evidence, wanted, (day, latest)))
    if not gaps:
        return verdict
    said = " and ".join(dict.fromkeys(text for text, _ in gaps))
    severity = Severity.WARNING if verdict.severity is Severity.ERROR else verdict.severity
    missing = tuple(dict.fromkeys(gap for _, gap in gaps))
    message = undecided(verdict.rule, verdict.subject, "this rests on a claim without proof")
    return verdict._replace(outcome=Outcome.UNKNOWN, severity=severity, message=message, missing=missing, unproven=said)


def _gaps(evidence: Iterable[Evidence], wanted: Wanted, days: tuple[str, str]) -> Iterator[tuple[str, Missing]]:
    for fact in evidence:
        if fact.path in CLAIMS and fact.origin in ("profile", "settings"):
            lacking, hint = _lacking(fact, wanted, days)
            if lacking:
                yield f"`{fact.path}` {lacking}", Missing(fact.path, fact.location, hint)
        yield from _gaps(fact.inputs, wanted, days)


def _lacking(fact: Evidence, wanted: Wanted, days: tuple[str, str]) -> tuple[str, str]:
    """Return the missing evidence of a claim and the correction; both are empty if nothing is missing."""
    claim, (day, latest) = fact.claim, days
    if wanted.get("required") and (claim is None or not claim.document):
        return "names no document", "write `{status: …, evidence: <path or address>, checked: <day>, by: <who>}`"
    if claim is not None and claim.checked > latest:
        return (
            f"was last checked on {claim.checked}, after {latest}",
            "set `checked` to the day on which it was checked",
        )
    most = wanted.get("max_age_days")
    if most is None or claim is None:
        return "", ""
    if not claim.checked:
        return "names no day on which its document was checked", "add `checked: <day>`"
    age = (date.fromisoformat(day) - date.fromisoformat(claim.checked)).days
    if age <= most:
        return "", ""
    return (
        f"was last checked {counted(age, 'day')} ago, on {claim.checked}; {most} are allowed",
        "check it, and set `checked`",
    )
