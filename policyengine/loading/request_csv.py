"""Read requests from CSV, in a loop over every row of a log."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, repeat

from policyengine.errors import InputError, Mistake
from policyengine.loading.log_lines import LeftOut, Lines
from policyengine.loading.request_columns import resolved
from policyengine.loading.request_rows import MOST_TOKENS, Request, day_of, is_count, whats_wrong
from policyengine.location import Location

_DELIMITERS = ",;\t|"
_READ = ("task", "input_tokens", "output_tokens", "timestamp")


def csv_requests(lines: Lines, shown: str, columns: Mapping[str, str], left_out: LeftOut) -> Iterator[Request]:
    """Yield the requests of a CSV log with a header; mistakes in a row go to `left_out`."""
    first = next(lines.chunks, iter(()))
    header = next(first, "")
    if not header:
        raise InputError(
            Mistake("the log has no header", Location(shown, 1, 1, 1, 2), hint="name the columns in line 1")
        )
    delimiter = max(_DELIMITERS, key=header.count)
    names = _names(header, delimiter, shown)
    places = {name: names.index(column) for name, column in resolved(columns, names, shown, lines).items()}
    task_at, input_at, output_at, stamp_at = (places[name] for name in _READ)
    word_at, width = places.get("complexity"), len(names)
    days: dict[str, str] = {}
    rows = chain.from_iterable(_rows(lines, first, delimiter))
    fields: list[str] = []
    while True:
        try:
            for fields in rows:
                task, stamp = fields[task_at], fields[stamp_at]
                counts = fields[input_at], fields[output_at]
                if not (both := "".join(counts)).isdigit() or not both.isascii():
                    _refuse_others(counts)
                tokens_in, tokens_out = map(int, counts)
                day = days.get(stamp[:11]) or day_of(stamp, days)
                counted = 0 <= tokens_in <= MOST_TOKENS and 0 <= tokens_out <= MOST_TOKENS
                if not task or not counted or len(fields) != width:
                    raise ValueError(fields)  # noqa: TRY301 - reported with the other mistakes of a row
                yield task, tokens_in, tokens_out, day, "" if word_at is None else fields[word_at]
        except csv.Error as error:
            left_out.add(lines, shown, (f"this row is not CSV: {error}", ""))
        except (ValueError, IndexError):
            if fields not in ([], [""]):  # an empty line is not a row
                left_out.add(lines, shown, _wrong(fields, width, places))
        else:
            return


def _refuse_others(counts: Iterable[str]) -> None:
    """Raise ValueError for counts that Python reads but other programs do not; blanks around digits are allowed."""
    if not all(map(is_count, counts)):
        raise ValueError(counts)


def _names(header: str, delimiter: str, shown: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=delimiter, strict=True))]
    except csv.Error as error:
        place = Location(shown, 1, 1, 1, len(header) + 1)
        if "\r" in header:
            hint = "save the log with line feeds"
            raise InputError(Mistake("lines end in carriage returns alone", place, header, hint)) from None
        raise InputError(Mistake(f"the header is not CSV: {error}", place, header)) from None


def _rows(lines: Lines, first: Iterator[str], delimiter: str) -> Iterator[Iterator[list[str]]]:
    """Yield the rows by chunk: split at commas, which takes half the time, up to the first chunk with a quote."""
    chunks = chain([first], lines.chunks)
    for chunk in chunks:
        if lines.is_quoted:
            yield csv.reader(chain(chunk, chain.from_iterable(chunks)), delimiter=delimiter, strict=True)
            return
        yield map(str.split, chunk, repeat(delimiter))


def _wrong(fields: list[str], width: int, places: Mapping[str, int]) -> tuple[str, str]:
    if len(fields) != width:
        return f"this row has {len(fields)} fields, the header {width}", ""
    task, count_in, count_out, stamp = (fields[places[name]] for name in _READ)
    return whats_wrong(task, (count_in, count_out), stamp)
