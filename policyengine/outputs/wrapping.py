"""Breaks long lines at spaces; source lines and the carets below them are unchanged."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from policyengine.snippet import WIDTH

_NOTE = re.compile(r" *= \w+: ")
_SOURCE = re.compile(r" *\d* *\|")


def wrapped(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a printed block, each at most `WIDTH` columns if it has a space to break at."""
    for line in lines:
        if len(line) <= WIDTH or _SOURCE.match(line):
            yield line
            continue
        note = _NOTE.match(line)
        indent = " " * (note.end() if note else 4)
        yield from textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
