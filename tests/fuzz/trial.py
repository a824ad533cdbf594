"""One input of the fuzz harness: files, and the command that reads them."""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

DAY = "2026-11-22"
"""The day of every run: no clock decides what an input does."""


class Trial(NamedTuple):
    """Files by path, the command that reads them, and which of the files was changed."""

    files: dict[str, bytes]
    command: tuple[str, ...]
    target: str

    def with_text(self, text: bytes) -> "Trial":
        """Return the trial with another text in the file that was changed."""
        return self._replace(files={**self.files, self.target: text})


class Format(NamedTuple):
    """A format that a person writes or a program reads: how to make an input of it.

    `alike` are inputs that say the same as a first one in another style, so that the command's answer is the same.
    """

    name: str
    make: Callable[[Random], Trial]
    alike: Callable[[Random], tuple[Trial, Trial]] | None = None


class Outcome(NamedTuple):
    """What became of one run: exit code, output, CPU seconds, and the exception that nobody expected."""

    code: int
    out: str
    err: str
    seconds: float
    bug: BaseException | None = None
