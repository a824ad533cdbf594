"""The sections of a record whose reader takes a comment after a list for a mistake, with their digests in one place."""

from policyengine.records.blocks import Block, Blocks, Edit, digest_of, reflowed_digest_of
from policyengine.records.headings import headings_of
from policyengine.records.marker import find_marker

NAMES = {
    "Context and Problem Statement": "context",
    "Decision Drivers": "drivers",
    "Considered Options": "options",
    "Decision Outcome": "outcome",
    "Pros and Cons of the Options": "options-compared",
    "Links": "information",
}
"""The names of the sections below second-level headings; they are those of blocks in other layouts."""

_DIGITS = 16


def read_sections(lines: list[str]) -> Blocks:
    """Find the sections among the lines of a record, and which of them a hand changed."""
    found = _found(lines)
    marker, at = find_marker(lines)
    known = marker.sections if marker else {}
    found = tuple(_as_generated(block, known.get(block.name, "")) for block in found)
    edits = [
        Edit(f"section `{block.name}` was edited by hand", block.line)
        for block in found
        if marker and known.get(block.name, "").partition(".")[0] != block.digest
    ]
    names = [block.name for block in found]
    edits += [Edit(f"section `{name}` is gone", at + 1) for name in known if name not in names]
    edits += [
        Edit(f"section `{block.name}` occurs twice", block.line)
        for index, block in enumerate(found)
        if block.name in names[:index]
    ]
    return Blocks(found, tuple(edits), found[0].line if found else 0)


def sealed(text: str) -> str:
    """Put the digests of the sections into the marker of a text."""
    lines = text.split("\n")
    marker, at = find_marker(lines)
    if not marker or marker.layout != "madr2" or lines[0] == "---":
        return text
    sections = {block.name: f"{block.digest}.{reflowed_digest_of(block.text)[:_DIGITS]}" for block in _found(lines)}
    lines[at] = marker._replace(sections=sections).line()
    return "\n".join(lines)


def _as_generated(block: Block, known: str) -> Block:
    """Return a section with the digest that the marker has, where a formatter made it of what was generated."""
    digest, _, reflowed = known.partition(".")
    if not reflowed or digest == block.digest or reflowed_digest_of(block.text)[:_DIGITS] != reflowed:
        return block
    return block._replace(digest=digest)


def _found(lines: list[str]) -> tuple[Block, ...]:
    starts = [heading for heading in headings_of(lines) if heading.level == 2 and heading.text in NAMES]  # noqa: PLR2004 - sections are headed `##`
    ends = [*(heading.at for heading in starts[1:]), len(lines)]
    marker, at = find_marker(lines)
    blocks = []
    for heading, end in zip(starts, ends, strict=True):
        own = [line for index, line in enumerate(lines[heading.at : end], heading.at) if not marker or index != at]
        text = "\n".join(own).strip() + "\n"
        blocks.append(Block(NAMES[heading.text], digest_of(text)[:_DIGITS], text, heading.at + 1))
    return tuple(blocks)
