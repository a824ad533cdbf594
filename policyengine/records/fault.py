"""What lint finds in a record."""

from typing import NamedTuple


class Fault(NamedTuple):
    """One thing wrong, at a line of the file (from 1)."""

    code: str
    message: str
    line: int = 1
