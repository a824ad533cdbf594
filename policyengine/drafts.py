"""Drafts: temporary files that replace their target in one step, and are removed by the next run if a run was killed.

A draft is locked while its run lives, so that another run can distinguish leftovers from drafts in use.
"""

import os
import re
import stat
from collections.abc import Callable
from io import FileIO
from typing import NamedTuple

from policyengine import unfinished

_NAME = re.compile(r"\..+\.policyengine-[0-9a-f]{16}\.tmp")
_LONGEST = 180
"""Maximum bytes of the target's name in the name of a draft; file systems allow 255 in total."""


class Draft(NamedTuple):
    """A temporary text, its target, and the open file that holds the lock."""

    path: str
    target: str
    file: FileIO


def write_draft(target: str, content: bytes, mode: int = 0o666, *, durable: bool = False) -> Draft:
    """Write a draft beside its target; `durable` waits until it is on disk. Raises OSError if it cannot be written."""
    folder, name = os.path.split(target)
    stem = name.encode(errors="surrogateescape")[:_LONGEST].decode(errors="ignore")
    while True:
        path = os.path.join(folder, f".{stem}.policyengine-{os.urandom(8).hex()}.tmp")
        unfinished.begin(path)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        _lock(descriptor)
        if os.fstat(descriptor).st_nlink:  # another run may have removed it as a leftover before it was locked
            break
        os.close(descriptor)
        unfinished.end(path)
    draft = Draft(path, target, FileIO(descriptor, "wb"))
    try:
        view = memoryview(content)
        while view:
            view = view[draft.file.write(view) :]
        if durable:
            os.fsync(descriptor)
    except OSError:
        discard_draft(draft)
        raise
    return draft


def put_in_place(draft: Draft) -> None:
    """Replace the target by its draft. Raises OSError and leaves both files if the system refuses it."""
    if os.name == "nt":  # an open file cannot be renamed on Windows
        draft.file.close()
    os.replace(draft.path, draft.target)
    unfinished.end(draft.path)
    draft.file.close()


def discard_draft(draft: Draft) -> None:
    """Remove a draft if it still exists."""
    _quietly(draft.file.close)
    _quietly(os.unlink, draft.path)
    unfinished.end(draft.path)


def remove_leftovers(folder: str) -> None:
    """Remove leftover drafts of killed runs from a folder: unlocked regular files of this user with such a name."""
    try:
        names = [name for name in os.listdir(folder or ".") if _NAME.fullmatch(name)]
    except OSError:
        return
    for name in names:
        path = os.path.join(folder, name)
        _quietly(_remove_unlocked, path)


def _remove_unlocked(path: str) -> None:
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or (hasattr(os, "geteuid") and status.st_uid != os.geteuid()):
        return
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        is_free = _lock(descriptor)
        if is_free and os.name != "nt":
            os.unlink(path)
    finally:
        os.close(descriptor)
    if os.name == "nt":  # a file in use cannot be removed on Windows
        os.unlink(path)


def _lock(descriptor: int) -> bool:
    """Lock a file while it is open; return False if another run holds the lock, or the file system has no locks."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _quietly(action: Callable[..., None], *arguments: str) -> None:
    try:
        action(*arguments)
    except OSError:
        return
