"""Text that must not leave its picture: SVG does not wrap lines, so they are broken here."""

from html import escape
from math import fsum

from policyengine.snippet import escape_text

TITLE = 18
"""The size at which a title is laid out: it is drawn at 15, in letters that are bolder and so wider."""

_SLACK = 1.05
"""Fonts of a reader's system differ; what is drawn is laid out for one of the widest."""

_EMS = {
    0.3: "ijlI'",
    0.36: " |,.:;/\\J-",
    0.42: "fr()[]t!",
    0.5: '"*_`',
    0.56: "csFLz?",
    0.62: "akvxyETY",
    0.65: "bdeghnopqu0123456789$SP{}",
    0.7: "ABCKRVUXZ",
    0.79: "DGHNOQ&",
    0.84: "w+=<>~#^",
    0.9: "M",
    1.0: "mW@%",
}
"""Widths of characters over the size of the font: at least those of DejaVu Sans."""

_EM = {character: em for em, characters in _EMS.items() for character in characters}
_WIDEST = 1.05
"""The width of a character that is not ASCII."""


def xml_text(value: object) -> str:
    """Escape a value for XML, with control and direction characters written out."""
    return escape(escape_text(str(value)), quote=True)


def width_of(text: str, size: float) -> float:
    """Return the pixels that a text takes at most at a font size, in the sans-serif fonts that browsers choose."""
    return _SLACK * size * fsum(_EM.get(character, _WIDEST) for character in text)


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that fit a width in pixels at a font size; a word too long for a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        fitting = cut(word, width, size)
        joined = f"{line} {fitting}" if line else fitting
        if width_of(joined, size) <= width:
            line = joined
        else:
            lines.append(line)
            line = fitting
    return [*lines, line] if line else lines


def cut(text: str, width: float, size: float) -> str:
    """Shorten a text of one line to a width, with an ellipsis for what is gone."""
    if width_of(text, size) <= width:
        return text
    end = len(text)
    while end and width_of(text[:end] + "…", size) > width:
        end -= 1
    return text[:end].rstrip() + "…"


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
