"""Text that must not leave its picture: SVG does not wrap lines, so they are broken here."""

from html import escape

from policyengine.snippet import escape_text

GLYPH = 0.6
"""Width of a character over the size of its font, at most on average, in the sans-serif fonts that browsers choose."""


def xml_text(value: object) -> str:
    """Escape a value for XML, with control and direction characters written out."""
    return escape(escape_text(str(value)), quote=True)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that fit a width in pixels at a font size; a word too long for a line is cut."""
    most = max(1, int(width / (size * GLYPH)))
    lines: list[str] = []
    line = ""
    for word in text.split():
        fitting = word if len(word) <= most else f"{word[: most - 1]}…"
        joined = f"{line} {fitting}" if line else fitting
        if len(joined) <= most:
            line = joined
        else:
            lines.append(line)
            line = fitting
    return [*lines, line] if line else lines


def apart(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move sorted places so that neighbours are at least `gap` apart and all lie between `low` and `high`."""
    moved = list(places)
    for index in range(len(moved)):
        floor = low if index == 0 else moved[index - 1] + gap
        moved[index] = max(moved[index], floor)
    for index in reversed(range(len(moved))):
        ceiling = high if index == len(moved) - 1 else moved[index + 1] - gap
        moved[index] = min(moved[index], ceiling)
    return [round(place, 2) for place in moved]
