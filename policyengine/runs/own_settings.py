"""The settings of a branch that another revision judges: they do not count yet, but will after the merge.

Mistakes in them would make every later run fail, including that of the branch that fixes them, so they are reported
now.
"""

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyengine.engine.session import Question, Sessions, session_with
from policyengine.errors import Mistake, PolicyEngineError, UsageError
from policyengine.loading.files import LIMIT
from policyengine.loading.git.objects import contents_of, files_at
from policyengine.loading.git.revisions import forked_from, revision_of
from policyengine.loading.paths import display_path, without_links
from policyengine.loading.settings import Settings
from policyengine.loading.settings_files import find_sole_settings
from policyengine.sessions import load_settings, session_for


class Own(NamedTuple):
    """Mistakes in settings of the branch, and lines about those that do not count yet."""

    mistakes: list[Mistake]
    notes: list[str]


class _Differing(NamedTuple):
    """Settings of the branch that differ from those of the revision: their file, and both versions."""

    found: str
    here: Settings
    there: Settings


def own_settings(paths: Iterable[str], question: Question, sessions: Sessions) -> Own:
    """Compare the settings on disk with those of the revision that judges, for the profiles at some paths.

    `sessions` are those of the revision. A missing revision is reported elsewhere, and nothing is compared.
    """
    mistakes, differing = list[Mistake](), list[_Differing]()
    seen: set[str] = set()
    for path in paths:
        directory = without_links(os.path.dirname(os.path.abspath(path)))
        if directory in seen:
            continue
        seen.add(directory)
        try:
            there = session_for(path, question, sessions).environment.settings
        except UsageError:
            raise
        except PolicyEngineError:
            continue
        try:
            found = find_sole_settings(directory)
            if found is not None and found not in seen:
                seen.add(found)
                differing += _compared(found, there, question)
        except PolicyEngineError as error:
            mistakes += map(_of_the_branch, error.mistakes)
    return Own(list(dict.fromkeys(mistakes)), _notes(differing, question.policy_from))


def _compared(found: str, there: Settings, question: Question) -> list[_Differing]:
    """Return settings that differ from those of the revision; raises PolicyEngineError for mistakes in them."""
    here = load_settings(found, display_path(found))
    texts = [[document.text for document in settings.documents] for settings in (here, there)]
    is_same = texts[0] == texts[1]
    if not is_same or here.packs:
        session_with(here, question._replace(policy_from=""))
    return [] if is_same else [_Differing(found, here, there)]


def _notes(differing: Sequence[_Differing], ref: str) -> list[str]:
    """Return a line for each; settings that the branch did not change are only behind the revision."""
    documents = [document for one in differing if one.there.documents for document in one.here.documents]
    before = _texts_before([document.path for document in documents], ref) if documents else {}
    notes = []
    for found, here, there in differing:
        shown = display_path(found)
        if not there.documents:
            says = f"{ref} has no settings in place of `{shown}`, whose settings do not count before they are merged"
        elif all(before.get(document.path) == _lines(document.text) for document in here.documents):
            says = f"`{shown}`: {ref} has later settings, which judge; merge {ref} into this branch to have them here"
        else:
            judge = f"`{shown}`: these settings are not those of {ref}, which judge"
            says = f"{judge}, and do not count before they are merged"
        notes.append(says)
    return notes


def _texts_before(paths: Sequence[str], ref: str) -> dict[str, list[str]]:
    """Return the lines of files in the merge base; nothing if the revision is not later."""
    revision = revision_of(os.path.dirname(os.path.abspath(paths[0])), ref)
    fork = forked_from(revision)
    if fork.commit == revision.commit:
        return {}
    inside = {_inside(path, fork.root): path for path in paths}
    files = [file for file in files_at(fork, list(inside)) if not file.is_link and file.size <= LIMIT]
    texts = zip(files, contents_of(fork, files), strict=True)
    return {inside[file.path]: _lines(data.decode(errors="replace")) for file, data in texts}


def _inside(path: str, root: str) -> str:
    return os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").splitlines()


def _of_the_branch(mistake: Mistake) -> Mistake:
    """Return a mistake with the reason why it counts although a revision judges."""
    why = "the settings of the branch judge once they are merged, so they must be correct"
    return mistake._replace(hint=f"{mistake.hint}; {why}" if mistake.hint else why)
