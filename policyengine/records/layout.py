"""Reads a record back: what its header, its headings and its blocks say."""

import json
import re
from itertools import pairwise
from typing import Any, NamedTuple

from policyengine.records.blocks import Blocks, Edit, read_blocks

_PAIR = re.compile(r"([a-z][a-z0-9-]*):(?: (.*))?")
_BULLET = re.compile(r"\* (Status|Deciders|Date|Tags): (.*)")
_CHOSEN = re.compile(r'^Chosen option: "([^"\n]+)", because (.+)\.$', re.MULTILINE)
_SUPERSEDES = re.compile(r"^\* Supersedes \[([^\]\n]+)\]\(\1\.md\)$", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6}) (.+)")
_KNOWN = ("number", "status", "date", "decision-makers", "consulted", "informed", "tags")


class Chosen(NamedTuple):
    """What an outcome sentence says."""

    option: str
    reason: str


class Record(NamedTuple):
    """A record as it stands in a file.

    `front` is the front matter, `metadata` the bullets below the title, `headings` pairs of level and text in order,
    `standings` pairs of option title and first word of its verdict. `edits` is what a hand changed.
    """

    front: dict[str, Any]
    title: str
    metadata: dict[str, str]
    headings: tuple[tuple[int, str], ...]
    chosen: tuple[Chosen, ...]
    options: tuple[str, ...]
    standings: tuple[tuple[str, str], ...]
    supersedes: str
    blocks: Blocks
    edits: tuple[Edit, ...]

    @property
    def status(self) -> str:
        """Give the state: `superseded` of `superseded by ADR-0002`."""
        return str(self.front.get("status", "")).partition(" ")[0].lower()

    @property
    def inputs(self) -> str:
        """Give the digest of what the rules read when the record was written."""
        return str(self.front.get("x-policyengine-inputs", ""))

    @property
    def outcome(self) -> tuple[Any, ...]:
        """Give what must stay true of an accepted record: what is chosen, and where each option stands."""
        return tuple(chosen.option for chosen in self.chosen), self.standings


def read_record(text: str) -> Record:
    """Read a record; a file that is none gives empty fields, never an error."""
    lines = text.split("\n")
    front, body = read_front_matter(lines)
    blocks = read_blocks(lines)
    header = lines[body : blocks.start - 1 if blocks.start else len(lines)]
    metadata = {found[1]: found[2] for line in header if (found := _BULLET.fullmatch(line))}
    headings = _headings(lines[body:])
    supersedes = _SUPERSEDES.search(blocks.text("information"))
    return Record(
        front,
        next((text for level, text in headings if level == 1), ""),
        metadata,
        headings,
        tuple(Chosen(*found) for found in _CHOSEN.findall(blocks.text("outcome"))),
        tuple(line[2:] for line in blocks.text("options").split("\n") if line.startswith("* ")),
        _standings(blocks.text("options-compared")),
        supersedes[1] if supersedes else "",
        blocks,
        (*_header_edits(front, body, header), *blocks.edits),
    )


def read_front_matter(lines: list[str]) -> tuple[dict[str, Any], int]:
    """Give the front matter's pairs and the index of the first line after it; no front matter gives an empty one.

    Reads what records write: bare words, and texts and lists in JSON. A value of another form stays as it is.
    """
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        return {}, 0
    end = lines.index("---", 1)
    pairs = [found for line in lines[1:end] if (found := _PAIR.fullmatch(line))]
    return {pair[1]: _value(pair[2] or "") for pair in pairs}, end + 1


def _value(text: str) -> Any:
    if not text.startswith(('"', "[")):
        return int(text) if text.isascii() and text.isdigit() else text.strip()
    try:
        return json.loads(text)
    except ValueError:
        return text


def _headings(lines: list[str]) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    fence = ""
    for line in lines:
        if mark := _FENCE.match(line):
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip(f" {fence[0]}"):
                fence = ""
        elif not fence and (heading := _HEADING.fullmatch(line)):
            found.append((len(heading[1]), heading[2]))
    return tuple(found)


def _standings(text: str) -> tuple[tuple[str, str], ...]:
    lines = [line for line in text.split("\n") if line]
    return tuple(
        (line[4:], following.partition(" ")[0].rstrip(":,"))
        for line, following in pairwise(lines)
        if line.startswith("### ")
    )


def _header_edits(front: dict[str, Any], body: int, header: list[str]) -> list[Edit]:
    """Find what a hand added to the header; a value changed there shows where the header disagrees with itself."""
    strange = [
        Edit(f"front matter has the key `{key}`, which is not generated", 1)
        for key in front
        if key not in _KNOWN and not key.startswith("x-policyengine-")
    ]
    strange += [
        Edit("text written outside the generated blocks", body + offset)
        for offset, line in enumerate(header, 1)
        if line.strip() and not _BULLET.fullmatch(line) and not (offset == 1 and line.startswith("# "))
    ]
    bullets = {found[1]: found[2] for line in header if (found := _BULLET.fullmatch(line))}
    pairs = (("status", "Status"), ("date", "Date"))
    return strange + [
        Edit(f"the front matter says {key} `{front[key]}`, the list below the title says `{bullets[name]}`", 1)
        for key, name in pairs
        if key in front and name in bullets and str(front[key]).partition(" ")[0] != bullets[name].partition(" ")[0]
    ]
