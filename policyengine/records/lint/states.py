"""The places where a record of any author and layout states its status."""

import re
from typing import NamedTuple

from policyengine.records.layout import Record

_STATUS_BULLET = re.compile(r"\* Status: (.*)")


class States(NamedTuple):
    """The status that a record states in its front matter, its list or its section, with the line."""

    layout: str
    words: tuple[str, ...]
    line: int


def states_of(record: Record, text: str) -> States:
    """Return every place where a record of any author states its status, the front matter first."""
    lines = text.split("\n")
    section = line_of(lines, "## Status")
    bullet = next((found[1] for line in lines if (found := _STATUS_BULLET.fullmatch(line))), "")
    front = str(record.front.get("status", "")).strip("\"'") if lines[0] == "---" else ""
    if section and not front:
        told = next(((number, line) for number, line in enumerate(lines, 1) if number > section and line.strip()), None)
        return States("nygard", (_word(told[1]),) if told else (), told[0] if told else section)
    words = tuple(_word(told) for told in (front, bullet) if told)
    layout = "madr4" if front or not bullet else "madr2"
    return States(layout, words, line_of(lines, "status: ") or line_of(lines, "* Status: ") or 1)


def line_of(lines: list[str], start: str) -> int:
    """Return the first line, from 1, that begins so, or 0."""
    return next((number for number, line in enumerate(lines, 1) if line.startswith(start)), 0)


def _word(status: str) -> str:
    return status.strip().partition(" ")[0].lower()
