"""What makes two verdicts of two runs the same one. Whether they rest on the same facts, `grounds` says."""

from typing import Any

from policyengine.verdict import Verdict


def identity(verdict: Verdict, repository_path: str) -> str:
    """Digest which verdict it is, whatever it says: rule, profile, workload and element, in hex.

    `repository_path` is the profile's, from the repository's root with forward slashes: `services/chat/…`.
    """
    subject = verdict.subject
    return _sha256((verdict.rule.id, repository_path, subject.workload, subject.scope, subject.element))


def _sha256(plain: Any) -> str:
    import hashlib  # slow to import, and most runs digest nothing

    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()
