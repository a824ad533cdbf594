"""Text that must not leave its picture: SVG does not wrap lines, so they are broken here."""

from html import escape

from policyengine.snippet import escape_text

_WIDE = frozenset("mwMW@%…—")


def xml_text(value: object) -> str:
    """Escape a value for XML, with control and direction characters written out."""
    return escape(escape_text(str(value)), quote=True)


def width_of(text: str, size: float) -> float:
    """Give the pixels that a text takes at most at a font size, in the sans-serif fonts that browsers choose."""
    return size * sum(map(_em, text))


def _em(character: str) -> float:
    """Give the width of a character over the size of its font: DejaVu Sans, the widest of them, rounded up."""
    if character in _WIDE or not character.isascii():
        return 1.05
    return 0.8 if character.isupper() else 0.65


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text into lines that fit a width in pixels at a font size; a word too long for a line is cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        fitting = _cut(word, width, size)
        joined = f"{line} {fitting}" if line else fitting
        if width_of(joined, size) <= width:
            line = joined
        else:
            lines.append(line)
            line = fitting
    return [*lines, line] if line else lines


def _cut(word: str, width: float, size: float) -> str:
    """Shorten a word to a width, with an ellipsis for what is gone."""
    if width_of(word, size) <= width:
        return word
    end = len(word)
    while end and width_of(word[:end] + "…", size) > width:
        end -= 1
    return word[:end] + "…"


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
