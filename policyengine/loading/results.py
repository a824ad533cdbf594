"""Results of evaluation runs: YAML, CSV or JSON Lines become results, each with the place that states it."""

import csv
import json
from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import InputError, Mistake
from policyengine.loading.discovery import display_path
from policyengine.loading.files import read_text
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.loading.yaml import parse_mapping
from policyengine.location import Location, Route

SHARE = "share"
"""The unit of a score that is a share of the examples, from 0 to 1; what is in another unit names it."""


class Result(NamedTuple):
    """One metric of one run on `n` examples: its score, and the baseline it is compared with.

    `path` is the model or route measured. `better` is `higher` or `lower`. `date` is an ISO day or empty. A score of
    the unit `share` lies between 0 and 1.
    """

    path: str
    metric: str
    score: float
    n: int
    location: Location
    baseline: float | None = None
    baseline_n: int | None = None
    date: str = ""
    unit: str = SHARE
    better: str = "higher"

    @property
    def is_share(self) -> bool:
        """Say whether the score is a share of the examples."""
        return self.unit == SHARE


def read_results(path: str) -> tuple[Result, ...]:
    """Read results: rows of CSV (.csv), objects of JSON Lines (.jsonl), or a list `results:` in YAML or JSON.

    Raises InputError with every mistake.
    """
    shown, text = display_path(path), read_text(path)
    lowered = path.lower()
    if lowered.endswith(".csv"):
        document = _table(shown, text)
    elif lowered.endswith((".jsonl", ".ndjson")):
        document = _objects(shown, text)
    else:
        document = parse_mapping(shown, text)
    mistakes = explain(document, schema("evaluation-results"), "results file")
    if mistakes:
        raise InputError(*mistakes)
    return results_of(document)


def results_of(document: Document) -> tuple[Result, ...]:
    """Give what stands under `results:` of a document whose schema holds; raises InputError for a share beyond 1."""
    found, mistakes = [], []
    for index, given in enumerate(document.value.get("results") or ()):
        route: Route = ("results", index)
        stated = {key: value for key, value in given.items() if value is not None}
        result = Result(**{"path": "new", **stated, "location": document.locate_value((*route, "score"))})
        found.append(result)
        for key in ("score", "baseline"):
            value = stated.get(key)
            if value is not None and not (0 <= value <= 1 if result.is_share else isfinite(value)):
                place = document.locate_value((*route, key))
                hint = f"write it as a share, {value / 100:g}, or name its unit: `unit: ms`"
                mistakes.append(document.mistake(f"the {key} {value:g} is not a share from 0 to 1", place, hint))
    if mistakes:
        raise InputError(*mistakes)
    return tuple(found)


_NUMBERS = ("score", "n", "baseline", "baseline_n")


def _table(shown: str, text: str) -> Document:
    lines = text.splitlines()
    reader = csv.reader(lines, strict=True)
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    try:
        header = next(reader, [])
        for fields in reader:
            if fields:
                if len(fields) != len(header):
                    raise _unreadable(
                        shown, lines, reader.line_num, f"this row has {len(fields)} fields, the header {len(header)}"
                    )
                cells = zip(header, fields, strict=True)
                rows.append({name: _cell(name, cell) for name, cell in cells if cell})
                numbers.append(reader.line_num)
    except csv.Error as error:
        raise _unreadable(shown, lines, reader.line_num, f"this row is not CSV: {error}") from None
    return _rows_document(shown, text, lines, rows, numbers)


def _cell(name: str, text: str) -> Any:
    if name not in _NUMBERS:
        return text
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _objects(shown: str, text: str) -> Document:
    lines = text.splitlines()
    rows: list[dict[str, Any]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            raise _unreadable(shown, lines, number, "this line is not JSON") from None
        numbers.append(number)
    return _rows_document(shown, text, lines, rows, numbers)


def _unreadable(shown: str, lines: list[str], number: int, message: str) -> InputError:
    source = lines[number - 1]
    return InputError(Mistake(message, Location(shown, number, 1, number, len(source) + 1), source))


def _rows_document(shown: str, text: str, lines: list[str], rows: list[Any], numbers: list[int]) -> Document:
    """Make a document of rows, so that one schema explains what is wrong in any form: a row is `results[index]`."""

    def locate(route: Route) -> Location:
        index = route[1] if len(route) > 1 and isinstance(route[1], int) else None
        number = numbers[index] if index is not None and index < len(numbers) else 1
        source = lines[number - 1] if lines else ""
        value = rows[index].get(route[2]) if index is not None and len(route) > 2 and _is_row(rows[index]) else None  # noqa: PLR2004 - results, index, key
        part = "" if value is None else str(value)
        start = max(0, source.find(part)) if part else 0
        return Location(shown, number, start + 1, number, start + 1 + max(1, len(part or source)))

    return Document(shown, text, {"results": rows}, tuple(lines), locate, locate, lambda route, _: locate(route))


def _is_row(row: Any) -> bool:
    return isinstance(row, Mapping)
