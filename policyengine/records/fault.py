"""What lint finds in a record."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong, at a line and a column of the file, both from 1."""

    code: str
    message: str
    line: int = 1
    column: int = 1
