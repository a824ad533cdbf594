"""What a run of `record --check` covers, to be held against what a git revision has."""

import os
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from policyengine.errors import InputError
from policyengine.loading.files import names_in
from policyengine.loading.git.nesting import refuse_nested
from policyengine.loading.paths import is_inside, repository_root
from policyengine.loading.profiles import Profile


class Here(NamedTuple):
    """What a run checks: profiles by absolute path, None for those that cannot be read, and the directories searched.

    What lies at or below a path of `allowed` may be gone. `folders` are the directories of the profiles' records, by
    the absolute path of the profile; the records of a profile without decisions are not looked for.
    """

    profiles: Mapping[str, Profile | None]
    directories: Sequence[str]
    allowed: Sequence[str]
    folders: Mapping[str, str]

    def roots(self, ref: str) -> list[str]:
        """Return the repositories of a run, without those that another one around them judges."""
        places = [*self.directories, *map(os.path.dirname, self.profiles)]
        roots = dict.fromkeys(root for place in places if (root := repository_root(os.path.abspath(place))))
        return [root for root in roots if not _is_nested(root, ref)]

    def files_in(self, root: str) -> list[str]:
        """Return the profiles, and what is beside their records, in a repository: by their paths from its root."""
        listed = [
            os.path.join(folder, name) for folder in dict.fromkeys(self.folders.values()) for name in names_in(folder)
        ]
        paths = (os.path.abspath(path) for path in (*self.profiles, *listed))
        return [os.path.relpath(path, root).replace(os.sep, "/") for path in paths if is_inside(path, root)]

    def covers(self, path: str) -> bool:
        """Return whether an absolute path lies in a directory that is searched."""
        return any(is_inside(path, os.path.abspath(place)) for place in self.directories)

    def allows(self, path: str) -> bool:
        """Return whether what stood at an absolute path may be gone."""
        return any(is_inside(path, os.path.abspath(place)) for place in self.allowed)


def _is_nested(root: str, ref: str) -> bool:
    """Return whether the profiles of a repository are not judged at all, which is reported for each."""
    try:
        refuse_nested(root, ref)
    except InputError:
        return True
    return False
