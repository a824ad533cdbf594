"""A note for users of version 0.1.0, which had no editions: how newer rules are previewed.

Only waivers show that this version was in use: it wrote `facts:` as a digest, and later ones never do. Without such a
waiver there is no note, because a new user has no reason to pin an older edition.
"""

from collections.abc import Iterable, Mapping

from policyengine.document import Document
from policyengine.engine.session import Question, Session
from policyengine.words.numbers import full


def upgrade_notes(
    errors_of: Mapping[str, int], place: str, judged: Iterable[Session], question: Question
) -> tuple[str, ...]:
    """Return a line where errors are of rules that version 0.1.0 did not have; no settings pin an edition.

    `errors_of` are the numbers of errors by rule, and `place` is that of a waiver which this version wrote.
    """
    sessions = list(judged)
    if not sessions:
        return ()
    first = sessions[0].policy.editions[0]
    newer = {header.id for session in sessions for header in session.policy.all_headers if header.since > first}
    errors = sum(number for rule_id, number in errors_of.items() if rule_id in newer)
    if not errors:
        return ()
    how = f"`--edition {first}`" if question.policy_from else f"`edition: {first}` in policyengine.yaml"
    count = "1 error is from a rule" if errors == 1 else f"{full(errors)} errors are from rules"
    who = f"{count} newer than edition {first}, that of version 0.1.0, which wrote the waiver at {place}"
    return (f"{who}; {how} previews such rules while you upgrade (docs/editions.md)",)


def waiver_of_0_1_0(document: Document) -> str:
    """Return the place of a waiver of a document whose facts are a digest, or an empty text."""
    waivers = document.value.get("waivers")
    for index, waiver in enumerate(waivers if isinstance(waivers, list) else ()):
        if isinstance(waiver, dict) and isinstance(waiver.get("facts"), str):
            return str(document.locate_value(("waivers", index, "facts")))
    return ""
