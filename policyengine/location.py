"""Positions in a file."""

from typing import NamedTuple

Route = tuple[str | int, ...]
"""Keys and indices from the top of a document to one node: `("workloads", "triage", "choice")`."""


class Location(NamedTuple):
    """A span in a file; lines and columns count from 1, columns in code points, the end is exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
