"""Progress of long work on a terminal; nothing in a pipe."""

import sys

from policyengine.cli.output import write_error
from policyengine.snippet import escape_text
from policyengine.words.numbers import full

_STEP = 1 << 24
"""Bytes between two lines: no clock is needed to keep the terminal calm."""


class Progress:
    """A line that is overwritten while bytes are read; `size` is 0 if unknown."""

    def __init__(self, name: str, size: int) -> None:
        self._name, self._size = escape_text(name), size
        self._read, self._next = 0, _STEP
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def add(self, read: int) -> None:
        """Count bytes, and print the progress from time to time."""
        self._read += read
        if self._shown and self._read >= self._next:
            self._next = self._read + _STEP
            share = f", {self._read * 100 // self._size} %" if self._size else ""
            write_error(f"\r\x1b[K{self._name}: {full(round(self._read / 1e6))} MB read{share}")

    def end(self) -> None:
        """Remove the line."""
        if self._shown and self._read >= _STEP:
            write_error("\r\x1b[K")
