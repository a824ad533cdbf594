"""Lines of a file of any size, in constant memory."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from typing import BinaryIO

from policyengine.errors import InputError, Mistake
from policyengine.loading.files import cannot_read
from policyengine.location import Location

CHUNK = 1 << 20
"""Bytes read at a time."""

LONGEST = 1 << 22
"""Bytes a line may have: what has no line ends is no log."""

NOT_UTF8 = "\ufffd"
"""What stands for a line with bytes that are not UTF-8."""


def open_log(path: str, shown: str) -> tuple[BinaryIO, int]:
    """Open a regular file for reading, and give its size in bytes; raises InputError."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(Mistake(f"`{shown}`: not a regular file", hint="read a pipe as `-`"))
        return open(path, "rb"), status.st_size
    except (OSError, ValueError) as error:
        raise cannot_read(path, shown, error) from None


def chunks_of_lines(stream: BinaryIO, shown: str, told: Callable[[int], None]) -> Iterator[list[str]]:
    """Give the lines of a UTF-8 stream a chunk at a time, without their line feeds.

    `told` gets the number of bytes of each chunk read. A line that is not UTF-8 becomes `NOT_UTF8`. Raises InputError
    for a line of more than `LONGEST` bytes, and for a stream that cannot be read to its end.
    """
    kept = b""
    number = 0
    while block := _read(stream, shown):
        whole, feed, rest = block.rpartition(b"\n")
        if len(kept) + (block.find(b"\n") if feed else len(block)) > LONGEST:
            place = Location(shown, number + 1, 1, number + 1, 2)
            raise InputError(Mistake(f"this line is longer than {LONGEST:,} bytes", place, hint="is this a log?"))
        if feed:
            lines = _decoded(kept + whole)
            if not number:
                lines[0] = lines[0].removeprefix("\ufeff")
            yield lines
            number += len(lines)
            kept = rest
        else:
            kept += rest
        told(len(block))
    if kept:
        lines = _decoded(kept)
        yield lines if number else [lines[0].removeprefix("\ufeff")]


def _read(stream: BinaryIO, shown: str) -> bytes:
    try:
        return stream.read(CHUNK)
    except OSError as error:
        raise cannot_read(shown, shown, error) from None


def _decoded(data: bytes) -> list[str]:
    """Decode and split at line feeds only, with or without carriage returns: other separators stand inside a field."""
    data = data.replace(b"\r\n", b"\n").removesuffix(b"\r")
    try:
        return data.decode().split("\n")
    except UnicodeDecodeError:
        return [_line(line) for line in data.split(b"\n")]


def _line(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return NOT_UTF8
