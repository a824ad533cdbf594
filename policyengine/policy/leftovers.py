"""Unused cache files: those of removed packs and of older versions."""

import os
import re
import stat
import time

_NAME = re.compile(r"policy-[0-9a-f]{8}\.bin(?:\.[0-9]+)?")
_OURS = b"policyengine "
_UNUSED_SECONDS = 30 * 24 * 60 * 60


def remove_unused(folder: str) -> None:
    """Remove cache files that were not written or read for 30 days.

    On a file system that does not record access times, a cache in use is created again after that time. Files that do
    not look like caches by name and content are kept.
    """
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if _NAME.fullmatch(name):
            _remove_unused(os.path.join(folder, name))


def _remove_unused(path: str) -> None:
    try:
        status = os.lstat(path)
        used = max(status.st_atime, status.st_mtime)
        if stat.S_ISREG(status.st_mode) and time.time() - used > _UNUSED_SECONDS and _is_ours(path):
            os.unlink(path)
    except OSError:
        return


def _is_ours(path: str) -> bool:
    """Return whether a file starts like a cache; an empty one was never written."""
    with open(path, "rb") as file:
        return file.read(len(_OURS)) in {_OURS, b""}
