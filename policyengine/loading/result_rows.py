"""Read rows of CSV and objects of JSON Lines as a document, so that one schema explains mistakes in any form."""

import csv
import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import InputError, Mistake
from policyengine.loading.json_keys import RepeatedKeyError, with_single_keys
from policyengine.location import Location, Route

_BREAK = re.compile(r"\r\n|[\r\n]")
"""Line ends of CSV; other separators are inside a text."""

_NUMBERS = ("score", "n", "baseline", "baseline_n")

Spans = Mapping[str, tuple[int, int]]
"""Where the values of a row begin and end in its line, from 0, by key, as far as this is known."""


class _Row(NamedTuple):
    number: int
    value: Any
    spans: Spans


def csv_results(shown: str, text: str) -> Document:
    """Return the rows below a header; an empty cell is undeclared. Raises InputError with every row that is not CSV."""
    lines = _BREAK.split(text.rstrip("\r\n"))
    reader = csv.reader((f"{line}\n" for line in lines), strict=True)
    rows: list[_Row] = []
    wrong: list[Mistake] = []
    try:
        header = next(reader, [])
        twice = next((name for name in header if header.count(name) > 1), None)
        if twice is not None:
            raise InputError(_mistake(shown, lines, 1, f"the header has two columns `{twice}`"))
        for fields in reader:
            number = reader.line_num
            if fields and len(fields) != len(header):
                message = f"this row has {len(fields)} fields, the header {len(header)}"
                wrong.append(_mistake(shown, lines, number, message))
            elif fields:
                cells = zip(header, fields, strict=True)
                value = {name: _cell(name, cell) for name, cell in cells if cell}
                rows.append(_Row(number, value, _csv_spans(header, fields, lines[number - 1])))
    except csv.Error as error:
        wrong.append(_mistake(shown, lines, min(reader.line_num, len(lines)), f"this row is not CSV: {error}"))
    if wrong:
        raise InputError(*wrong)
    return _document(shown, text, lines, rows)


def jsonl_results(shown: str, text: str) -> Document:
    """Return the objects, one a line; raises InputError with every line that is not JSON or has a duplicate key."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]  # a carriage return alone is blank space in JSON
    rows: list[_Row] = []
    wrong: list[Mistake] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                value = json.loads(line, object_pairs_hook=with_single_keys)
            except (ValueError, RecursionError) as error:
                wrong.append(_mistake(shown, lines, number, _why(error)))
            else:
                rows.append(_Row(number, value, _json_spans(value, line)))
    if wrong:
        raise InputError(*wrong)
    return _document(shown, text, lines, rows)


def _why(error: ValueError | RecursionError) -> str:
    """Return why Python does not read a line as JSON."""
    if isinstance(error, RepeatedKeyError):
        return f"the key `{error}` appears twice in this object"
    if isinstance(error, json.JSONDecodeError | RecursionError):
        return "this line is not JSON"
    return "a number in this line has more digits than any score"


def _cell(name: str, text: str) -> Any:
    if name not in _NUMBERS:
        return text
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _csv_spans(header: list[str], fields: list[str], line: str) -> Spans:
    """Return the spans of a row without quotes, which is most of them."""
    if ",".join(fields) != line:
        return {}
    spans, start = {}, 0
    for name, field in zip(header, fields, strict=True):
        spans[name] = start, start + len(field)
        start += len(field) + 1
    return spans


def _json_spans(value: Any, line: str) -> Spans:
    spans: dict[str, tuple[int, int]] = {}
    for key in value if isinstance(value, dict) else ():
        found = re.search(rf"{re.escape(json.dumps(key))}\s*:\s*", line)
        if found:
            spans[key] = found.end(), json.JSONDecoder().raw_decode(line, found.end())[1]
    return spans


def _mistake(shown: str, lines: list[str], number: int, message: str) -> Mistake:
    source = lines[number - 1]
    return Mistake(message, Location(shown, number, 1, number, len(source) + 1), source)


class _Positions(NamedTuple):
    """Where rows sit, and the fields of a row; a row is `results[index]`.

    `rows` are each row's line, from 1, and the spans of its fields; `widths` are the lengths of all lines.
    """

    rows: tuple[tuple[int, Spans], ...]
    widths: tuple[int, ...]

    def value_at(self, path: str, route: Route) -> Location:
        """Return the span of a field, of a row, or of the first line."""
        index = route[1] if len(route) > 1 and isinstance(route[1], int) else None
        if index is None or index >= len(self.rows):
            return Location(path, 1, 1, 1, 1 + max(1, self.widths[0]))
        line, spans = self.rows[index]
        whole = (0, max(1, self.widths[line - 1]))
        start, end = spans.get(str(route[2]), whole) if len(route) > 2 else whole  # noqa: PLR2004 - results, index, key
        return Location(path, line, start + 1, line, end + 1)

    def key_at(self, path: str, route: Route) -> Location:
        """Return the span of the value: a field has no separate key."""
        return self.value_at(path, route)

    def content_at(self, path: str, route: Route, offset: int) -> Location:  # noqa: ARG002 - as every document has it
        """Return the span of the whole field."""
        return self.value_at(path, route)


def _document(shown: str, text: str, lines: list[str], rows: list[_Row]) -> Document:
    """Make a document of rows."""
    positions = _Positions(tuple((row.number, row.spans) for row in rows), tuple(map(len, lines)))
    return Document(shown, text, {"results": [row.value for row in rows]}, tuple(lines), positions)
