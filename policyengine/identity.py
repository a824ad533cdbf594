"""What makes two verdicts of two runs the same one, and whether they rest on the same facts.

Waivers, baselines and reports for programs all ask here. Nobody else digests a verdict.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from policyengine.verdict import Evidence, Verdict

Line = tuple[str, Any]


def identity(verdict: Verdict, project: str, repository_path: str) -> str:
    """Return a digest of which verdict it is, whatever it says: rule, project, profile, workload and element, in hex.

    `project` is `project.name`, unique in the organisation, which tells repositories apart that have their profile at
    the same path. `repository_path` is the profile's, from the repository's root with forward slashes:
    `services/chat/…`; it tells apart two profiles of one project.
    """
    subject = verdict.subject
    return _sha256((verdict.rule.id, project, repository_path, subject.workload, subject.scope, subject.element))


def facts_digest(verdicts: Iterable[Verdict]) -> str:
    """Digest the facts that one verdict rests on, or several on elements of one workload, in hex.

    They are what was declared, looked up and derived, the parameters in force, and the facts that are missing. What
    the clock says is left out, or every waiver would lapse at midnight.
    """
    found = sorted((verdict.subject.element, _fact_lines(verdict)) for verdict in verdicts)
    return _sha256(found[0][1] if len(found) == 1 else found)


def _fact_lines(verdict: Verdict) -> list[str]:
    missing = [(gap.path, None) for gap in verdict.missing]
    return sorted({repr(line) for line in (*_facts(verdict.evidence), *missing)})


def _facts(evidence: Iterable[Evidence]) -> Iterator[Line]:
    for fact in evidence:
        if not _is_clocked(fact):
            yield fact.path, _plain(fact.value)
        yield from _facts(fact.inputs)


def _is_clocked(fact: Evidence) -> bool:
    """Say whether a fact changes by itself as days pass."""
    return fact.origin == "clock" or any(map(_is_clocked, fact.inputs))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _sha256(plain: Any) -> str:
    import hashlib  # slow to import, and most runs digest nothing

    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()
