"""Records that were left where a profile was: a decision without a record may have one elsewhere in the repository."""

import os

from policyengine.errors import PolicyEngineError
from policyengine.loading.files import names_in
from policyengine.loading.named_inputs import RECORDS
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.paths import display_path, repository_root
from policyengine.loading.profiles import load_profile
from policyengine.records.final_records import names_in_repository, records_on_disk


def hint_for_missing(key: str, directory: str) -> str:
    """Return what to do about a decision without a record in a directory; with PROFILE for its profile's path."""
    left = _left_behind(key, directory)
    if not left:
        return "run `policyengine record PROFILE` to write it"
    return (
        f"the profile has moved without its record: move `{left}` and the files beside it of the same name there, then"
        " run `policyengine record PROFILE`"
    )


def _left_behind(key: str, directory: str) -> str:
    """Return the path of the record of a key (`project/decision`) outside a directory, from which its profile has gone.

    It is empty if there is none, and where git cannot list the files of the repository.
    """
    root = repository_root(os.path.abspath(directory))
    if not root:
        return ""
    try:
        names = names_in_repository(root)
    except PolicyEngineError:
        return ""
    for one in records_on_disk(root, names):
        folder = os.path.join(root, one.folder)
        if one.record.key == key and os.path.abspath(directory) != folder and not _is_declared(key, folder):
            return display_path(os.path.join(root, one.path))
    return ""


def _is_declared(key: str, folder: str) -> bool:
    """Return whether a profile for which a folder is the usual one for records declares a decision."""
    beside = folder.removesuffix(RECORDS.replace("/", os.sep)) if folder.endswith(RECORDS) else ""
    for name in filter(is_profile_name, names_in(beside) if beside else ()):
        try:
            profile = load_profile(os.path.join(beside, name), name)
        except PolicyEngineError:
            continue
        if key in {f"{profile.facts['project.name']}/{decision}" for decision in profile.decisions}:
            return True
    return False
