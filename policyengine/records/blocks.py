"""The generated blocks of a record: their markers, how they are found, and edits by hand in or between them."""

import hashlib
import re
from typing import NamedTuple

from policyengine.records.marker import START

BEGIN = re.compile(r"<!-- policyengine:begin id=([a-z0-9-]+) sha256=([0-9a-f]{64})(?: reflowed=([0-9a-f]{64}))? -->")
_END = re.compile(r"<!-- policyengine:end id=([a-z0-9-]+) -->")
_MARKER = "<!-- policyengine:"
_GAP = re.compile(r"\n{3,}")


class Block(NamedTuple):
    """A generated block: the digest its marker carries, the exact text between its markers, and its first line.

    `reflowed` is the digest of the text's normal form, which formatters leave as it is; version 0.1.0 wrote none.
    """

    name: str
    digest: str
    text: str
    line: int
    reflowed: str = ""

    @property
    def is_intact(self) -> bool:
        """Return whether the text is as generated, or as a formatter changed that."""
        if digest_of(self.text) == self.digest:
            return True
        return bool(self.reflowed) and reflowed_digest_of(self.text) == self.reflowed


class Edit(NamedTuple):
    """What a hand changed, and at which line (from 1)."""

    message: str
    line: int


class Blocks(NamedTuple):
    """The blocks of a file in order, and what a hand changed; `start` is the line of the first marker, or 0."""

    blocks: tuple[Block, ...]
    edits: tuple[Edit, ...]
    start: int

    def text(self, name: str) -> str:
        """Return a block's text, or nothing."""
        return next((block.text for block in self.blocks if block.name == name), "")


def single_spaced(text: str) -> str:
    """Return a text with at most one blank line between two lines."""
    return _GAP.sub("\n\n", text)


def generated(text: str, name: str) -> str:
    """Put a block between markers; the first carries the digest of the exact text between them."""
    body = f"\n{single_spaced(text.strip())}\n\n"
    return f"{begin_line(name, body)}\n{body}<!-- policyengine:end id={name} -->\n"


def begin_line(name: str, body: str) -> str:
    """Return the marker before a block's text."""
    return f"<!-- policyengine:begin id={name} sha256={digest_of(body)} reflowed={reflowed_digest_of(body)} -->"


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def reflowed_digest_of(text: str) -> str:
    """Return the SHA-256 of a text's normal form, in hex."""
    from policyengine.markdown_parsing import normal_form

    return digest_of(normal_form(text))


def read_blocks(lines: list[str]) -> Blocks:
    """Find the blocks among the lines of a record (each without its line end)."""
    start = next((number for number, line in enumerate(lines, 1) if _is_marker(line)), 0)
    blocks: list[Block] = []
    edits: list[Edit] = []
    opened: Block | None = None
    begun = 0
    for number, line in enumerate(lines[start - 1 :] if start else [], start):
        if begin := BEGIN.fullmatch(line):
            if opened:
                edits.append(Edit(f"block `{opened.name}` does not end before the next begins", opened.line))
            opened, begun = Block(begin[1], begin[2], "", number, begin[3] or ""), number
        elif end := _END.fullmatch(line):
            if not opened or opened.name != end[1]:
                edits.append(Edit(f"block `{end[1]}` ends without having begun", number))
            else:
                blocks.append(opened._replace(text="".join(f"{one}\n" for one in lines[begun : number - 1])))
            opened = None
        elif not opened and line.strip():
            what = "a damaged marker" if line.startswith(_MARKER) else "text written outside the generated blocks"
            edits.append(Edit(what, number))
    if opened:
        edits.append(Edit(f"block `{opened.name}` never ends", opened.line))
    return Blocks(tuple(blocks), (*edits, *_changes(blocks)), start)


def _is_marker(line: str) -> bool:
    return line.startswith(_MARKER) and not line.startswith(START)


def _changes(blocks: list[Block]) -> list[Edit]:
    edits = [Edit(f"block `{block.name}` was edited by hand", block.line) for block in blocks if not block.is_intact]
    names = [block.name for block in blocks]
    return edits + [
        Edit(f"block `{block.name}` occurs twice", block.line)
        for index, block in enumerate(blocks)
        if block.name in names[:index]
    ]
