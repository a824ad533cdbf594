"""Where text goes: standard output, or a file written whole or not at all."""

import os
import sys

from policyengine.errors import Mistake, UsageError


def wants_colour(asked: bool | None, output_file: str | None) -> bool:  # noqa: FBT001 - a three-valued flag
    """Say whether to colour: as asked, else on a terminal unless NO_COLOR is set."""
    if asked is not None:
        return asked
    return output_file is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def write_output(text: str, output_file: str | None) -> None:
    """Print a text as UTF-8, or put it in a file in one step; raises UsageError when the file cannot be written."""
    data = text.encode("utf-8", "backslashreplace")
    if output_file is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    temporary = f"{output_file}.{os.getpid()}.tmp"
    try:
        with open(temporary, "xb") as file:
            file.write(data)
        os.replace(temporary, output_file)
    except OSError as error:
        reason = (error.strerror or "cannot be written").lower()
        raise UsageError(Mistake(f"`{output_file}`: {reason}", None, "", "give a path that can be written")) from None
