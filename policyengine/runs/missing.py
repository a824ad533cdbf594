"""Profiles of a git revision that a run did not judge: those below the directories it searched."""

import os
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from policyengine.document import Document
from policyengine.engine.findings import Findings, Part
from policyengine.engine.session import Question, Sessions, with_defaults
from policyengine.errors import InputError, Mistake, PolicyEngineError, UsageError
from policyengine.loading.discovery import Discovery
from policyengine.loading.files import read_text
from policyengine.loading.git.attributes import conversion_mistakes
from policyengine.loading.git.nesting import refuse_nested
from policyengine.loading.git.revisions import Revision, merge_bases, own_judge, revision_of
from policyengine.loading.paths import display_path, is_inside, repository_root, without_links
from policyengine.loading.profiles import Profile
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.policy.answers import FAILED
from policyengine.policy.policy import load_policy
from policyengine.runs.expected import declared, expected, known_paths
from policyengine.runs.own_settings import own_settings
from policyengine.runs.removal_verdicts import (
    declaration_removed,
    in_words,
    lifecycle_lowered,
    profile_removed,
    workload_removed,
)
from policyengine.runs.removals import Declared, Removal, removals
from policyengine.sessions import session_for
from policyengine.verdict import Verdict

File = tuple[str, str | None]
"""The path of a profile and, when it was read elsewhere, its text."""


class Missing(NamedTuple):
    """Verdicts on missing profiles, the documents they refer to, the profiles' paths from the root, and notes.

    `mistakes` are invalid revisions; `allowed` are the removals that the command line allows.
    """

    verdicts: list[Verdict]
    documents: dict[str, Document]
    paths: dict[str, str]
    notes: list[str]
    mistakes: list[Mistake]
    allowed: list[Removal]

    @property
    def part(self) -> Part:
        """Return the part of the run about these."""
        answers = Counter({FAILED: len(self.verdicts)})
        found = Findings(self.verdicts, answers, {}, 0, self.notes, profiles=0, allowed=len(self.allowed))
        return Part((found,), tuple(self.mistakes), self.documents, self.paths)


def missing_from(files: Sequence[File], search: Discovery, question: Question, sessions: Sessions) -> Missing:
    """Compare the profiles of a run, and the settings they will be judged by, with those of the revision that judges.

    `sessions` are those of the revision. Raises UsageError if git cannot read the revision.
    """
    places = [*search.directories, *(os.path.dirname(path) for path, _ in files)]
    roots = dict.fromkeys(root for place in places if (root := repository_root(os.path.abspath(place))))
    gone = Missing([], {}, {}, [], [], [])
    for root in roots:
        if _is_refused(root, question.policy_from):
            continue
        revision = revision_of(root, question.policy_from)
        mistakes, notes = own_judge(revision)
        comparison = _Comparison(revision, files, question, sessions)
        gone.mistakes.extend([*mistakes, *conversion_mistakes(root, comparison.texts)])
        gone.notes.extend(notes)
        comparison.add(gone, search)
    own = own_settings((path for path, _ in files), question, sessions)
    gone.mistakes.extend(own.mistakes)
    gone.notes.extend(own.notes)
    return gone


def _is_refused(root: str, ref: str) -> bool:
    """Return whether the profiles of a nested repository are not judged at all, which is reported for each."""
    try:
        refuse_nested(root, ref)
    except InputError:
        return True
    return False


class _Comparison:
    """Compares the profiles of a run in one repository with a revision of it."""

    def __init__(self, revision: Revision, files: Sequence[File], question: Question, sessions: Sessions) -> None:
        self.revision = revision
        self.question = question
        self.sessions = sessions
        self.texts: dict[str, str | None] = {}
        self.documents: dict[str, Document] = {}
        for path, text in files:
            folder, name = os.path.split(os.path.abspath(path))
            absolute = os.path.join(without_links(folder), name)
            if repository_root(os.path.dirname(absolute)) == revision.root:
                self.texts[self._inside(absolute)] = text if text is not None else _text_here(path)

    def add(self, gone: Missing, search: Discovery) -> None:
        """Add verdicts, documents and notes about this repository."""
        root, ref = self.revision.root, self.revision.ref
        tops = [self._inside(os.path.abspath(directory)) for directory in search.directories]
        before = list(expected(self.revision, tops, self.texts, self._inheriting))
        gone.notes.extend(
            f"`{ref}:{old.path}` cannot be read, so its declarations are not compared: review it as a new profile"
            for old in before
            if not old.is_read
        )
        same = {old.path for old in before if not (old.workloads or old.project or old.lifecycle)}
        now = {
            path: Declared(path, "", {}) if path in same else self._declared(path, text)
            for path, text in self.texts.items()
        }
        known = known_paths(self.revision)
        found = removals(before, now, self._is_judged_alike, known)
        for shown in search.absent:
            path = os.path.abspath(shown)
            if repository_root(os.path.dirname(path)) == root and (inside := self._inside(path)) not in known:
                found.append(Removal(inside, is_new=True))
        for removal in self._with_consequences([one for one in found if not self._is_allowed(one)]):
            self._add(removal, gone)
        self._allow([one for one in found if self._is_allowed(one)], gone)
        if any(is_inside(root, os.path.abspath(allowed)) for allowed in self.question.allow_removed):
            gone.notes.append(f"--allow-removed allows the removal of every profile of `{display_path(root)}`")
        if found and not merge_bases(self.revision):
            gone.notes.append(
                f"this clone does not contain the merge base with {ref}, so later additions to {ref} count as "
                "missing: fetch the whole history, in CI with `fetch-depth: 0`"
            )

    def _is_allowed(self, removal: Removal) -> bool:
        path = self._path(removal.path)
        return any(is_inside(path, os.path.abspath(allowed)) for allowed in self.question.allow_removed)

    def _allow(self, allowed: Sequence[Removal], gone: Missing) -> None:
        """Note what --allow-removed allows."""
        for removal in allowed:
            shown = display_path(self._path(removal.path))
            gone.notes.append(f"{in_words(removal, self.revision.ref, shown)}, which --allow-removed allows")
        gone.allowed.extend(allowed)

    def _add(self, removal: Removal, gone: Missing) -> None:
        ref, shown = self.revision.ref, display_path(self._path(removal.path))
        gone.paths[shown] = removal.path
        rules = load_policy(()).rule
        if not (removal.workload or removal.lifecycle or removal.dropped):
            gone.verdicts.append(profile_removed(rules, removal, ref, shown))
            return
        document = self._document(removal.path)
        gone.documents[shown] = document
        if removal.dropped:
            place = document.locate_key(("workloads", removal.workload) if removal.workload else ("project",))
            gone.verdicts.append(declaration_removed(rules, removal, ref, shown, place))
        elif removal.workload:
            gone.verdicts.append(workload_removed(rules, removal, ref, shown, document.locate_key(("workloads",))))
        else:
            place = document.locate_value(("project", "lifecycle"))
            gone.verdicts.append(lifecycle_lowered(rules, removal, ref, shown, place))

    def _with_consequences(self, found: Sequence[Removal]) -> list[Removal]:
        """Return removals, those of declarations with the mandatory rules that pass only without them."""
        by_path: dict[str, list[Removal]] = {}
        for removal in found:
            if removal.dropped:
                by_path.setdefault(removal.path, []).append(removal)
        known = {path: self._judged(path, removed) for path, removed in by_path.items()}
        return [known[one.path].pop(0) if one.dropped else one for one in found]

    def _document(self, inside: str) -> Document:
        """Return a profile of this run, which is parsed once however much was removed from it."""
        if inside not in self.documents:
            self.documents[inside] = parse_mapping(display_path(self._path(inside)), self.texts[inside] or "")
        return self.documents[inside]

    def _judged(self, inside: str, removed: Sequence[Removal]) -> list[Removal]:
        from policyengine.runs.restoring import with_consequences

        path = self._path(inside)
        try:
            session = session_for(path, self.question, self.sessions)
            document = self._document(inside)
        except UsageError:
            raise
        except PolicyEngineError:
            return [*removed]  # files that cannot be read are reported
        return with_consequences(removed, document, path, session, self.question)

    def _declared(self, path: str, text: str | None) -> Declared | None:
        """Return what a profile of this run declares; None for one that is reported as broken.

        What such a profile inherits is unknown, so it is compared only where its settings state nothing for it.
        """
        if text is None:
            return None
        found = declared(path, text, self._inheriting)
        return None if found.is_broken and self._states_defaults(path) else found

    def _states_defaults(self, path: str) -> bool:
        try:
            session = session_for(self._path(path), self.question, self.sessions)
        except UsageError:
            raise
        except PolicyEngineError:
            return False
        return session.environment.settings.has_defaults

    def _inheriting(self, path: str, profile: Profile) -> Profile:
        """Return a profile with what it inherits from the settings that judge its path."""
        return with_defaults(profile, session_for(self._path(path), self.question, self.sessions))

    def _is_judged_alike(self, old: str, new: str) -> bool:
        """Return whether the same settings of the revision apply to two paths."""
        try:
            sessions = [session_for(self._path(path), self.question, self.sessions) for path in (old, new)]
        except UsageError:
            raise
        except PolicyEngineError:
            return False
        return sessions[0] is sessions[1]

    def _inside(self, path: str) -> str:
        return os.path.relpath(path, self.revision.root).replace(os.sep, "/")

    def _path(self, inside: str) -> str:
        return os.path.join(self.revision.root, *inside.split("/"))


def _text_here(path: str) -> str | None:
    """Return the text of a file of this run, or None for an unreadable one, which is reported elsewhere."""
    try:
        return read_text(path)
    except PolicyEngineError:
        return None
