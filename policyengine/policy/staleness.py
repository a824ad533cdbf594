"""Whether the source files of a cache are unchanged.

A file is identified by size, mtime and ctime. A file that changed less than two seconds before it was read could change
again within the resolution of the clock. So its content is compared as well, until it was unchanged at a later time.
"""

import os
import stat
import time
from binascii import crc32
from collections.abc import Iterable, Sequence

YOUNG_NS = 2_000_000_000


Source = tuple[str, int, int, int, int, bool]
"""The state of one file or directory: its path, size, mtime and ctime in ns, checksum, and whether it was recent.

The checksum is of the file's bytes or of the directory's sorted names. A missing one has size -1.
"""


def source(path: str) -> Source:
    """Return the current state of one file or directory."""
    try:
        status = os.stat(path)
    except OSError:
        return path, -1, 0, 0, 0, False
    young = _is_young(status.st_mtime_ns, status.st_ctime_ns)
    return path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, _checksum(path), young


def settled(known: Sequence[Source]) -> Sequence[Source]:
    """Return the same sources; those that are old enough no longer need a comparison of their content.

    Call this before `are_same`: a file that is old and unchanged cannot change again unnoticed.
    """
    if not any(young for *_, young in known):
        return known
    return [
        (path, size, mtime_ns, ctime_ns, checksum, young and _is_young(mtime_ns, ctime_ns))
        for path, size, mtime_ns, ctime_ns, checksum, young in known
    ]


def are_same(known: Iterable[Source]) -> bool:
    """Return whether every file and directory is unchanged."""
    look = os.stat
    for path, size, mtime_ns, ctime_ns, checksum, young in known:
        try:
            status = look(path)
        except OSError:
            if size != -1:
                return False
            continue
        if status.st_mtime_ns != mtime_ns or status.st_ctime_ns != ctime_ns:
            return False
        # the size of a directory depends on the file system, and some recompute it
        if status.st_size != size and (size == -1 or not stat.S_ISDIR(status.st_mode)):
            return False
        if young and _checksum(path) != checksum:
            return False
    return True


def tree(directories: Iterable[str]) -> list[str]:
    """Return every directory and YAML file below these, the directories themselves first even if they are missing."""
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
