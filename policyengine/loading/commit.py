"""Whether the commit in progress changes what verdicts depend on, asked by the hooks for pre-commit.

pre-commit matches no pattern with a deleted file, and an extended file or a pack may have any name. So the hooks always
run, and this module decides. In doubt, everything is judged: a commit that changes a symbolic link or a submodule may
change anything that is reached through it.
"""

import os.path

from policyengine.loading.named_inputs import Inputs, is_below, named_inputs
from policyengine.loading.near_names import (
    SETTINGS_NAMES,
    has_profile_words,
    is_misspelt_profile,
    is_near_profile,
    is_near_settings,
    is_profile_name,
)
from policyengine.loading.paths import repository_root
from policyengine.loading.staged import Change, left_behind, staged_changes, staged_entries

_CONFIGURATION = frozenset({".gitattributes", ".gitignore", ".gitmodules", ".pre-commit-config.yaml"})
"""Files that decide which profiles are found, with what text, and by which version of the shipped rules."""


def is_commit() -> bool:
    """Return whether a hook of git runs this for a commit in progress."""
    return "GIT_INDEX_FILE" in os.environ


def is_due(directory: str, *, records: bool = False) -> bool:
    """Return whether the commit in progress changes settings, anything they name, or which profiles there are.

    A profile that is added or changed counts only with `records`, as records do: another hook judges it by itself; but
    it counts where settings would judge it that the commit leaves behind. True
    outside a commit, where everything is judged, and where git or the settings cannot tell.
    """
    root = repository_root(directory) if is_commit() else None
    changed = staged_changes(root) if root else None
    if root is None or changed is None:
        return True
    if any(_is_input_by_name(change, records=records) for change in changed):
        return True
    if not changed:
        return False
    entries = staged_entries(root)
    if entries and left_behind(root, entries, (os.path.join(root, each.path) for each in changed if _is_there(each))):
        return True
    inputs = None if entries is None else named_inputs(root, entries, records=records)
    return inputs is None or any(_is_input(change.path, root, inputs, records=records) for change in changed)


def _is_there(change: Change) -> bool:
    """Return whether a commit adds or changes a profile."""
    return is_profile_name(os.path.basename(change.path)) and not change.is_removal


def _is_input_by_name(change: Change, *, records: bool) -> bool:
    """Return whether a change is one of a link, settings, a profile, a configuration, a submodule, or nearly so."""
    name = os.path.basename(change.path)
    if change.is_detour or name in _CONFIGURATION:
        return True
    if is_profile_name(name):
        return records or change.is_removal
    if is_near_profile(name) or has_profile_words(name) or is_misspelt_profile(name):
        return True
    return any(part in SETTINGS_NAMES or is_near_settings(part) for part in change.path.split("/"))


def _is_input(path: str, root: str, inputs: Inputs, *, records: bool) -> bool:
    absolute = os.path.join(root, path)
    for place in {absolute, os.path.realpath(absolute)}:
        if place in inputs.files or is_below(place, inputs.folders):
            return True
    return records and any(f"/{folder}/" in f"/{path}" for folder in inputs.records)
