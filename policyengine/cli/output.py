"""Write text to the two standard streams, or to a file in one step. Always UTF-8 with line feeds."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

import click

from policyengine.errors import Mistake, UsageError


def output_file_option(subject: str = "report") -> Callable[[Any], Any]:
    """Return the option --output-file, which refuses a file that the run reads."""
    return click.option(
        "--output-file", metavar="PATH", callback=_watched, help=f"Write the {subject} here instead of printing it."
    )


def _watched(_context: click.Context, _parameter: click.Parameter, path: str | None) -> str | None:
    if path is not None:
        from policyengine.inputs import watch

        watch((path,))
    return path


def wants_colour(asked: bool | None, output_file: str | None) -> bool:  # noqa: FBT001 - a three-valued flag
    """Return whether to colour: as asked, else on a terminal that can, unless NO_COLOR is set."""
    if asked is not None:
        return asked
    if output_file is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def write_output(text: str, output_file: str | None = None, *, kept: Iterable[str] = (), entries: bool = False) -> None:
    """Print a text, or put it in a file in one step; raises UsageError when that cannot be done.

    The files `kept`, and those that the run has read, are not overwritten; only catalog `entries` go into a pack. A
    reader that closes the pipe, as `head` does, is not an error.
    """
    if output_file is not None:
        from policyengine.cli.output_files import write_file

        write_file(text, output_file, "write to another path with --output-file", kept=kept, entries=entries)
    elif text:
        _print(text)


class Printer:
    """Prints texts one after another as they come, or writes them to a file in one step at the end.

    It raises UsageError as `write_output`.
    """

    def __init__(self, output_file: str | None, kept: Iterable[str]) -> None:
        self._output_file, self._kept = output_file, kept
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        """Print a text now, or keep it for the file."""
        if self._output_file is not None:
            self._texts.append(text)
        elif text:
            _print(text)

    def end(self) -> None:
        """Write the file, if there is one."""
        if self._output_file is not None:
            write_output("".join(self._texts), self._output_file, kept=self._kept)


def _print(text: str) -> None:
    try:
        _write_stream(text, sys.stdout)
    except OSError as error:
        from policyengine.cli.output_files import reason_of

        raise UsageError(Mistake(f"standard output: {reason_of(error)}", hint="use --output-file PATH")) from None


def write_mistakes(mistakes: tuple[Mistake, ...]) -> None:
    """Print mistakes to standard error; where that is closed, only the exit code reports them."""
    from policyengine.snippet import render_mistake

    write_error("".join(f"{render_mistake(mistake)}\n\n" for mistake in mistakes))


def write_error(text: str) -> None:
    """Print a text to standard error if that is possible."""
    try:
        _write_stream(text, sys.stderr)
    except OSError:
        return


def _write_stream(text: str, stream: TextIO | None) -> None:
    if stream is None:  # closed by the parent process
        return
    try:
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.buffer.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError:
        _silence(stream)
        raise


def _silence(stream: TextIO) -> None:
    """Discard what the interpreter flushes when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
