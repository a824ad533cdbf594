"""Terminal colours for a printed block: its label, arrows, gutter and underlines, as in rustc.

Only text of this program is coloured, never text from a file.
"""

import re

RED, YELLOW, GREEN, BLUE, BOLD = "1;31", "1;33", "1;32", "1;34", "1"
"""Parameters of the SGR escape sequence."""

LABELS = {"error": RED, "warning": YELLOW, "note": GREEN}

_HEADER = re.compile(r"(error|warning|note)(?:\[[^\]]*\])?(?=:)")
_ARROW = re.compile(r"( *)(-->|:::)(?= )")
_UNDERLINE = re.compile(r"( +\|)( +)(\^+|-+)(?= |$)")
_GUTTER = re.compile(r" *\d* *\|")
_NOTE = re.compile(r"( +)(=) (\w+)(?=:)")


def paint(block: str) -> str:
    """Colour one mistake or verdict as printed; without the escape sequences, the text is unchanged."""
    head, *rest = block.split("\n")
    label = _HEADER.match(head)
    colour = LABELS[label[1]] if label else RED
    first = _dye(label[0], colour) + head[label.end() :] if label else head
    return "\n".join([first, *(_line(line, colour) for line in rest)])


def _line(line: str, colour: str) -> str:
    if match := _ARROW.match(line):
        return match[1] + _dye(match[2], BLUE) + line[match.end() :]
    if match := _UNDERLINE.match(line):
        marks = _dye(match[3], colour if match[3][0] == "^" else BLUE)
        return _dye(match[1], BLUE) + match[2] + marks + line[match.end() :]
    if match := _NOTE.match(line):
        return match[1] + _dye(match[2], BLUE) + " " + _dye(match[3], BOLD) + line[match.end() :]
    if match := _GUTTER.match(line):
        return _dye(match[0], BLUE) + line[match.end() :]
    return line


def _dye(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"
