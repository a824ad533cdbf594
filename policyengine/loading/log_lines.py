"""Read the lines of a file of any size in constant memory, and keep the ones that could not be read."""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from operator import length_hint
from typing import BinaryIO

from policyengine.errors import InputError, Mistake
from policyengine.loading.files import cannot_read
from policyengine.location import Location
from policyengine.words.numbers import full

CHUNK = 1 << 20
"""Bytes read at a time."""

LONGEST = 1 << 22
"""Bytes a line may have: a file without line ends is not a log."""

NOT_UTF8 = "\ufffd"
"""The text of a line with bytes that are not UTF-8."""

WHY_NOT_UTF8 = "this line is not UTF-8"


def open_log(path: str, shown: str) -> tuple[BinaryIO, int]:
    """Open a regular file for reading, and return its size in bytes; raises InputError."""
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(Mistake(f"`{shown}`: not a regular file", hint="read a pipe as `-`"))
        return open(path, "rb"), status.st_size
    except (OSError, ValueError) as error:
        raise cannot_read(path, shown, error) from None


def chunks_of_lines(stream: BinaryIO, shown: str, on_read: Callable[[int], None]) -> Iterator[list[str]]:
    """Yield the lines of a UTF-8 stream a chunk at a time, without their line feeds.

    `on_read` is called with the number of bytes of each chunk. A line that is not UTF-8 becomes `NOT_UTF8`. Raises
    InputError for a line of more than `LONGEST` bytes, and for a stream that cannot be read to its end.
    """
    kept = b""
    number = 0
    while block := _read(stream, shown):
        whole, feed, rest = block.rpartition(b"\n")
        if len(kept) + (block.find(b"\n") if feed else len(block)) > LONGEST:
            place = Location(shown, number + 1, 1, number + 1, 2)
            raise InputError(Mistake(f"this line is longer than {full(LONGEST)} bytes", place, hint="is this a log?"))
        if feed:
            lines = _decoded(kept + whole)
            if not number:
                lines[0] = lines[0].removeprefix("\ufeff")
            yield lines
            number += len(lines)
            kept = rest
        else:
            kept += rest
        on_read(len(block))
    if kept:
        lines = _decoded(kept)
        yield lines if number else [lines[0].removeprefix("\ufeff")]


def _read(stream: BinaryIO, shown: str) -> bytes:
    try:
        return stream.read(CHUNK)
    except OSError as error:
        raise cannot_read(shown, shown, error) from None


def _decoded(data: bytes) -> list[str]:
    """Decode and split at line feeds only, with or without carriage returns: other separators are inside a field."""
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


class Lines:
    """The lines of a stream, chunk by chunk, with the number and text of the current line."""

    def __init__(self, chunks: Iterable[list[str]]) -> None:
        self._source = chunks
        self._chunk: list[str] = []
        self._before = 0
        self._at: Iterator[str] = iter(())
        self.chunks = self._chunks()

    def _chunks(self) -> Iterator[Iterator[str]]:
        for chunk in self._source:
            self._before += len(self._chunk)
            self._chunk, self._at = chunk, iter(chunk)
            yield self._at

    @property
    def number(self) -> int:
        """Return the number of the line taken last, from 1."""
        return self._before + len(self._chunk) - length_hint(self._at)

    @property
    def text(self) -> str:
        """Return the line taken last."""
        index = self.number - 1 - self._before
        return self._chunk[index] if self._chunk and index >= 0 else ""

    @property
    def is_quoted(self) -> bool:
        """Return whether the chunk has a double quote."""
        return '"' in "".join(self._chunk)


class LeftOut:
    """How many rows could not be read, and what is wrong with the first."""

    def __init__(self) -> None:
        self.count = 0
        self.first: Mistake | None = None

    def add(self, lines: Lines, shown: str, wrong: tuple[str, str]) -> None:
        """Count the row that ends here; `wrong` is the message and the wrong text in it."""
        self.count += 1
        if self.first is None:
            message, part = wrong
            number, source = lines.number, lines.text
            if source == NOT_UTF8:
                message, part = WHY_NOT_UTF8, ""
            start = max(0, source.find(part))
            place = Location(shown, number, start + 1, number, start + 1 + max(1, len(part or source)))
            self.first = Mistake(message, place, source)
