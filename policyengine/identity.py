"""The identity of a verdict across runs; `grounds` compares the facts behind it."""

from typing import Any

from policyengine.verdict import Verdict


def identity(verdict: Verdict, project: str, repository_path: str) -> str:
    """Return a digest, in hex, that identifies a verdict: rule, project, profile, workload and element.

    `project` is `project.name`, unique in the organisation, which distinguishes repositories with a profile at the same
    path. `repository_path` is the path of the profile from the root of the repository, with forward slashes:
    `services/chat/…`; it distinguishes two profiles of one project.
    """
    subject = verdict.subject
    return _sha256((verdict.rule.id, project, repository_path, subject.workload, subject.scope, subject.element))


def _sha256(plain: Any) -> str:
    import hashlib  # slow to import, and most runs compute no digest

    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()
