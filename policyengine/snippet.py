"""Formats a mistake or verdict for people: its heading, the source lines with carets, and the hint."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from policyengine.characters import escaped, pieces, visible
from policyengine.errors import Mistake
from policyengine.location import Location

WIDTH = 120
"""Maximum columns of a source line."""

ITEM = "\n`"
"""Start of a list item in a hint; each item is printed on a separate line."""

_LONG = 4 * WIDTH
_TAB = 4
_NO_BREAK = "\xa0"  # looks like the space that indents YAML, but is a different character


class Span(NamedTuple):
    """A place to show: `source` is the whole source line, `note` the text after its carets."""

    location: Location
    source: str
    note: str = ""
    primary: bool = True


def escape_text(text: str) -> str:
    r"""Return a text from a file that is safe to print on one line: invisible characters become `\u{1b}`."""
    return visible(text).replace(_NO_BREAK, escaped(_NO_BREAK))


def safe_lines(lines: Iterable[str]) -> str:
    """Print lines that may contain text from files: each safe to print, with a line feed at its end."""
    return "".join(f"{escape_text(line)}\n" for line in lines)


def render_mistake(mistake: Mistake, word: str = "error") -> str:
    """Print a mistake: a heading after a word, its source line if there is one, and the hint."""
    spans = [Span(mistake.location, mistake.source)] if mistake.location else []
    footers = [("help", mistake.hint)] if mistake.hint else []
    return "\n".join(render_block(f"{word}: {mistake.message}", spans, footers))


def render_block(heading: str, spans: Sequence[Span], footers: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Print a heading, its snippet, and footers such as `= help: …` in the snippet's gutter."""
    gutter = " " * _gutter_width(spans)
    lines = [escape_text(heading), *render_snippet(spans)]
    if any(span.source for span in spans) and footers:
        lines.append(f"{gutter} |")
    for label, text in footers:
        first, *rest = text.split(ITEM)
        lines.append(f"{gutter} = {label}: {escape_text(first)}")
        lines += [f"{gutter}   {' ' * len(label)}  {escape_text(ITEM[-1] + line)}" for line in rest]
    return lines


def render_snippet(spans: Sequence[Span]) -> list[str]:
    """Print the source lines of some places, by file and line, without a heading.

    The file of the first primary span comes first, and the arrow points at that span.
    """
    if not spans:
        return []
    primary = next((span for span in spans if span.primary), spans[0])
    paths = dict.fromkeys([primary.location.path, *(span.location.path for span in spans)])
    gutter = _gutter_width(spans)
    lines: list[str] = []
    for path in paths:
        own = [span for span in spans if span.location.path == path]
        head = primary if primary in own else own[0]
        arrow = ":::" if lines else "-->"
        lines.append(f"{' ' * gutter}{arrow} {escape_text(str(head.location))}")
        shown = [span for span in own if span.source]
        if shown:
            lines.append(f"{' ' * gutter} |")
            lines += _source_lines(shown, gutter)
    return lines


def _gutter_width(spans: Sequence[Span]) -> int:
    return max((len(str(span.location.line)) for span in spans if span.source), default=1)


def _source_lines(spans: Sequence[Span], gutter: int) -> list[str]:
    lines: list[str] = []
    previous: tuple[int, str] | None = None
    for span in sorted(dict.fromkeys(spans), key=lambda span: (span.location.line, span.location.column)):
        source, underline = _draw(span)
        if previous != (span.location.line, source):
            lines.append(f"{span.location.line:>{gutter}} | {source}".rstrip())
            previous = span.location.line, source
        lines.append(f"{' ' * gutter} | {underline} {escape_text(span.note)}".rstrip())
    return lines


def _draw(span: Span) -> tuple[str, str]:
    """Return the printable source line of a span and the line of carets below it."""
    place = span.location
    start = min(place.column - 1, len(span.source))
    end = place.end_column - 1 if place.end_line == place.line else len(span.source.rstrip())
    if len(span.source) > _LONG:
        return _draw_long(span.source, start, end, span)
    cells = _cells(span.source)
    width_before = sum(width for _, width in cells[:start])
    width = max(1, sum(width for _, width in cells[start:end]))
    total = sum(width for _, width in cells)
    mark = "^" if span.primary else "-"
    if total <= WIDTH:
        return "".join(text for text, _ in cells), " " * width_before + mark * width
    return _draw_window(cells, start, mark * width)


def _draw_long(source: str, start: int, end: int, span: Span) -> tuple[str, str]:
    """Print the part of a very long line around its carets: a line may have a million characters and many mistakes."""
    first = max(0, start - WIDTH)
    cells = _cells(source[first : start + 2 * WIDTH])
    carets = max(1, sum(width for _, width in cells[start - first : end - first]))
    mark = "^" if span.primary else "-"
    before = [("\u2026", 1)] if first else []
    after = [("\u2026", 1)] if start + 2 * WIDTH < len(source) else []
    return _draw_window([*before, *cells, *after], start - first + len(before), mark * carets)


def _draw_window(cells: list[tuple[str, int]], start: int, carets: str) -> tuple[str, str]:
    """Shorten a long line around the carets; `…` marks the omitted parts."""
    first, used = start, 0
    while first > 0 and used + cells[first - 1][1] <= WIDTH // 3:
        first -= 1
        used += cells[first][1]
    last, room = start, WIDTH - used
    while last < len(cells) and cells[last][1] <= room:
        room -= cells[last][1]
        last += 1
    while last == len(cells) and first > 0 and cells[first - 1][1] <= room:
        first -= 1
        room -= cells[first][1]
        used += cells[first][1]
    before, after = "…" if first else "", "…" if last < len(cells) else ""
    text = "".join(text for text, _ in cells[first:last])
    longest = max(1, sum(width for _, width in cells[start:last]))
    return f"{before}{text}{after}", " " * (used + len(before)) + carets[:longest]


def _cells(source: str) -> list[tuple[str, int]]:
    """Return the printed form of each character and its width in columns."""
    if source.isascii() and source.isprintable() and "##" not in source:
        return [(char, 1) for char in source]
    from unicodedata import combining, east_asian_width

    cells: list[tuple[str, int]] = []
    column = 0
    for char, piece in zip(source, pieces(source), strict=True):
        if char == "\t":
            cell = " " * (_TAB - column % _TAB), _TAB - column % _TAB
        elif piece != char or char == _NO_BREAK:
            text = escaped(char)
            cell = text, len(text)
        elif combining(char) or not char.isprintable():
            cell = char, 0
        else:
            cell = char, 2 if east_asian_width(char) in "WF" else 1
        cells.append(cell)
        column += cell[1]
    return cells
