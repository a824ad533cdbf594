"""Whether the files that a cache was made from are still the same.

A file is known by size, mtime and ctime. One that changed less than two seconds before it was looked at could change
again within the clock's grain, so its contents are compared as well, until it has been found the same when older.
"""

import os
import stat
import time
from binascii import crc32
from collections.abc import Iterable
from typing import NamedTuple

YOUNG_NS = 2_000_000_000


class Source(NamedTuple):
    """One file or directory as it was: `checksum` is of the file's bytes or of the directory's sorted names."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int
    checksum: int
    young: bool


def source(path: str) -> Source:
    """Look at one file or directory now; a missing one has size -1."""
    try:
        status = os.stat(path)
    except OSError:
        return Source(path, -1, 0, 0, 0, False)
    young = _is_young(status.st_mtime_ns, status.st_ctime_ns)
    size = 0 if stat.S_ISDIR(status.st_mode) else status.st_size
    return Source(path, size, status.st_mtime_ns, status.st_ctime_ns, _checksum(path), young)


def settled(old: Source) -> Source:
    """Give a source that is as it was as one whose contents need no comparing, once it is old enough.

    Ask before `is_same`: a file that is old now and then found the same cannot change again unseen.
    """
    return old._replace(young=old.young and _is_young(old.mtime_ns, old.ctime_ns))


def is_same(old: Source) -> bool:
    """Say whether a file or directory is as it was."""
    try:
        status = os.stat(old.path)
    except OSError:
        return old.size == -1
    if old.size == -1 or status.st_mtime_ns != old.mtime_ns or status.st_ctime_ns != old.ctime_ns:
        return False
    if not stat.S_ISDIR(status.st_mode) and status.st_size != old.size:
        return False
    return not old.young or _checksum(old.path) == old.checksum


def tree(directories: Iterable[str]) -> list[str]:
    """Give every directory and YAML file below these, the directories themselves first even when they are missing."""
    found: list[str] = []
    for top in directories:
        found.append(top)
        for folder, subfolders, names in os.walk(top):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            found += [os.path.join(folder, name) for name in subfolders]
            found += [os.path.join(folder, name) for name in sorted(names) if name.endswith((".yaml", ".yml"))]
    return found


def _is_young(mtime_ns: int, ctime_ns: int) -> bool:
    return time.time_ns() - max(mtime_ns, ctime_ns) < YOUNG_NS


def _checksum(path: str) -> int:
    try:
        if os.path.isdir(path):
            return crc32("\0".join(sorted(os.listdir(path))).encode("utf-8", "surrogateescape"))
        with open(path, "rb") as file:
            return crc32(file.read())
    except OSError:
        return -1
