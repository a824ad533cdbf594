"""The profiles of a revision that a run should judge, so that their absence is a removal.

A branch that never had a file does not delete it: expected are the profiles of both the revision and the merge base. If
a clone does not contain the merge base, all profiles of the revision are expected.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from policyengine.errors import PolicyEngineError
from policyengine.loading.files import LIMIT, text_of
from policyengine.loading.git.objects import AT_ONCE, contents_of, files_at, followed, named_at
from policyengine.loading.git.revisions import Revision, merge_bases
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.profiles import Profile, profile_from
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.runs.declarations import Declaration, declarations_of, declarations_of_project
from policyengine.runs.removals import OF_THE_PROJECT, Declared, laxer, stricter

Inheriting = Callable[[str, Profile], Profile]
"""Returns the profile at a path with what it inherits from the settings that judge it."""


def expected(
    revision: Revision, tops: Sequence[str], texts: Mapping[str, str | None], inheriting: Inheriting
) -> Iterator[Declared]:
    """Yield the expected profiles below some directories, and those at the paths of the texts that are judged here.

    A profile with the same text as here needs no comparison, and is returned without its content.
    """
    below = {path for path in profiles_at(revision) if any(top == "." or path.startswith(f"{top}/") for top in tops)}
    there = _texts(revision, [*below, *(path for path in texts if path not in below)])
    same = {path for path, text in there.items() if text == texts.get(path)}
    before = sorted((below | there.keys()) - same)
    forks = [(set(profiles_at(fork)), _texts(fork, [*before, *texts])) for fork in _forks(revision)]
    yield from (Declared(path, "", {}) for path in sorted(same))
    yield from _moved(revision, [path for path in texts if path not in there], forks, inheriting)
    for path in before:
        old = declared(path, there.get(path, ""), inheriting)
        relevant = [known for names, known in forks if path in names or path in known]
        at_forks = [declared(path, known.get(path, ""), inheriting) for known in relevant]
        if at_forks:
            yield _in_both(old, at_forks)
        elif not forks:
            yield old


_Fork = tuple[set[str], dict[str, str]]
"""The paths of all profiles of a fork, and the texts of the relevant ones."""


def _moved(
    revision: Revision, paths: Iterable[str], forks: Sequence[_Fork], inheriting: Inheriting
) -> Iterator[Declared]:
    """Yield the profiles that the revision has moved since the branch left it, under the paths in the branch.

    A merge applies the changes of the branch to their new location.
    """
    left = [path for path in paths if any(path in known for _, known in forks)]
    if not left:
        return
    new = [path for path in profiles_at(revision) if not any(path in names for names, _ in forks)]
    there = [declared(path, text, inheriting) for path, text in _texts(revision, new).items()]
    for path in left:
        at_forks = [declared(path, known[path], inheriting) for _, known in forks if path in known]
        named = {fork.project for fork in at_forks} - {""}
        for old in there:
            if old.project in named:
                yield _in_both(old._replace(path=path), at_forks)


def known_paths(revision: Revision) -> Collection[str]:
    """Return the paths of profiles that existed in the revision or the branch: a file there is not new."""
    return {path for each in (revision, *_forks(revision)) for path in profiles_at(each)}


def profiles_at(revision: Revision) -> list[str]:
    """Return the paths of the profiles of a revision."""
    return [path for path in named_at(revision) if is_profile_name(os.path.basename(path))]


def declared(path: str, text: str, inheriting: Inheriting) -> Declared:
    """Return what a profile declares, inherited facts included; a text that cannot be read declares nothing."""
    try:
        document = parse_mapping(path, text)
    except PolicyEngineError:
        return Declared(path, "", {}, is_read=False)
    value, is_broken = document.value, False
    try:
        value = inheriting(path, profile_from(document, path)).document.value
    except PolicyEngineError:  # it declares what can be read
        is_broken = True
    project, workloads = value.get("project"), value.get("workloads")
    facts = project if isinstance(project, dict) else {}
    name, lifecycle = (fact if isinstance(fact := facts.get(key), str) else "" for key in ("name", "lifecycle"))
    found = workloads if isinstance(workloads, dict) else {}
    parts = {key: declarations_of(content) for key, content in found.items()}
    parts[OF_THE_PROJECT] = declarations_of_project(project)
    return Declared(path, name, found, lifecycle, parts, is_broken=is_broken)


def _forks(revision: Revision) -> list[Revision]:
    """Return the merge bases with a revision, if they differ from it."""
    return [fork for fork in merge_bases(revision) if fork.commit != revision.commit]


def _in_both(old: Declared, forks: Iterable[Declared]) -> Declared:
    """Return the declarations of a profile that exist both in the revision and in the merge base."""
    workloads: set[str] = set()
    parts: dict[str, frozenset[Declaration]] = {}
    lifecycle = ""
    for fork in forks:
        workloads |= fork.workloads.keys()
        parts |= {name: parts.get(name, frozenset()) | declared for name, declared in fork.parts.items()}
        lifecycle = stricter(lifecycle, fork.lifecycle)
    both = {name: content for name, content in old.workloads.items() if name in workloads}
    kept = {name: declared & parts.get(name, frozenset()) for name, declared in old.parts.items()}
    return old._replace(workloads=both, lifecycle=laxer(old.lifecycle, lifecycle), parts=kept)


def _texts(revision: Revision, paths: Sequence[str]) -> dict[str, str]:
    """Return the texts of a revision at some paths; files that are not text have none."""
    texts = {}
    for start in range(0, len(paths), AT_ONCE):
        files = followed(revision, files_at(revision, paths[start : start + AT_ONCE]))
        read = [file for file in files if not file.is_link and file.size <= LIMIT]
        for file, data in zip(read, contents_of(revision, read), strict=True):
            try:
                texts[file.path] = text_of(data, file.path)
            except PolicyEngineError:
                texts[file.path] = ""
    return texts
