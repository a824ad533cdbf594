"""What makes two verdicts of two runs the same one. Whether they rest on the same facts, `grounds` says."""

from typing import Any

from policyengine.verdict import Verdict


def identity(verdict: Verdict, project: str, repository_path: str) -> str:
    """Return a digest of which verdict it is, whatever it says: rule, project, profile, workload and element, in hex.

    `project` is `project.name`, unique in the organisation, which tells repositories apart that have their profile at
    the same path. `repository_path` is the profile's, from the repository's root with forward slashes:
    `services/chat/…`; it tells apart two profiles of one project.
    """
    subject = verdict.subject
    return _sha256((verdict.rule.id, project, repository_path, subject.workload, subject.scope, subject.element))


def _sha256(plain: Any) -> str:
    import hashlib  # slow to import, and most runs digest nothing

    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()
