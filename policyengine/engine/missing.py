"""What a git revision has to be judged and a run did not judge: the profiles below the directories it searched."""

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyengine.document import Document
from policyengine.engine.bench import Benches, Question, bench_for
from policyengine.engine.removals import Declared, Removal, profile_removed, removals, workload_removed
from policyengine.errors import InputError, Mistake, PolicyEngineError, UsageError
from policyengine.loading.discovery import Discovery, display_path, is_inside, repository_root
from policyengine.loading.files import LIMIT, read_text, text_of
from policyengine.loading.git.nesting import refuse_nested
from policyengine.loading.git.objects import contents_of, files_at, named_at
from policyengine.loading.git.revisions import Revision, own_judge, revision_of
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.yaml import parse_mapping
from policyengine.verdict import Verdict

File = tuple[str, str | None]
"""The path of a profile and, when it was read elsewhere, its text."""

_AT_ONCE = 500
"""How many paths git is asked for in one command line."""


class Missing(NamedTuple):
    """Verdicts on what is missing, the documents they stand in, the profiles' paths from the root, and notes.

    `mistakes` are revisions that cannot be meant.
    """

    verdicts: list[Verdict]
    documents: dict[str, Document]
    paths: dict[str, str]
    notes: list[str]
    mistakes: list[Mistake]


def missing_from(files: Sequence[File], search: Discovery, question: Question) -> Missing:
    """Compare the profiles of a run with those of the revision that judges them.

    Raises UsageError where git cannot give the revision.
    """
    places = [*search.directories, *(os.path.dirname(path) for path, _ in files)]
    roots = dict.fromkeys(root for place in places if (root := repository_root(os.path.abspath(place))))
    gone = Missing([], {}, {}, [], [])
    for root in roots:
        if _is_refused(root, question.policy_from):
            continue
        revision = revision_of(root, question.policy_from)
        mistakes, notes = own_judge(revision)
        gone.mistakes.extend(mistakes)
        gone.notes.extend(notes)
        _Comparison(revision, files, question).add(gone, search)
    return gone


def _is_refused(root: str, ref: str) -> bool:
    """Tell whether the profiles of a repository inside another are not judged at all, which is reported for each."""
    try:
        refuse_nested(root, ref)
    except InputError:
        return True
    return False


class _Comparison:
    """Compares the profiles of a run in one repository with a revision of it."""

    def __init__(self, revision: Revision, files: Sequence[File], question: Question) -> None:
        self.revision = revision
        self.question = question
        self.benches: Benches = {}
        self.texts: dict[str, str | None] = {}
        for path, text in files:
            absolute = os.path.abspath(path)
            if repository_root(os.path.dirname(absolute)) == revision.root:
                self.texts[self._inside(absolute)] = text if text is not None else _text_here(path)

    def add(self, gone: Missing, search: Discovery) -> None:
        """Add verdicts, documents and notes on this repository."""
        before = list(self._before(search.directories))
        same = {old.path for old in before if not old.workloads and not old.project}
        now = {
            path: Declared(path, "", {}) if path in same else _declared(path, text) if text is not None else None
            for path, text in self.texts.items()
        }
        for removal in removals(before, now, self._is_judged_alike):
            self._add(removal, gone)
        known = {old.path for old in before}
        for shown in search.absent:
            inside = self._inside(os.path.abspath(shown))
            if repository_root(os.path.dirname(os.path.abspath(shown))) == self.revision.root and inside not in known:
                self._add(Removal(inside, is_new=True), gone)

    def _add(self, removal: Removal, gone: Missing) -> None:
        ref, path = self.revision.ref, self._path(removal.path)
        shown = display_path(path)
        what = f"the workload `{removal.workload}` of `{shown}`" if removal.workload else f"`{shown}`"
        if any(is_inside(path, os.path.abspath(allowed)) for allowed in self.question.allow_removed):
            gone.notes.append(f"{what} is in {ref} and is not judged, which --allow-removed allows")
        elif removal.workload:
            document = parse_mapping(shown, self.texts[removal.path] or "")
            gone.documents[shown] = document
            gone.paths[shown] = removal.path
            gone.verdicts.append(workload_removed(removal, ref, shown, document.locate_key(("workloads",))))
        else:
            gone.paths[shown] = removal.path
            gone.verdicts.append(profile_removed(removal, ref, shown))

    def _before(self, directories: Sequence[str]) -> Iterator[Declared]:
        """Yield the profiles of the revision below the directories of the run, and those at the paths of its files.

        One with the same text as here has nothing to compare, and is given without its content.
        """
        tops = [self._inside(os.path.abspath(directory)) for directory in directories]
        there = [path for path in named_at(self.revision) if is_profile_name(os.path.basename(path))]
        below = {path for path in there if any(top == "." or path.startswith(f"{top}/") for top in tops)}
        texts = self._there([*below, *(path for path in self.texts if path not in below)])
        for path in sorted(below | texts.keys()):
            text = texts.get(path, "")
            yield Declared(path, "", {}) if self.texts.get(path) == text else _declared(path, text)

    def _there(self, paths: Sequence[str]) -> dict[str, str]:
        """Return the texts that the revision has at some paths; what is no text has none."""
        texts = {}
        for start in range(0, len(paths), _AT_ONCE):
            files = files_at(self.revision, paths[start : start + _AT_ONCE])
            read = [file for file in files if not file.is_link and file.size <= LIMIT]
            for file, data in zip(read, contents_of(self.revision, read), strict=True):
                try:
                    texts[file.path] = text_of(data, file.path)
                except PolicyEngineError:
                    texts[file.path] = ""
        return texts

    def _is_judged_alike(self, old: str, new: str) -> bool:
        """Tell whether the same settings of the revision hold at two paths."""
        try:
            benches = [bench_for(self._path(path), self.question, self.benches) for path in (old, new)]
        except UsageError:
            raise
        except PolicyEngineError:
            return False
        return benches[0] is benches[1]

    def _inside(self, path: str) -> str:
        return os.path.relpath(path, self.revision.root).replace(os.sep, "/")

    def _path(self, inside: str) -> str:
        return os.path.join(self.revision.root, *inside.split("/"))


def _declared(path: str, text: str) -> Declared:
    """Return what a profile declares; a text that is no profile declares nothing."""
    try:
        value = parse_mapping(path, text).value
    except PolicyEngineError:
        return Declared(path, "", {})
    project, workloads = value.get("project"), value.get("workloads")
    name = project.get("name") if isinstance(project, dict) else None
    return Declared(path, name if isinstance(name, str) else "", workloads if isinstance(workloads, dict) else {})


def _text_here(path: str) -> str | None:
    """Return the text of a file of this run, or None for one that cannot be read, which is reported elsewhere."""
    try:
        return read_text(path)
    except PolicyEngineError:
        return None
