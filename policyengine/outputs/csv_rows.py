"""Rows for a spreadsheet, in which no text is interpreted as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from policyengine.snippet import escape_text

_AMOUNT = re.compile(r"-?\d+\.\d\d")
_FORMULA = ("=", "+", "-", "@")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Print a header and rows; None is an empty cell."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def cell(value: object) -> object:
    """Escape a text that a spreadsheet would interpret as a formula; a negative amount is a number.

    Control and direction characters are escaped, because a table is also read on a terminal.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    text = escape_text(value)
    return f"'{text}" if text.startswith(_FORMULA) and not _AMOUNT.fullmatch(text) else text
