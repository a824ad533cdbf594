"""Inserts Markdown written by a team into a record without changes to the structure of the record."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from policyengine.characters import visible
from policyengine.markdown import clean, is_harmless

if TYPE_CHECKING:
    from policyengine.markdown_parsing import Definition, Parsed, Part, Span

LONGEST = 1 << 15
"""Maximum code points of a text that is rendered as Markdown; longer texts are shown as code."""

_ROUNDS = 12
_MARKER = re.compile(r"<!--(?=\s*policyengine:)", re.IGNORECASE)
_CONTAINERS = re.compile(r"(?:[ ]*(?:>[ ]?|(?:[*+-]|\d{1,9}[.)])(?=[ ])))*[ ]*")
_STEP = re.compile(r"[ ]*(?:>[ ]?|(?:[*+-]|\d{1,9}[.)])[ ]+)|[ ]+")
_BREAK = re.compile(r"(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?=[A-Za-z/!?])")
_MARKS = re.compile(r"(?<!\\)((?:\\\\)*)([<\[&$])")
_PIPE = re.compile(r"(?<!\\)\|")
_LANGUAGE = re.compile(r"[\w.+#-]*")
_DRAWN = {"mermaid", "math", "geojson", "topojson", "stl"}
"""Fenced code that GitHub renders as a diagram."""


class Edit(NamedTuple):
    """An edit of a line: a replacement text, or a backslash before a column."""

    line: int
    column: int = -1
    text: str | None = None


def block(text: str, level: int = 4) -> str:
    """Return the text with its headings moved to `level` and below, and with all other structural Markdown escaped.

    A Markdown parser decides. HTML, thematic breaks, underlined headings, headings in lists, footnotes, formulas,
    unused definitions, links to anything but the web, mail and files, and the markers of policyengine are escaped; an
    unclosed code fence is closed. Lists, emphasis, links, tables, code and quotations are kept. A text that cannot be
    made harmless, or is longer than `LONGEST`, is shown as code.
    """
    lines = [line.rstrip(" ") for line in _MARKER.sub("<! --", clean(text)).strip("\n").split("\n")]
    written = "\n".join(lines)
    if not written:
        return ""
    if len(written) <= LONGEST:
        from policyengine.markdown_parsing import DEPTH, parse

        try:
            for _ in range(_ROUNDS):
                lines = _single_spaced(lines)
                parsed = parse("\n".join(lines))
                if parsed.depth > DEPTH:
                    break
                edits = list(_edits(parsed, lines, level))
                if not edits:
                    return "\n".join(lines)
                lines = _edited(lines, edits)
        except RecursionError:
            pass
    return _as_code(_single_spaced(written.split("\n")))


def _as_code(lines: Sequence[str]) -> str:
    longest = max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(longest + 1, 3)
    return "\n".join((f"{fence}text", *lines, fence))


def _edits(parsed: "Parsed", lines: Sequence[str], level: int) -> Iterator[Edit]:
    """Yield the edits that make the text harmless."""
    ranks = [part.rank for part in parsed.parts if _is_own_heading(part)]
    shift, depth = level - min(ranks, default=level), level - 1
    for part in parsed.parts:
        if _is_own_heading(part):
            depth = min(max(part.rank + shift, level), depth + 1, 6)
            yield from _heading(part, lines, depth)
        else:
            yield from _part(part, lines)
    used = {span.label for span in parsed.spans if span.label}
    for definition in parsed.definitions:
        if not (definition.counts and definition.label in used and _is_kept(definition)):
            yield Edit(definition.line, _after_containers(lines[definition.line]))
    for span in parsed.spans:
        yield from _span(span, lines)


def _is_own_heading(part: "Part") -> bool:
    return part.kind == "heading" and part.nesting == 0 and part.mark.startswith("#")


def _heading(part: "Part", lines: Sequence[str], depth: int) -> Iterator[Edit]:
    """Move a heading to its level, between blank lines."""
    line = lines[part.first]
    said = line.lstrip(" ")[part.rank :].strip()
    words = said.rstrip("#")
    said = (words.rstrip(" ") if words != said and words[-1:] in ("", " ") else said) or "…"
    text = f"{'#' * depth} {said}"
    before = [""] if part.first and lines[part.first - 1] else []
    after = [""] if part.first + 1 < len(lines) and lines[part.first + 1] else []
    if text != line or before or after:
        yield Edit(part.first, text="\n".join((*before, text, *after)))


def _part(part: "Part", lines: Sequence[str]) -> Iterator[Edit]:
    line = lines[part.first]
    if part.kind == "heading" and part.mark.startswith("#"):
        yield Edit(part.first, line.index("#", _after_containers(line)))
    elif part.kind == "heading":
        yield Edit(part.last - 1, _after_containers(lines[part.last - 1]))
    elif part.kind == "hr":
        yield Edit(part.first, _at_break(line))
    elif part.kind == "html_block":
        for number in range(part.first, part.last):
            yield from (Edit(number, found.start() + len(found[1])) for found in _TAG.finditer(lines[number]))
    elif part.kind == "fence":
        yield from _fence(part, lines)
    elif part.kind == "table" and any(_cells(lines[row]) > part.rank for row in range(part.first, part.last)):
        yield Edit(part.first + 1, _after_containers(lines[part.first + 1]))  # cells beyond the header are not shown


def _fence(part: "Part", lines: Sequence[str]) -> Iterator[Edit]:
    """Close a fence, put a blank line before it, and show words after its language as code."""
    line = lines[part.first]
    language, _, rest = part.info.strip().partition(" ")
    is_plain = _LANGUAGE.fullmatch(language) is not None and language.lower() not in _DRAWN
    if rest or not is_plain:
        at = line.index(part.mark)
        aside = re.sub(r"[^> ]", " ", line[:at])
        first, said = (language, rest.strip()) if is_plain else ("text", part.info.strip())
        yield Edit(part.first, text=f"{line[:at]}{part.mark}{first}\n{aside}{said}")
    elif part.nesting == 0:
        if part.first and lines[part.first - 1]:
            yield Edit(part.first, text=f"\n{line}")
        last = lines[part.last - 1].strip(" ")
        if part.last - part.first == 1 or not last.startswith(part.mark) or set(last) != {part.mark[0]}:
            yield Edit(part.last - 1, text=f"{lines[part.last - 1]}\n{part.mark}")


def _cells(row: str) -> int:
    """Count the cells of a table row."""
    cells = _PIPE.split(row[_after_containers(row) :].strip(" "))
    return len(cells) - (not cells[0]) - (len(cells) > 1 and not cells[-1])


def _span(span: "Span", lines: Sequence[str]) -> Iterator[Edit]:
    if span.kind in {"link", "image", "autolink"}:
        if span.label or _is_kept(span):
            return
    elif span.kind == "entity" and visible(span.target) == span.target and span.target.strip(" \n\r\t"):
        return
    if span.column < 0:  # in a table cell, whose text differs from that of the line
        yield from (Edit(span.line, at.start() + len(at[1])) for at in _MARKS.finditer(lines[span.line]))
    else:
        yield Edit(span.line, span.column + (span.kind == "image"))


def _is_kept(link: "Span | Definition") -> bool:
    is_note = link.label.startswith("^")
    return not is_note and is_harmless(link.target) and visible(link.title) == link.title


def _after_containers(line: str) -> int:
    found = _CONTAINERS.match(line)
    return found.end() if found else 0


def _at_break(line: str) -> int:
    """Find the start of a thematic break, after the markers of its containers."""
    at = len(line) - len(line.lstrip(" "))
    while not _BREAK.match(line, at) and (found := _STEP.match(line, at)):
        at = found.end()
    return at


def _edited(lines: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """Apply edits; if a line is replaced, its backslashes wait for the next round."""
    texts = {edit.line: edit.text for edit in edits if edit.text is not None}
    changed = list(lines)
    for line, column in sorted({(edit.line, edit.column) for edit in edits if edit.text is None}, reverse=True):
        changed[line] = f"{changed[line][:column]}\\{changed[line][column:]}"
    return "\n".join(texts.get(number, line) or "" for number, line in enumerate(changed)).split("\n")


def _single_spaced(lines: Sequence[str]) -> list[str]:
    """Keep at most one blank line between two lines, also in code, so that readers do not see inserted gaps."""
    joined = [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
    return "\n".join(joined).strip("\n").split("\n")
