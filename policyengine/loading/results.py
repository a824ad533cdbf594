"""Read results of evaluation runs from YAML, CSV or JSON Lines, each with its place."""

from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any, NamedTuple

from policyengine.document import Document
from policyengine.errors import InputError, Mistake
from policyengine.loading.files import read_text
from policyengine.loading.paths import display_path
from policyengine.loading.result_rows import csv_results, jsonl_results
from policyengine.loading.schema import explain
from policyengine.loading.schema_words import show_at
from policyengine.loading.schemas import schema
from policyengine.loading.validator import is_date
from policyengine.loading.yaml.parsing import parse_mapping
from policyengine.location import Location, Route
from policyengine.words.numbers import declared, full

SHARE = "share"
"""The unit of a score that is a share of the examples, from 0 to 1; what is in another unit names it."""

MOST_SERIES = 5_000
"""How many paths and metrics a file may have results of: each is judged and reported. Their runs are not limited."""

_PERCENT = 100

LARGEST = 1e15
"""What a score in another unit may be: milliseconds and dollars lie far below, and differences stay exact."""


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
        """Return whether the score is a share of the examples."""
        return self.unit == SHARE

    @property
    def series(self) -> tuple[str, str, str]:
        """Return what its runs have in common: path, metric and unit."""
        return self.path, self.metric, self.unit


def read_results(path: str) -> tuple[Result, ...]:
    """Read results: rows of CSV (.csv), objects of JSON Lines (.jsonl), or a list `results:` in YAML or JSON.

    Raises InputError with every mistake.
    """
    shown, text = display_path(path), read_text(path)
    lowered = path.lower()
    if lowered.endswith(".csv"):
        document = csv_results(shown, text)
    elif lowered.endswith((".jsonl", ".ndjson")):
        document = jsonl_results(shown, text)
    else:
        document = parse_mapping(shown, text)
    if not _holds(document.value):
        is_typed = not lowered.endswith(".csv")  # a misspelt column of CSV holds text, whatever it means
        mistakes = explain(document, schema("evaluation-results"), "results file", respells=is_typed)
        if mistakes:
            raise InputError(*mistakes)
    results = results_of(document)
    _refuse_many(document, results)
    undated = list(_undated(document, results))
    if undated:
        raise InputError(*undated)
    return results


def _refuse_many(document: Document, results: tuple[Result, ...]) -> None:
    series: set[tuple[str, str, str]] = set()
    for index, result in enumerate(results):
        series.add(result.series)
        if len(series) > MOST_SERIES:
            message = f"more than {full(MOST_SERIES)} paths and metrics; this is the next one"
            raise InputError(document.mistake(message, document.locate_value(("results", index)), "split the file"))


def _holds(value: Any) -> bool:
    """Return whether the rows certainly fit the schema, which explains the others and is a hundred times slower."""
    return value.keys() == {"results"} and type(value["results"]) is list and all(map(_is_plain, value["results"]))


def _is_plain(row: Any) -> bool:
    return (
        type(row) is dict
        and row.keys() >= _REQUIRED
        and all(key in _PLAIN and _PLAIN[key](value) for key, value in row.items())
    )


def _is_text(value: Any) -> bool:
    return type(value) is str and value != ""


def _is_number(value: Any) -> bool:
    return type(value) is int or type(value) is float


def _is_count(value: Any) -> bool:
    return type(value) is int and 1 <= value <= _MOST_EXAMPLES


_MOST_EXAMPLES = 2**53
_REQUIRED = {"path", "metric", "score", "n"}
_PLAIN: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("path", "metric", "unit"), _is_text),
    **dict.fromkeys(("score", "baseline"), _is_number),
    **dict.fromkeys(("n", "baseline_n"), _is_count),
    "date": lambda value: type(value) is str and is_date(value),
    "better": lambda value: value in ("higher", "lower"),
}
"""What the values of a row are in nearly every file, by key."""


def results_of(document: Document) -> tuple[Result, ...]:
    """Return the entries under `results:` of a document that fits the schema; InputError for scores out of range."""
    found: list[Result] = []
    mistakes: list[Mistake] = []
    for index, given in enumerate(document.value.get("results") or ()):
        route: Route = ("results", index)
        stated: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        stated |= {key: int(stated[key]) for key in ("n", "baseline_n") if key in stated}  # CSV may say 1e3
        found.append(Result(**{"path": "new", **stated, "location": document.locate_value((*route, "score"))}))
        mistakes += _out_of_range(document, route, stated)
    if mistakes:
        raise InputError(*mistakes)
    return tuple(found)


def _out_of_range(document: Document, route: Route, stated: Mapping[str, Any]) -> Iterator[Mistake]:
    for key in ("score", "baseline"):
        value = stated.get(key)
        wrong, hint = ("", "") if value is None else _fault(value, stated.get("unit", SHARE))
        if wrong:
            at = (*route, key)
            yield document.mistake(f"the {key} {show_at(document, at)} {wrong}", document.locate_value(at), hint)


def _fault(value: float, unit: str) -> tuple[str, str]:
    """Return what is wrong with a number of a unit, and what to do; empty where nothing is."""
    if isinstance(value, int) and abs(value) > LARGEST:  # it may have too many digits for a float
        return f"is beyond {full(LARGEST)}", "choose a larger unit"
    if not isfinite(value):
        return "is not a number", ""
    if unit == SHARE and not 0 <= value <= 1:
        hint = f"write it as a share, {declared(value / 100)}, or " if 1 < value <= _PERCENT else ""
        return "is not a share from 0 to 1", f"{hint}name its unit: `unit: ms`"
    return (f"is beyond {full(LARGEST)}", "choose a larger unit") if abs(value) > LARGEST else ("", "")


def _undated(document: Document, results: tuple[Result, ...]) -> Iterator[Mistake]:
    """Find runs without a date beside others that have one: which is the latest is not known."""
    dated = {result.series for result in results if result.date}
    for index, result in enumerate(results):
        if not result.date and result.series in dated:
            message = f"this run of `{result.path}`, `{result.metric}` has no date, and another has one"
            place = document.locate_value(("results", index))
            yield document.mistake(message, place, "give each run its date, or none of them")
