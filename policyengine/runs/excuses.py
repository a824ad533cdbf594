"""The exceptions of a profile that also exist in a git revision: a pull request cannot excuse itself."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from policyengine.document import Document
from policyengine.errors import PolicyEngineError
from policyengine.grounds import canonical
from policyengine.loading.files import LIMIT, text_of
from policyengine.loading.git.objects import TreeFile, contents_of, files_at, followed, profile_files
from policyengine.loading.git.revisions import Revision, revision_of
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.paths import without_links
from policyengine.loading.profiles import MARKER, Profile, profile_from
from policyengine.loading.waivers import Waiver
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.location import Route
from policyengine.waivers.ignores import Ignore, ignores_in


def with_excuses_of(profile: Profile, ref: str) -> tuple[Profile, list[str]]:
    """Keep the waivers and comments of a profile that also exist in a revision of its file, word by word.

    A comment must refer to the same place in the profile, with the same value, and about an option with
    the same model and provider. A moved profile keeps the exceptions of
    its former location. Also returns a line for people for each exception that does not count. Raises UsageError if git
    cannot read the revision.
    """
    there = _profiles_at(profile, ref)
    known = {_said(waiver) for each in there for waiver in each.waivers}
    agreed = {meant for each in there for _, meant in _meant(each.document)}
    waivers = [waiver for waiver in profile.waivers if _said(waiver) not in known]
    comments = [comment for comment, meant in _meant(profile.document) if meant not in agreed]
    why = f"is not in {ref} in this form, so it excuses nothing"
    notes = [f"{waiver.location}: the waiver of `{waiver.rule}` {why}" for waiver in waivers]
    notes += [f"{comment.location}: the comment that ignores `{', '.join(comment.ids)}` {why}" for comment in comments]
    return profile._replace(
        waivers=tuple(waiver for waiver in profile.waivers if _said(waiver) in known),
        unheard=frozenset(comment.location.line for comment in comments),
    ), notes


def _profiles_at(profile: Profile, ref: str) -> list[Profile]:
    """Return the profile in the revision: at its path, or else the moved ones of its project."""
    folder, name = os.path.split(os.path.abspath(profile.path))
    revision = revision_of(folder, ref)
    path = os.path.relpath(os.path.join(without_links(folder), name), revision.root).replace(os.sep, "/")
    known = profile_files(revision)
    if not is_profile_name(name):  # a file named by the run
        return _read(revision, followed(revision, files_at(revision, [path])), profile)
    if path in known:
        return _read(revision, [known[path]], profile)
    gone = [file for place, file in known.items() if not os.path.lexists(os.path.join(revision.root, place))]
    project = profile.facts["project.name"]
    return [each for each in _read(revision, gone, profile) if each.facts["project.name"] == project]


def _read(revision: Revision, files: Sequence[TreeFile], profile: Profile) -> list[Profile]:
    """Return the files of a revision that can be read as profiles; others have no valid exceptions there."""
    found = []
    files = [file for file in files if not file.is_link and file.size <= LIMIT]
    for file, data in zip(files, contents_of(revision, files), strict=True):
        try:
            found.append(profile_from(parse_mapping(file.path, text_of(data, file.path)), profile.path))
        except PolicyEngineError:
            continue
    return found


def _said(waiver: Waiver) -> tuple[str, ...]:
    *said, facts, _document, _route = waiver
    return (*said, canonical(facts))


def _comments(document: Document) -> list[Ignore]:
    """Return the comments that may excuse a verdict."""
    found = ignores_in(document) if MARKER in document.text else ()
    return [comment for comment in found if comment.ids and comment.reason]


def _meant(document: Document) -> Iterator[tuple[Ignore, tuple[Any, ...]]]:
    """Yield each comment with its subject: each route and value that starts on its line, and the options concerned."""
    comments = _comments(document)
    begun = _begun(document) if comments else {}
    for comment in comments:
        there = begun.get(comment.target, [])
        yield comment, (comment.ids, comment.reason, repr(there), repr(_used(document.own, there)))


def _used(document: Document, begun: Iterable[tuple[Route, Any]]) -> list[Any]:
    """Return the model and provider of each option that a comment is in, elsewhere those of the workload's choice.

    A provider that is not stated there is that of the profile's defaults.
    """
    found: list[Any] = []
    for route, _ in begun:
        if route[0] == "workloads" and len(route) > 1:
            is_listed = len(route) > _OPTION and route[2] in ("supporting", "considered")
            option = route[: _OPTION + 1] if is_listed else (*route[:2], "choice")
            provider = document.value_at((*option, "provider")) or document.value_at(("defaults", "option", "provider"))
            found += [document.value_at((*option, "model")), provider]
    return found


_OPTION = 3
"""The place of the index of an option in its route."""


def _begun(document: Document) -> dict[int, list[tuple[Route, Any]]]:
    """Return the routes and values that start on each line, without those inside one of them."""
    found: dict[int, list[tuple[Route, Any]]] = {}

    def visit(route: Route, value: Any, above: frozenset[int]) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for step, below in pairs:
            here = (*route, step)
            lines = {document.locate_key(here).line}
            if not isinstance(below, dict):
                lines.add(document.locate_value(here).line)
            for line in lines - above:
                found.setdefault(line, []).append((here, below))
            visit(here, below, above | lines)

    visit((), document.value, frozenset())
    return found
