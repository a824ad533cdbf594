"""Where text goes: the two standard streams, or a file written whole or not at all. Always UTF-8, always line feeds."""

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from policyengine.errors import Mistake, UsageError


def wants_colour(asked: bool | None, output_file: str | None) -> bool:  # noqa: FBT001 - a three-valued flag
    """Say whether to colour: as asked, else on a terminal that can, unless NO_COLOR is set."""
    if asked is not None:
        return asked
    if output_file is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()


def write_output(text: str, output_file: str | None = None, *, kept: Iterable[str] = ()) -> None:
    """Print a text, or put it in a file in one step; raises UsageError when that cannot be done.

    The files `kept`, from which the text was made, are not written over. A reader that has gone, as `head` does, is no
    error: nothing is lost that anybody wanted.
    """
    if output_file is not None:
        if any(os.path.realpath(output_file) == os.path.realpath(path) for path in kept):
            message = f"`{output_file}` is a file that the report is made from, or was written beside it"
            raise UsageError(Mistake(message, hint="give --output-file another path"))
        write_file(text, output_file, "give --output-file a path to write to")
        return
    try:
        _write_stream(text, sys.stdout)
    except OSError as error:
        raise UsageError(Mistake(f"standard output: {_reason(error)}", hint="use --output-file PATH")) from None


def write_mistakes(mistakes: tuple[Mistake, ...]) -> None:
    """Print mistakes to standard error; what cannot be told there is told by the exit code alone."""
    from policyengine.snippet import render_mistake

    write_error("".join(f"{render_mistake(mistake)}\n\n" for mistake in mistakes))


def write_error(text: str) -> None:
    """Print a text to standard error if that is possible."""
    try:
        _write_stream(text, sys.stderr)
    except OSError:
        return


def _write_stream(text: str, stream: TextIO | None) -> None:
    if stream is None:  # closed by whoever started us
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
    """Let the interpreter flush the rest into nothing at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def write_file(text: str, path: str, hint: str) -> None:
    """Put a text in a file in one step; raises UsageError with the hint when that cannot be done."""
    data = text.encode("utf-8", "backslashreplace")
    target = os.path.realpath(path)  # a link keeps pointing at the file
    temporary = f"{target}.{os.getpid()}.tmp"
    try:
        if os.path.exists(target) and not os.path.isfile(target):  # /dev/stdout and its like are not to be replaced
            with open(target, "wb") as device:
                device.write(data)
            return
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, target)
    except (OSError, ValueError) as error:
        if os.path.lexists(temporary):
            os.unlink(temporary)
        raise UsageError(Mistake(f"`{path}`: {_reason(error)}", hint=hint)) from None


def _reason(error: OSError | ValueError) -> str:
    return ((error.strerror if isinstance(error, OSError) else "") or "cannot be written").lower()
