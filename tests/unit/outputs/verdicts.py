"""Rules, files and places to make verdicts of."""

from typing import Any

from policyengine.case import Subject
from policyengine.document import Document
from policyengine.engine.sentences import undecided
from policyengine.loading.yaml.parsing import YamlPositions
from policyengine.location import Location
from policyengine.rule import Condition, Reference, Rule
from policyengine.severity import Severity
from policyengine.verdict import Outcome, Verdict

HIPAA = Reference("45 CFR 164.502(e)", "https://www.ecfr.gov/current/title-45/section-164.502", "2026-11-20", "primary")
LLAMA = Reference(
    "Llama 3.1 Community License", "https://www.llama.com/llama3_1/license/", "2026-11-22", "primary", "§2"
)
BLOG = Reference("A vendor's blog", "https://example.org/blog", "2026-10-01", "unverified")

_ANY = Condition("true", ("constant", True), ())


def make_rule(identity: str, **changes: Any) -> Rule:
    """Make a rule with nothing remarkable about it but what is given."""
    plain = Rule(
        id=identity,
        path=f"rules/{identity}.yaml",
        title="Something holds",
        scope="option",
        force="practice",
        severity=((Severity.ERROR, None),),
        when=None,
        require=_ANY,
        message="something does not hold",
        rationale="Things that hold\nare better.",
        remediation="make it hold",
        references=(),
    )
    return plain._replace(**changes)


def make_verdict(rule: Rule, outcome: Outcome = Outcome.FAIL, **changes: Any) -> Verdict:
    """Make an error about the primary option of a workload named chat."""
    subject = Subject("option", "llm-profile.yaml", "chat", "primary")
    made = Verdict(rule, outcome, Severity.ERROR, subject, rule.message, None)._replace(**changes)
    if made.outcome is not Outcome.UNKNOWN:
        return made
    why = ("this rests on a claim without proof",) if made.unproven else ()
    return made._replace(message=undecided(rule, made.subject, *why))


def make_document(path: str, text: str) -> Document:
    """Make a file whose nodes nobody looks up."""
    return Document(path, text, None, tuple(text.split("\n")), YamlPositions("a: 1"))


def place(document: Document, words: str) -> Location:
    """Find the first place where words stand on one line."""
    for number, line in enumerate(document.lines, start=1):
        if words in line:
            column = line.index(words) + 1
            return Location(document.path, number, column, number, column + len(words))
    raise LookupError(words)
