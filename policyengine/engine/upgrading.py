"""A note for users of version 0.1.0, which had no editions: how to preview newer rules.

Only waivers show that this version was in use: it wrote `facts:` as a digest, and later versions never do. Without such
a waiver there is no note, because a new user has no reason to pin an older edition.
"""

from collections.abc import Iterable, Mapping

from policyengine.document import Document
from policyengine.engine.session import Question, Session
from policyengine.report import Report
from policyengine.severity import Severity
from policyengine.words.numbers import full


def upgrade_notes(report: Report, judged: Iterable[Session], question: Question) -> tuple[str, ...]:
    """Return a line if errors come from rules that version 0.1.0 did not have; no settings pin an edition."""
    sessions, place = list(judged), _waiver_of_0_1_0(report.documents)
    if not sessions or not place:
        return ()
    first = sessions[0].policy.editions[0]
    newer = {header.id for session in sessions for header in session.policy.all_headers if header.since > first}
    errors = sum(verdict.rule.id in newer for verdict in report.at_or_above(Severity.ERROR))
    if not errors:
        return ()
    how = f"`--edition {first}`" if question.policy_from else f"`edition: {first}` in policyengine.yaml"
    count = "1 error is from a rule" if errors == 1 else f"{full(errors)} errors are from rules"
    who = f"{count} newer than edition {first}, that of version 0.1.0, which wrote the waiver at {place}"
    return (f"{who}; {how} previews such rules while you upgrade (docs/editions.md)",)


def _waiver_of_0_1_0(documents: Mapping[str, Document]) -> str:
    """Return the place of a waiver whose facts are a digest, or an empty text."""
    for path in sorted(documents):
        waivers = documents[path].value.get("waivers")
        for index, waiver in enumerate(waivers if isinstance(waivers, list) else ()):
            if isinstance(waiver, dict) and isinstance(waiver.get("facts"), str):
                return str(documents[path].locate_value(("waivers", index, "facts")))
    return ""
