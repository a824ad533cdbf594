"""Read requests from JSON Lines: one object a line."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from json.scanner import make_scanner
from operator import itemgetter
from typing import Any

from policyengine.loading.json_keys import RepeatedKeyError, with_single_keys
from policyengine.loading.log_lines import LeftOut, Lines
from policyengine.loading.request_columns import resolved
from policyengine.loading.request_rows import MOST_TOKENS, Request, day_of, whats_wrong
from policyengine.words.numbers import full

_READ = ("task", "input_tokens", "output_tokens", "timestamp")


_LONG_NUMBER = re.compile(r"[0-9]{4300,}")
"""Digits of a number that Python does not read, as it takes quadratic time."""


_scan = make_scanner(json.JSONDecoder(object_pairs_hook=with_single_keys))  # type: ignore[arg-type]  # the stub wants a scanner, the code a decoder
"""Read one value and return its end; takes half the time of `json.loads`."""


class _Reader:
    """Takes the values of a request out of an object; the first object decides the columns.

    A column may be a path into an object, `usage.prompt_tokens`, unless a key is called so.
    """

    def __init__(self, columns: Mapping[str, str], row: Mapping[str, Any], shown: str, lines: Lines) -> None:
        found = resolved(columns, list(row), shown, lines)
        self._get = itemgetter(*(found[name] for name in _READ))
        self._word = found.get("complexity", "complexity")
        names = [found[name] for name in _READ]
        self._paths = {name: [name] if name in row else name.split(".") for name in (*names, self._word)}
        self._is_flat = all(len(path) == 1 for path in self._paths.values())

    def values(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return task, tokens, timestamp and complexity ("" without one); KeyError names what is missing."""
        if not self._is_flat:
            row = {name: _at(row, path, name, optional=name == self._word) for name, path in self._paths.items()}
        said = row.get(self._word)
        return (*self._get(row), "" if said is None else str(said) if type(said) is int else said)


def jsonl_requests(lines: Lines, shown: str, columns: Mapping[str, str], left_out: LeftOut) -> Iterator[Request]:
    """Yield the requests of a log of JSON Lines; mistakes in a line go to `left_out`."""
    reader: _Reader | None = None
    days: dict[str, str] = {}
    for line in chain.from_iterable(lines.chunks):
        values: tuple[Any, ...] = ()
        try:
            row, end = _scan(line, 0)
            if type(row) is not dict or (end != len(line) and not line[end:].isspace()):
                raise TypeError(line)  # noqa: TRY301 - reported with the other mistakes of a line
            if reader is None:
                reader = _Reader(columns, row, shown, lines)
            values = reader.values(row)
            task, tokens_in, tokens_out, stamp, said = values
            if type(tokens_in) is not int or type(tokens_out) is not int or type(task) is not str or not task:
                raise ValueError(values)  # noqa: TRY301 - as above
            if not (0 <= tokens_in <= MOST_TOKENS and 0 <= tokens_out <= MOST_TOKENS) or type(said) is not str:
                raise ValueError(values)  # noqa: TRY301 - as above
            day = (days.get(stamp[:11]) if type(stamp) is str else None) or day_of(stamp, days)
            yield task, tokens_in, tokens_out, day, said
        except (ValueError, TypeError, KeyError, StopIteration, RecursionError) as error:
            if line and not line.isspace():
                left_out.add(lines, shown, _wrong(error, values, line))


def _at(row: Any, path: Sequence[str], name: str, *, optional: bool) -> Any:
    for step in path:
        if type(row) is not dict or step not in row:
            if optional:
                return None
            raise KeyError(name)
        row = row[step]
    return row


def _wrong(error: Exception, values: Sequence[Any], line: str) -> tuple[str, str]:
    if isinstance(error, RepeatedKeyError):
        return f"the key `{error}` appears twice in this object", ""
    if isinstance(error, KeyError):
        return f"this row has no `{error.args[0]}`", ""
    if not values and (number := _LONG_NUMBER.search(line)):
        return f"a number here has {full(len(number[0]))} digits, more than any number of tokens", number[0]
    if not values:
        return "this line is not one JSON object", ""
    task, count_in, count_out, stamp, said = values
    if type(said) is not str:
        return f"the complexity of this row is not text: `{json.dumps(said)}`", json.dumps(said)
    counts = tuple(json.dumps(count) if isinstance(count, str) else count for count in (count_in, count_out))
    return whats_wrong(task, counts, stamp)
