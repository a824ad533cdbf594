"""Distinguish a repository that has nothing to check yet from one whose profiles were deleted."""

from policyengine.errors import UsageError
from policyengine.loading.commit import is_commit
from policyengine.loading.discovery import Discovery
from policyengine.loading.near_names import is_profile_name
from policyengine.loading.paths import repository_root
from policyengine.loading.staged import staged_changes


def has_nothing_yet(search: Discovery, *, decisions: bool = False) -> bool:
    """Return whether neither the commit in progress nor the last one has a profile, or else any decision.

    `search` has the files of the commit. With `decisions`, the caller has found none in it. False outside a commit,
    where git cannot tell, and where the commit changes a submodule, which may have held profiles.
    """
    root = repository_root(".") if is_commit() else None
    changed = staged_changes(root) if root else None
    if root is None or changed is None or any(change.was_submodule for change in changed):
        return False
    if search.absent or (search.files and not decisions):
        return False
    from policyengine.loading.git.objects import named_at
    from policyengine.loading.git.revisions import known_revision
    from policyengine.records.declared import decisions_at

    try:
        last = known_revision(root, "HEAD")
        if last is None:  # the first commit of all
            return True
        if decisions:
            return not decisions_at(last)
        return not any(is_profile_name(path.rpartition("/")[2]) for path in named_at(last))
    except UsageError:
        return False
