"""The decisions that the profiles of a git revision declare."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from policyengine.document import Document
from policyengine.errors import PolicyEngineError
from policyengine.loading.files import LIMIT, text_of
from policyengine.loading.git.objects import AT_ONCE, contents_of, files_at, followed, named_at
from policyengine.loading.git.revisions import Revision
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.yaml.parsing import parse_mapping


class Decided(NamedTuple):
    """A decision of a revision: its profile's path from the root, project, key and status, and where it is declared.

    `workloads` are those that it decides on.
    """

    path: str
    project: str
    key: str
    status: str
    document: Document
    workloads: frozenset[str]

    @property
    def name(self) -> str:
        """Return project and key, which records are filed under."""
        return f"{self.project}/{self.key}"


@lru_cache(maxsize=4)
def decisions_at(revision: Revision) -> tuple[Decided, ...]:
    """Return the decisions that the readable profiles of a revision declare."""
    return tuple(decided for path, text in _texts(revision) for decided in _decided(path, text, revision.ref))


def _decided(path: str, text: str, ref: str) -> Iterator[Decided]:
    document = _parsed(path, text, ref) if "decisions" in text else None
    if document is None:
        return
    name, decisions = _project(document), document.value.get("decisions")
    for key, decision in decisions.items() if isinstance(decisions, dict) else ():
        if isinstance(decision, dict):
            workloads = decision.get("workloads")
            named = frozenset(map(str, workloads if isinstance(workloads, list) else ()))
            yield Decided(path, name, str(key), str(decision.get("status")), document, named)


def _parsed(path: str, text: str, ref: str) -> Document | None:
    try:
        return parse_mapping(f"{ref}:{path}", text)
    except PolicyEngineError:
        return None


def _project(document: Document) -> str:
    project = document.value.get("project")
    return str(project.get("name")) if isinstance(project, dict) else ""


def undecided_at(revision: Revision, old: Decided) -> list[str]:
    """Return the paths of profiles of a decision's project that lack it and declare one of its workloads."""
    paths = []
    for path, text in _texts(revision):
        document = _parsed(path, text, revision.ref) if old.project in text else None
        if document is not None and _project(document) == old.project:
            workloads, decisions = document.value.get("workloads"), document.value.get("decisions")
            if old.key not in (decisions or ()) and old.workloads & set(map(str, workloads or ())):
                paths.append(path)
    return paths


@lru_cache(maxsize=4)
def _texts(revision: Revision) -> tuple[tuple[str, str], ...]:
    """Return the path and text of each profile of a revision; what cannot be read has none."""
    found = []
    paths = [path for path in named_at(revision) if is_profile_name(path.rpartition("/")[2])]
    for start in range(0, len(paths), AT_ONCE):
        files = followed(revision, files_at(revision, paths[start : start + AT_ONCE]))
        read = [file for file in files if not file.is_link and file.size <= LIMIT]
        for file, data in zip(read, contents_of(revision, read), strict=True):
            try:
                found.append((file.path, text_of(data, file.path)))
            except PolicyEngineError:
                continue
    return tuple(found)
