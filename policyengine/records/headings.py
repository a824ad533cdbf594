"""The headings of a Markdown text, as every reader of records finds them: those in code do not count."""

import re
from typing import NamedTuple

_FENCE = re.compile(r" {0,3}(`{3,}(?!.*`)|~{3,})")
_HEADING = re.compile(r"(#{1,6}) (.+)")


class Heading(NamedTuple):
    """A heading and the index of its line, from 0."""

    level: int
    text: str
    at: int


def headings_of(lines: list[str]) -> tuple[Heading, ...]:
    """Return the headings among some lines, leaving out those in fenced code."""
    found: list[Heading] = []
    fence = ""
    for index, line in enumerate(lines):
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip(f" {fence[0]}"):
                fence = ""
        elif not fence and (heading := _HEADING.fullmatch(line)):
            found.append(Heading(len(heading[1]), heading[2], index))
    return tuple(found)
