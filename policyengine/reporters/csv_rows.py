"""Rows for a spreadsheet, in which no text is taken for a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_AMOUNT = re.compile(r"-?\d+\.\d\d")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Print a header and rows; nothing is an empty cell."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """Keep a text that a spreadsheet would take for a formula a text; a negative amount is a number."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str) or not value.startswith(_FORMULA) or _AMOUNT.fullmatch(value):
        return value
    return f"'{value}"
