"""Places of problems that belong to no YAML node: one character of the text."""

from typing import NamedTuple


class Mark:
    """A place as YAML parsers count: all from 0."""

    def __init__(self, index: int, line: int, column: int) -> None:
        self.index = index
        self.line = line
        self.column = column


class Spot(NamedTuple):
    """One character that stands in for a node among the problems of a text."""

    start_mark: Mark
    end_mark: Mark
    id: str = "scalar"
    style: str = '"'


def spot(index: int, line: int, column: int) -> Spot:
    """Return the place of one character."""
    return Spot(Mark(index, line, column), Mark(index + 1, line, column + 1))


def spot_at(text: str, index: int) -> Spot:
    """Return the place of the character at an offset of a text."""
    return spot(index, text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1))
