"""Files that a run writes: in one step, never over an input, and as a stream where the path is one."""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable

from policyengine.cli.protected import is_stream, protected
from policyengine.drafts import discard_draft, put_in_place, remove_leftovers, write_draft
from policyengine.errors import Mistake, UsageError

_DESCRIPTORS = re.compile(r"/dev/fd|/proc/(\d+)(?:/task/\d+)?/fd")
_MOST_LINKS = 40


def write_file(text: str, path: str, hint: str, *, kept: Iterable[str] = (), entries: bool = False) -> None:
    """Put a text in a file in one step, or write it to the pipe or device that the path names.

    Raises UsageError with the hint where that cannot be done, and where the path is `protected`.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        wrong = protected(path, kept, entries=entries)
        if wrong:
            raise UsageError(Mistake(f"`{path}` {wrong}", hint=hint))
        descriptor = _descriptor(path)
        if descriptor is not None:
            _write_stream(data, descriptor)
        elif is_stream(path):
            _write_device(data, path)
        else:
            _replace(data, os.path.realpath(path))  # a link keeps pointing at the file
    except (OSError, ValueError) as error:
        raise UsageError(Mistake(f"`{path}`: {reason_of(error)}", hint=hint)) from None


def _descriptor(path: str) -> int | None:
    """Return the number of the open file that a path such as `/dev/stdout` or `/proc/self/fd/3` stands for."""
    at = os.path.abspath(path)
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(at)
        folder = os.path.realpath(folder)
        found = _DESCRIPTORS.fullmatch(folder)
        if found and name.isdecimal() and found[1] in {None, str(os.getpid())}:
            return int(name)
        at = os.path.join(folder, name)
        if not os.path.islink(at):
            return None
        at = os.path.join(folder, os.readlink(at))
    return None


def _write_stream(data: bytes, descriptor: int) -> None:
    """Write to an open file without replacing it: a shell may have opened it to append."""
    stream = {1: sys.stdout, 2: sys.stderr}.get(descriptor)
    if stream is not None:
        stream.flush()
    try:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(data)
    except BrokenPipeError:  # the reader has gone, as with the standard output
        return


def _write_device(data: bytes, path: str) -> None:
    try:
        with open(path, "wb") as device:
            device.write(data)
    except BrokenPipeError:
        return


def _replace(data: bytes, target: str) -> None:
    if os.path.isdir(target):
        raise IsADirectoryError(0, "is a directory")
    if os.path.islink(target):  # what remains of a link that leads to itself
        raise OSError(errno.ELOOP, "is a symbolic link that leads to itself")
    remove_leftovers(os.path.dirname(target))
    draft = write_draft(target, data)
    try:
        if os.path.exists(target):
            os.chmod(draft.path, stat.S_IMODE(os.stat(target).st_mode))
        put_in_place(draft)
    finally:
        discard_draft(draft)


def reason_of(error: OSError | ValueError) -> str:
    """Return the system's words for why something cannot be written."""
    return ((error.strerror if isinstance(error, OSError) else "") or "cannot be written").lower()
