"""Caches a compiled policy between runs.

The file has the trust level of a `.pyc`: its directory belongs to the user alone, and a checksum is verified before any
byte is used. A missing, damaged, foreign or stale cache is not an error; the policy is compiled again.

A file has two parts. The first contains the data for every run, the second the data for explanations; a run without
explanations does not read it. The first part states the size and checksum of the second, so that parts of two builds
are never mixed.
"""

import marshal
import os
import stat
import sys
from binascii import crc32
from collections.abc import Mapping, Sequence
from typing import Any

from policyengine import __version__
from policyengine.inputs import note
from policyengine.policy.staleness import Source, are_same, settled
from policyengine.resources import ROOT

MAGIC = b"policyengine 4\n"
_START = len(MAGIC) + 8
"""The start of the first part; its checksum and its size, four bytes each, precede it."""

Sections = Mapping[str, bytes | memoryview]
"""Parts of a compiled policy by name, each as marshalled plain values or code."""


class Kept:
    """The content of a cache file: the sections of the first part, and the identity of the second."""

    def __init__(self, sections: Sections, path: str, size: int, checksum: int) -> None:
        self.sections, self.path, self.size, self.checksum = sections, path, size, checksum

    def rest(self) -> bytes | None:
        """Read the second part; return None if it is damaged, or belongs to another build."""
        try:
            with open(self.path, "rb") as file:
                file.seek(-self.size, os.SEEK_END)
                rest = file.read(self.size)
        except OSError:
            return None
        return rest if len(rest) == self.size and crc32(rest) == self.checksum else None


def cache_directory() -> str:
    """Return the cache directory: $POLICYENGINE_CACHE_DIR, or the user's cache directory.

    Empty for a user without a home directory, who has no cache.
    """
    explicit = os.environ.get("POLICYENGINE_CACHE_DIR")
    if explicit:
        return explicit
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "policyengine")
    return folder if os.path.isabs(folder) else ""


def read_cache(packs: Sequence[str], name: str = "") -> Kept | None:
    """Return the compiled policy of these packs, or None if no valid one exists.

    Packs are identified by their paths, or by a digest of their content; then `name` identifies the cache file.
    """
    folder = cache_directory()
    path = os.path.join(folder, _file_name(packs, name))
    if not _is_private(folder):
        return None
    try:
        first, total = _first_part(path)
        identity, sources, sizes, size, checksum = marshal.loads(first)  # noqa: S302 - checksummed, in the user's own 0700 folder
    except (OSError, EOFError, ValueError, TypeError):
        return None
    if identity != _identity(packs) or _START + len(first) + size != total:
        return None
    older = settled(sources)
    if not are_same(sources):
        return None
    note(path for path, *_ in sources)
    kept = Kept(_sliced(first, sizes), path, size, checksum)
    if older is not sources and older != sources:
        rest = kept.rest()
        if rest is None:
            return None
        write_cache(packs, older, kept.sections, rest, name)
    return kept


def _first_part(path: str) -> tuple[memoryview, int]:
    """Read the first part of a cache file; return it with the file size. Raises ValueError if it is damaged."""
    with open(path, "rb") as file:
        start = file.read(_START)
        size = int.from_bytes(start[-4:], "little")
        total = os.fstat(file.fileno()).st_size
        if not start.startswith(MAGIC) or size > total:
            raise ValueError(path)
        first = file.read(size)
    if int.from_bytes(start[-8:-4], "little") != crc32(first):
        raise ValueError(path)
    return memoryview(first), total


def _sliced(part: memoryview, sizes: Mapping[str, int]) -> Sections:
    """Return the sections, up to the end of the part, without copying them."""
    sections = {}
    place = len(part) - sum(sizes.values())
    for name, size in sizes.items():
        sections[name] = part[place : place + size]
        place += size
    return sections


def write_cache(
    packs: Sequence[str], sources: Sequence[Source], sections: Sections, rest: bytes, name: str = ""
) -> None:
    """Write sections and explanation data for the next run, under the names that `read_cache` expects.

    If the directory cannot be written or is not private, nothing is stored.
    """
    folder = cache_directory()
    if not folder:
        return
    sizes = {key: len(section) for key, section in sections.items()}
    header = (_identity(packs), [tuple(given) for given in sources], sizes, len(rest), crc32(rest))
    first = b"".join((marshal.dumps(header), *sections.values()))
    start = MAGIC + crc32(first).to_bytes(4, "little") + len(first).to_bytes(4, "little")
    target = os.path.join(folder, _file_name(packs, name))
    from policyengine.drafts import discard_draft, put_in_place, remove_leftovers, write_draft

    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _is_private(folder):
            return
        draft = write_draft(target, start + first + rest, 0o600)
    except OSError:
        return
    try:
        put_in_place(draft)
    except OSError:
        discard_draft(draft)
        return
    from policyengine.policy.leftovers import remove_unused

    remove_leftovers(folder)
    remove_unused(folder)


def _is_private(folder: str) -> bool:
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(status.st_mode)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def _identity(packs: Sequence[str]) -> tuple[Any, ...]:
    """Return the identity of a cache: this program and its installation, this Python, and these packs."""
    return (__version__, ROOT, sys.hexversion, sys.implementation.cache_tag, *packs)


def _file_name(packs: Sequence[str], name: str = "") -> str:
    return f"policy-{name or format(crc32(repr(_identity(packs)).encode()), '08x')}.bin"
