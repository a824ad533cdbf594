"""The settings of a branch that another revision judges: they do not count yet, and will once they are merged.

Mistakes in them would let no later run pass, not even that of the branch that repairs them, so they are reported now.
"""

import os
from collections.abc import Iterable
from typing import NamedTuple

from policyengine.engine.bench import Benches, Question, bench_for, bench_with
from policyengine.errors import Mistake, PolicyEngineError, UsageError
from policyengine.loading.discovery import display_path, without_links
from policyengine.loading.settings import Settings, load_settings
from policyengine.loading.settings_files import find_sole_settings


class Own(NamedTuple):
    """What is wrong with settings of the branch, and lines about those that do not count yet."""

    mistakes: list[Mistake]
    notes: list[str]


def own_settings(paths: Iterable[str], question: Question, benches: Benches) -> Own:
    """Compare the settings on disk with those of the revision that judges, for the profiles at some paths.

    `benches` are those of the revision. Where there is none, which is reported elsewhere, nothing is compared.
    """
    own = Own([], [])
    seen: set[str] = set()
    for path in paths:
        directory = without_links(os.path.dirname(os.path.abspath(path)))
        if directory in seen:
            continue
        seen.add(directory)
        try:
            there = bench_for(path, question, benches).around.settings
        except UsageError:
            raise
        except PolicyEngineError:
            continue
        try:
            found = find_sole_settings(directory)
            if found is not None and found not in seen:
                seen.add(found)
                own.notes.extend(_compared(found, there, question))
        except PolicyEngineError as error:
            own.mistakes.extend(_of_the_branch(mistake) for mistake in error.mistakes)
    return Own(list(dict.fromkeys(own.mistakes)), own.notes)


def _compared(found: str, there: Settings, question: Question) -> list[str]:
    """Return a line for settings that are not those of the revision; raises PolicyEngineError for mistakes in them."""
    here, ref = load_settings(found, display_path(found)), question.policy_from
    texts = [[document.text for document in settings.documents] for settings in (here, there)]
    is_same = texts[0] == texts[1]
    if not is_same or here.packs:
        bench_with(here, question._replace(policy_from=""))
    if is_same:
        return []
    shown = display_path(found)
    if not there.documents:
        return [f"{ref} has no settings in place of `{shown}`, whose settings do not count before they are merged"]
    return [f"`{shown}`: these settings are not those of {ref}, which judge, and do not count before they are merged"]


def _of_the_branch(mistake: Mistake) -> Mistake:
    """Return a mistake with the reason why it counts although a revision judges."""
    why = "the branch's own settings judge once they are merged, so they have to be right"
    return mistake._replace(hint=f"{mistake.hint}; {why}" if mistake.hint else why)
