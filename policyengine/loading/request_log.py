"""Read a log of requests row by row: task, tokens, day and complexity."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple

from policyengine.errors import Mistake
from policyengine.loading.log_lines import LeftOut, Lines, chunks_of_lines
from policyengine.loading.request_rows import Request
from policyengine.location import Location

FORMS = {"csv": (".csv", ".tsv"), "jsonl": (".jsonl", ".ndjson")}
"""The forms of a log, by the ends of file names."""


class RequestLog(NamedTuple):
    """A log being read: its requests, to be gone through once, and the rows left out so far."""

    requests: Iterator[Request]
    left_out: LeftOut
    lines: Lines
    shown: str

    def mistake(self, message: str, hint: str) -> Mistake:
        """Return a mistake at the line read last."""
        number, source = self.lines.number, self.lines.text
        place = Location(self.shown, number, 1, number, 1 + max(1, len(source)))
        return Mistake(message, place, source, hint)


def read_requests(
    stream: BinaryIO, shown: str, form: str, columns: Mapping[str, str], on_read: Callable[[int], None]
) -> RequestLog:
    """Read a log of form `csv` or `jsonl`; `columns` names those with other names than in `NAMES`.

    `on_read` is called with the number of bytes of each chunk. Reading raises InputError for a missing column.
    """
    lines, left_out = Lines(chunks_of_lines(stream, shown, on_read)), LeftOut()
    if form == "csv":
        from policyengine.loading.request_csv import csv_requests as requests
    else:
        from policyengine.loading.request_jsonl import jsonl_requests as requests
    return RequestLog(requests(lines, shown, columns, left_out), left_out, lines, shown)
