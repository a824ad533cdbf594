"""Read the header of a record in each layout: its title, status, date and decision-makers."""

import json
import re
from typing import Any, NamedTuple

from policyengine.records.blocks import Edit
from policyengine.records.headings import headings_of
from policyengine.records.layouts import DEFAULT
from policyengine.records.marker import Marker, find_marker

_PAIR = re.compile(r"([a-z][a-z0-9-]*):(?: (.*))?")
_BULLET = re.compile(r"[*+-] (Status|Deciders|Date|Tags): (.*)")
_NUMBERED = re.compile(r"# (\d+)\. (.*)")
_RELATION = re.compile(r"[A-Z][\w ]* \[[^\]]*\]\([^)\s]+\.md\)")
_KNOWN = ("number", "status", "date", "decision-makers", "consulted", "informed", "tags")


class Header(NamedTuple):
    """The header of a record: what is above its blocks.

    `front` has the keys of front matter, whatever the layout; `metadata` are the bullets below the title; `end` is the
    index of the first line after what is fixed in form, and `edits` what a hand wrote between.
    """

    layout: str
    front: dict[str, Any]
    title: str
    metadata: dict[str, str]
    edits: tuple[Edit, ...]


def read_header(lines: list[str], start: int) -> Header:
    """Read a header; `start` is the index of the first line of the blocks. A file of another kind has few parts."""
    front, body = read_front_matter(lines)
    marker, at = find_marker(lines)
    if marker and not front:
        return _nygard(lines[:start], marker, at) if marker.layout == "nygard" else _madr2(lines[:start], marker)
    header = lines[body:start]
    title = next((heading.text for heading in headings_of(lines[body:]) if heading.level == 1), "")
    metadata = _bullets(header)
    return Header(DEFAULT, front, title, metadata, _madr4_edits(front, body, header, metadata))


def read_front_matter(lines: list[str]) -> tuple[dict[str, Any], int]:
    """Return the front matter's pairs and the index of the first line after it; no front matter gives an empty one.

    Reads what records write: bare words, and texts and lists in JSON. A value of another form stays as it is.
    """
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        return {}, 0
    end = lines.index("---", 1)
    pairs = [found for line in lines[1:end] if (found := _PAIR.fullmatch(line))]
    return {pair[1]: _value(pair[2] or "") for pair in pairs}, end + 1


def _nygard(header: list[str], marker: Marker, at: int) -> Header:
    """Title with its number, date, and the section that says the state."""
    found = _NUMBERED.fullmatch(header[0]) if header else None
    dates = [line.removeprefix("Date: ") for line in header if line.startswith("Date: ")]
    first = next((index for index, line in enumerate(header) if line == "## Status"), len(header))
    states = [(index, line) for index, line in enumerate(header[first + 1 :], first + 1) if line.strip()]
    fixed = {0, at, *(index for index, line in enumerate(header) if line in ("## Status", "## Context"))}
    fixed |= {index for index, line in enumerate(header) if line.startswith("Date: ")}
    fixed |= {index for index, line in states[:1]} | {index for index, line in states if _RELATION.fullmatch(line)}
    front = _front(marker, states[0][1] if states else "", dates[0] if dates else "")
    strange = [
        Edit("text written outside the generated blocks", index + 1)
        for index, line in enumerate(header)
        if line.strip() and index not in fixed
    ]
    if found and int(found[1]) != marker.number:
        strange.append(Edit(f"the title says number `{found[1]}`, the marker says `{marker.number}`", 1))
    return Header("nygard", front, found[2] if found else "", {}, tuple(strange))


def _madr2(header: list[str], marker: Marker) -> Header:
    metadata = _bullets(header)
    front = _front(marker, metadata.get("Status", ""), metadata.get("Date", ""))
    title = header[0].removeprefix("# ") if header and header[0].startswith("# ") else ""
    return Header("madr2", front, title, metadata, _strange_lines(0, header))


def _front(marker: Marker, status: str, date: str) -> dict[str, Any]:
    return {
        "number": marker.number,
        "status": status[:1].lower() + status[1:],
        "date": date,
        "x-policyengine-key": marker.key,
        "x-policyengine-inputs": marker.inputs,
    }


def _value(text: str) -> Any:
    if not text.startswith(('"', "[")):
        return int(text) if text.isascii() and text.isdigit() else text.strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _bullets(header: list[str]) -> dict[str, str]:
    return {found[1]: found[2] for line in header if (found := _BULLET.fullmatch(line))}


def _madr4_edits(front: dict[str, Any], body: int, header: list[str], bullets: dict[str, str]) -> tuple[Edit, ...]:
    """Find what a hand added to the header; a value changed there shows where the header disagrees with itself."""
    strange = [
        Edit(f"front matter has the key `{key}`, which is not generated", 1)
        for key in front
        if key not in _KNOWN and not key.startswith("x-policyengine-")
    ]
    pairs = (("status", "Status"), ("date", "Date"))
    differing = [
        Edit(f"the front matter says {key} `{front[key]}`, the list below the title says `{bullets[name]}`", 1)
        for key, name in pairs
        if key in front and name in bullets and str(front[key]).partition(" ")[0] != bullets[name].partition(" ")[0]
    ]
    return (*strange, *_strange_lines(body, header), *differing)


def _strange_lines(body: int, header: list[str]) -> tuple[Edit, ...]:
    return tuple(
        Edit("text written outside the generated blocks", body + offset)
        for offset, line in enumerate(header, 1)
        if line.strip()
        and not _BULLET.fullmatch(line)
        and not (line.startswith("# ") and not any(header[: offset - 1]))
    )
