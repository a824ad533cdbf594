"""Keeps a compiled policy between runs.

The file has the trust level of a `.pyc`: its directory belongs to the user alone, and its checksum is compared before a
byte of it is used. A cache that is missing, damaged, foreign or stale is not an error; it is made again.
"""

import marshal
import os
import stat
import sys
from binascii import crc32
from collections.abc import Mapping, Sequence
from typing import Any

from policyengine import __version__
from policyengine.policy.staleness import Source, is_same, settled
from policyengine.resources import ROOT

_MAGIC = b"policyengine 2\n"

Sections = Mapping[str, bytes | memoryview]
"""Parts of a compiled policy by name, each what marshal makes of plain values or code."""


def cache_directory() -> str:
    """Give the directory that caches are kept in: $POLICYENGINE_CACHE_DIR, or the user's cache directory.

    Empty for a user without a home: nothing is kept then.
    """
    explicit = os.environ.get("POLICYENGINE_CACHE_DIR")
    if explicit:
        return explicit
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "policyengine")
    return folder if os.path.isabs(folder) else ""


def read_cache(packs: Sequence[str], name: str = "") -> Sections | None:
    """Give the sections compiled from these packs, or None if there are none that can be used.

    Packs are known by their paths, or by a digest of what they say; then `name` tells the cache's file.
    """
    folder = cache_directory()
    if not _is_private(folder):
        return None
    try:
        with open(os.path.join(folder, _file_name(packs, name)), "rb") as file:
            blob = memoryview(file.read())
    except OSError:
        return None
    start = len(_MAGIC) + 4
    if blob[: len(_MAGIC)] != _MAGIC or int.from_bytes(blob[len(_MAGIC) : start], "little") != crc32(blob[start:]):
        return None
    try:
        identity, sources, sizes = marshal.loads(blob[start:])  # noqa: S302 - checksummed, in the user's own 0700 folder
    except (EOFError, ValueError, TypeError):
        return None
    if identity != _identity(packs):
        return None
    known = [Source(*given) for given in sources]
    older = [settled(given) if given.young else given for given in known]
    if not all(map(is_same, known)):
        return None
    sections = _sliced(blob, sizes)
    if older != known:
        write_cache(packs, older, sections, name)
    return sections


def _sliced(blob: memoryview, sizes: Mapping[str, int]) -> Sections:
    """Give the sections, which end where the file ends, without copying them: a run reads a few."""
    sections = {}
    place = len(blob) - sum(sizes.values())
    for name, size in sizes.items():
        sections[name] = blob[place : place + size]
        place += size
    return sections


def write_cache(packs: Sequence[str], sources: Sequence[Source], sections: Sections, name: str = "") -> None:
    """Keep sections for the next run; a directory that cannot be written or is not private keeps nothing."""
    folder = cache_directory()
    if not folder:
        return
    sizes = {name: len(section) for name, section in sections.items()}
    header = marshal.dumps((_identity(packs), [tuple(given) for given in sources], sizes))
    payload = b"".join((header, *sections.values()))
    target = os.path.join(folder, _file_name(packs, name))
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


def _identity(packs: Sequence[str]) -> tuple[Any, ...]:
    """Give what a cache is for: this program, installed here, on this Python, with these packs."""
    return (__version__, ROOT, sys.hexversion, sys.implementation.cache_tag, *packs)


def _file_name(packs: Sequence[str], name: str = "") -> str:
    return f"policy-{name or format(crc32(repr(_identity(packs)).encode()), '08x')}.bin"
