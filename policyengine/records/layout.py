"""Read a record back: its header, headings and blocks."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from policyengine.records.amendments import Amendment, amendments_of
from policyengine.records.blocks import Blocks, Edit, read_blocks
from policyengine.records.header import read_header
from policyengine.records.headings import headings_of
from policyengine.records.marker import find_marker
from policyengine.records.picture_links import pictures_shown
from policyengine.records.sections import read_sections

_CHOSEN = re.compile(r'^(?:Chosen option: |We [a-z ]+ use )"([^"\n]+)"', re.MULTILINE)
_SUPERSEDES = re.compile(r"^(?:[*+-] )?Super[sc]edes \[([^\]\n]+)\]\(\1\.md\)$", re.MULTILINE)
_SUPERSEDED = re.compile(r"^(?:[*+-] Status: s|S)uperseded by \[([^\]\n]+)\]\(\1\.md\)$", re.MULTILINE)
_FORCED = re.compile(r"^#{3,4} What forced it.*\n((?:(?!#).*\n)*)", re.MULTILINE)
_RULE = re.compile(r"^[*+-] `([^`\n]+)` \(", re.MULTILINE)
_CELL = re.compile(r"(?<!\\)\|")
_WRAP = re.compile(r"(?<=[^\n])\n(?! *\d+[.)] ) *(?=[^\s#|<*+-])")
_ITEM = re.compile(r"[*+-] (.*)")
_FULL_TITLE = re.compile(r"^#{3,4} (.+)\n+[^\n]*\bDeclared as `([^`\n]+)`", re.MULTILINE)
"""The heading of an option and the line below it, which has its full title."""

_STANDINGS = {"Refused": "Excluded", "Unknown": "Undecided"}
"""The words of version 0.1.0, and those of today."""


class Record(NamedTuple):
    """A record as it is in a file.

    `front` has the keys of front matter in every layout, `metadata` are the bullets below the title, `headings` pairs
    of level and text in order, `standings` pairs of option title and first word of its verdict, `full_titles` pairs of
    an option's title and its title in ids, none in records of earlier versions, `forced` the rules that forced the
    choice. `supersedes` and `superseded_by` are names without `.md`. `pictures` are the digests of the
    pictures shown, by file. `edits` are changes by hand.
    """

    layout: str
    front: dict[str, Any]
    title: str
    metadata: dict[str, str]
    headings: tuple[tuple[int, str], ...]
    chosen: tuple[str, ...]
    options: tuple[str, ...]
    standings: tuple[tuple[str, str], ...]
    full_titles: tuple[tuple[str, str], ...]
    forced: tuple[str, ...]
    supersedes: str
    superseded_by: str
    amendments: tuple[Amendment, ...]
    blocks: Blocks
    edits: tuple[Edit, ...]
    pictures: dict[str, str]

    def says_the_same_as(self, other: "Record") -> bool:
        """Return whether a formatter at most tells this record from another, which nobody edited."""
        fields = ("layout", "front", "title", "metadata", "supersedes", "superseded_by", "pictures")
        mine, theirs = ([(block.name, block.digest) for block in one.blocks.blocks] for one in (self, other))
        same = mine == theirs and all(getattr(self, field) == getattr(other, field) for field in fields)
        return same and not self.edits

    @property
    def status(self) -> str:
        """Return the state: `superseded` of `superseded by ADR-0002`."""
        return str(self.front.get("status", "")).partition(" ")[0].lower()

    @property
    def key(self) -> str:
        """Return what identifies its decision: `project/decision`."""
        return str(self.front.get("x-policyengine-key", ""))

    @property
    def inputs(self) -> str:
        """Return the digest of what the rules read when the record was written or last amended."""
        written = str(self.front.get("x-policyengine-inputs", ""))
        return self.amendments[-1].inputs if self.amendments else written

    @property
    def last_day(self) -> str:
        """Return the day on which the record was decided or last amended."""
        return self.amendments[-1].date if self.amendments else str(self.front.get("date", ""))

    @property
    def in_full(self) -> "Record":
        """Return this record with the full titles of its options, which records of earlier versions have throughout."""
        full = dict(self.full_titles)
        return self._replace(
            chosen=tuple(full.get(title, title) for title in self.chosen),
            standings=tuple((full.get(title, title), standing) for title, standing in self.standings),
        )

    @property
    def outcome(self) -> tuple[Any, ...]:
        """Return what must stay true of an accepted record: the choice, each option's standing, what forced it."""
        full = self.in_full
        return full.chosen, full.standings, full.forced


def read_record(text: str) -> Record:
    """Read a record; a file of another kind has empty fields, and nothing is raised."""
    lines = text.split("\n")
    marker, _ = find_marker(lines)
    in_sections = bool(marker and marker.layout == "madr2" and lines[0] != "---")
    blocks = read_sections(lines) if in_sections else read_blocks(lines)
    start = blocks.start - 1 if blocks.start else len(lines)
    header = read_header(lines, start)
    # People's own words are below a heading; a link in them means nothing.
    linking = unwrapped(blocks.text("more") or blocks.text("information"))
    relations = "\n".join(lines[:start]) + "\n" + linking.partition("\n### ")[0]
    forcing = unwrapped(blocks.text("evidence") or blocks.text("outcome"))
    supersedes, superseded = _SUPERSEDES.search(relations), _SUPERSEDED.search(relations)
    return Record(
        header.layout,
        header.front,
        header.title,
        header.metadata,
        tuple((heading.level, heading.text) for heading in headings_of(lines)),
        tuple(_CHOSEN.findall(unwrapped(blocks.text("outcome")))),
        _options(unwrapped(blocks.text("options"))),
        _standings(unwrapped(blocks.text("options-compared"))),
        tuple(_FULL_TITLE.findall(unwrapped(blocks.text("outcome") + blocks.text("options-compared")))),
        tuple(rule for part in _FORCED.findall(forcing) for rule in _RULE.findall(part)),
        supersedes[1] if supersedes else "",
        superseded[1] if superseded else "",
        amendments_of(unwrapped(blocks.text("information") if in_sections else blocks.text("amendments"))),
        blocks,
        (*header.edits, *blocks.edits),
        pictures_shown(text),
    )


def unwrapped(text: str) -> str:
    """Join the lines of a text that a formatter wrapped: those that begin nothing."""
    return _WRAP.sub(" ", text)


def _options(text: str) -> tuple[str, ...]:
    """Return the options of a table or a list, without those that only support the choice."""
    rows = [[part.strip() for part in _CELL.split(line)[1:-1]] for line in text.split("\n") if line.startswith("|")]
    listed = tuple(found[1] for line in text.split("\n") if (found := _ITEM.fullmatch(line)))
    return tuple(row[0].strip("*") for row in rows[2:] if not row[1].startswith("chosen (")) or listed


def _standings(text: str) -> tuple[tuple[str, str], ...]:
    lines = [line for line in text.split("\n") if line]
    return tuple(
        (line[4:], _STANDINGS.get(word := following.partition(" ")[0].rstrip(":,"), word))
        for line, following in pairwise(lines)
        if line.startswith("### ")
    )
