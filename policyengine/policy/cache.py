"""Keeps a compiled policy between runs.

The file has the trust level of a `.pyc`: its directory belongs to the user alone, and its checksum is compared before a
byte of it is used. A cache that is missing, damaged, foreign or stale is not an error; it is made again.
"""

import marshal
import os
import stat
import sys
from binascii import crc32
from collections.abc import Sequence
from typing import Any

from policyengine import __version__
from policyengine.policy.staleness import Source, is_same

_MAGIC = b"policyengine 1\n"


def cache_directory() -> str:
    """Give the directory that caches are kept in: $POLICYENGINE_CACHE_DIR, or the user's cache directory."""
    explicit = os.environ.get("POLICYENGINE_CACHE_DIR")
    if explicit:
        return explicit
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "policyengine")


def read_cache(directories: Sequence[str]) -> dict[str, bytes] | None:
    """Give the sections compiled from these directories, or None if there are none that can be used."""
    folder = cache_directory()
    if not _is_private(folder):
        return None
    try:
        with open(os.path.join(folder, _file_name(directories)), "rb") as file:
            blob = file.read()
    except OSError:
        return None
    start = len(_MAGIC) + 4
    if blob[: len(_MAGIC)] != _MAGIC or int.from_bytes(blob[len(_MAGIC) : start], "little") != crc32(blob[start:]):
        return None
    try:
        identity, sources, sections = marshal.loads(blob[start:])  # noqa: S302 - checksummed, in the user's own 0700 folder
    except (EOFError, ValueError, TypeError):
        return None
    if identity != _identity(directories) or not all(is_same(Source(*given)) for given in sources):
        return None
    return dict(sections)


def write_cache(directories: Sequence[str], sources: Sequence[Source], sections: dict[str, bytes]) -> None:
    """Keep sections for the next run; a directory that cannot be written or is not private keeps nothing."""
    folder = cache_directory()
    payload = marshal.dumps((_identity(directories), [tuple(given) for given in sources], sections))
    target = os.path.join(folder, _file_name(directories))
    temporary = f"{target}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_private(folder):
            return
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(_MAGIC + crc32(payload).to_bytes(4, "little") + payload)
        os.replace(temporary, target)
    except OSError:
        _discard(temporary)


def _discard(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return


def _is_private(folder: str) -> bool:
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(status.st_mode)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def _identity(directories: Sequence[str]) -> tuple[Any, ...]:
    return (__version__, sys.hexversion, sys.implementation.cache_tag, *directories)


def _file_name(directories: Sequence[str]) -> str:
    return f"policy-{crc32(repr(_identity(directories)).encode()):08x}.bin"
