"""A log of requests, read row by row: what task, how many tokens, on which day, how complex."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from operator import length_hint
from typing import BinaryIO, NamedTuple

from policyengine.errors import InputError, Mistake
from policyengine.loading.log_lines import NOT_UTF8, chunks_of_lines
from policyengine.loading.suggestion import did_you_mean
from policyengine.location import Location

Request = tuple[str, int, int, str, str]
"""Task, input tokens, output tokens, ISO day as written (UTC for numbers), and the word for its complexity or ""."""

NAMES: dict[str, tuple[str, ...]] = {
    "task": ("task", "task_type", "type"),
    "input_tokens": ("input_tokens", "prompt_tokens", "tokens_in"),
    "output_tokens": ("output_tokens", "completion_tokens", "tokens_out"),
    "timestamp": ("timestamp", "time", "created_at", "created", "date"),
    "complexity": ("complexity",),
}
"""What is read, and the column names it goes by unless told otherwise."""

OPTIONAL = frozenset({"complexity"})

FORMS = {"csv": (".csv", ".tsv"), "jsonl": (".jsonl", ".ndjson")}
"""The forms of a log, by the ends of file names."""

MOST_TOKENS = 1 << 53
"""Tokens of a request; more is no count, and other readers of JSON would round it."""

_MILLISECONDS = 1e11
"""Numbers above are milliseconds since 1970, those below seconds (until the year 5138)."""

_MOST_DAYS = 100_000
"""Days remembered at a time: 270 years."""

_LONGEST_PART = 60
"""Characters of a wrong value that a message repeats."""


_NOT_UTF8 = "this line is not UTF-8"


class Lines:
    """The lines of a stream, chunk by chunk, which knows the number and text of the line it is at."""

    def __init__(self, chunks: Iterable[list[str]]) -> None:
        self._source = chunks
        self._chunk: list[str] = []
        self._before = 0
        self._at: Iterator[str] = iter(())
        self.chunks = self._chunks()

    def _chunks(self) -> Iterator[Iterator[str]]:
        for chunk in self._source:
            self._before += len(self._chunk)
            self._chunk, self._at = chunk, iter(chunk)
            yield self._at

    @property
    def number(self) -> int:
        """Give the number of the line taken last, from 1."""
        return self._before + len(self._chunk) - length_hint(self._at)

    @property
    def text(self) -> str:
        """Give the line taken last."""
        index = self.number - 1 - self._before
        return self._chunk[index] if self._chunk and index >= 0 else ""

    @property
    def is_quoted(self) -> bool:
        """Say whether a double quote stands anywhere in the chunk."""
        return '"' in "".join(self._chunk)


class LeftOut:
    """How many rows could not be read, and what is wrong with the first."""

    def __init__(self) -> None:
        self.count = 0
        self.first: Mistake | None = None

    def add(self, lines: Lines, shown: str, wrong: tuple[str, str]) -> None:
        """Count the row that ends here; `wrong` is what to say of it and the text in it that is wrong."""
        self.count += 1
        if self.first is None:
            message, part = wrong
            number, source = lines.number, lines.text
            if source == NOT_UTF8:
                message, part = _NOT_UTF8, ""
            start = max(0, source.find(part))
            place = Location(shown, number, start + 1, number, start + 1 + max(1, len(part or source)))
            self.first = Mistake(message, place, source)


class RequestLog(NamedTuple):
    """A log being read: its requests, to be gone through once, and the rows left out so far."""

    requests: Iterator[Request]
    left_out: LeftOut


def read_requests(
    stream: BinaryIO, shown: str, form: str, columns: Mapping[str, str], told: Callable[[int], None]
) -> RequestLog:
    """Read a log of form `csv` or `jsonl`; `columns` names those that go by another name than `NAMES` knows.

    `told` gets the number of bytes of each chunk. While it is read, InputError says that a column is missing.
    """
    lines, left_out = Lines(chunks_of_lines(stream, shown, told)), LeftOut()
    if form == "csv":
        from policyengine.loading.request_csv import csv_requests as requests
    else:
        from policyengine.loading.request_jsonl import jsonl_requests as requests
    return RequestLog(requests(lines, shown, columns, left_out), left_out)


def resolved(columns: Mapping[str, str], present: Sequence[str], shown: str, lines: Lines) -> dict[str, str]:
    """Give the column of each thing that is read, named in the line taken last.

    Raises InputError for columns that are not there, or twice.
    """
    found: dict[str, str] = {}
    mistakes = []
    source = lines.text
    place = Location(shown, lines.number, 1, lines.number, 1 + max(1, len(source)))
    if source == NOT_UTF8:
        raise InputError(Mistake(_NOT_UTF8, place, hint="save the log as UTF-8"))
    for name, known in NAMES.items():
        wanted = (columns[name],) if name in columns else known
        column = next((one for one in wanted if one.partition(".")[0] in present or one in present), None)
        if column is not None:
            found[name] = column
            if present.count(column) > 1:
                hint = f"rename one, or read another with --column {name}=…"
                mistakes.append(Mistake(f"the log has {present.count(column)} columns `{column}`", place, source, hint))
        elif name in columns or name not in OPTIONAL:
            near = did_you_mean(wanted[0], present)
            hint = f"{near} " if near else ""
            hint += f"name the column with --column {name}=…; the log has {', '.join(present) or 'none'}"
            mistakes.append(Mistake(f"no column `{wanted[0]}` in the log", place, source, hint))
    if mistakes:
        raise InputError(*mistakes)
    return found


def day_of(stamp: str | float, known: dict[str, str]) -> str:
    """Give the day of a timestamp, and keep it in `known` by its first 11 characters; raises ValueError."""
    if isinstance(stamp, str) and stamp[4:5] == "-":
        day = date.fromisoformat(stamp[:10]).isoformat()
        if stamp[10:11] not in ("", "T", "t", " "):
            raise ValueError(stamp)
        if len(known) > _MOST_DAYS:
            known.clear()
        known[stamp[:11]] = day
        return day
    if isinstance(stamp, bool):
        raise ValueError(stamp)  # noqa: TRY004 - a wrong value of a log like any other
    try:
        seconds = float(stamp)
        if seconds < 0:
            raise ValueError(stamp)
        if seconds > _MILLISECONDS:
            seconds /= 1000
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (OverflowError, OSError) as error:
        raise ValueError(stamp) from error


def whats_wrong(task: object, tokens: tuple[object, object], stamp: object) -> tuple[str, str]:
    """Say which value of a row is wrong: the message, and the value as text."""
    if not isinstance(task, str) or not task:
        return "this row names no task", ""
    for count in tokens:
        try:
            wrong = isinstance(count, bool) or not 0 <= int(str(count)) <= MOST_TOKENS
        except ValueError:
            wrong = True
        if wrong:
            return f"`{_short(count)}` is not a number of tokens", str(count)
    return f"`{_short(stamp)}` is not a day, a time or seconds since 1970", str(stamp)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= _LONGEST_PART else f"{text[:_LONGEST_PART]}…"
