"""Requests from JSON Lines: one object a line."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from json.scanner import make_scanner
from operator import itemgetter
from typing import Any

from policyengine.loading.request_log import LeftOut, Lines, Request, day_of, resolved, whats_wrong

_scan = make_scanner(json.JSONDecoder())  # type: ignore[arg-type]  # the stub wants a scanner, the code a decoder
"""Reads one value and says where it ends: half the time of `json.loads`."""

_READ = ("task", "input_tokens", "output_tokens", "timestamp")


def jsonl_requests(lines: Lines, shown: str, columns: Mapping[str, str], left_out: LeftOut) -> Iterator[Request]:
    """Give the requests of a log of JSON Lines; what is wrong with a line goes to `left_out`.

    A column may be a path into an object: `usage.prompt_tokens`. The first object settles which columns there are.
    """
    get: itemgetter[tuple[Any, ...]] | None = None
    word, paths = "", dict[str, list[str]]()
    days: dict[str, str] = {}
    for line in chain.from_iterable(lines.chunks):
        row: Any = None
        try:
            given, end = _scan(line, 0)
            if end != len(line) and not line[end:].isspace():
                raise ValueError(line)  # noqa: TRY301 - told with the other mistakes of a line
            row = given
            if get is None:
                found = resolved(columns, list(row), shown, line)
                get, word = itemgetter(*(found[name] for name in _READ)), found.get("complexity", "")
                paths = {name: name.split(".") for name in found.values()} if "." in "".join(found.values()) else {}
            if paths:
                row = {name: _at(row, path) for name, path in paths.items()}
            task, tokens_in, tokens_out, stamp = get(row)
            if type(tokens_in) is not int or type(tokens_out) is not int or tokens_in < 0 or tokens_out < 0:
                raise ValueError(row)  # noqa: TRY301 - as above
            day = (days.get(stamp[:11]) if type(stamp) is str else None) or day_of(stamp, days)
            said = row.get(word, "") if word else ""
            if type(task) is not str or not task or type(said) is not str:
                raise ValueError(row)  # noqa: TRY301 - as above
            yield task, tokens_in, tokens_out, day, said
        except (ValueError, TypeError, KeyError, StopIteration, RecursionError) as error:
            if line and not line.isspace():
                left_out.add(lines, shown, _wrong(row, error, get))


def _at(row: Any, path: list[str]) -> Any:
    for step in path:
        row = row[step]
    return row


def _wrong(row: Any, error: Exception, get: "itemgetter[tuple[Any, ...]] | None") -> tuple[str, str]:
    if not isinstance(row, dict) or get is None:
        return "this line is not one JSON object", ""
    if isinstance(error, KeyError):
        return f"this row has no `{error.args[0]}`", ""
    task, count_in, count_out, stamp = get(row)
    return whats_wrong(task, (count_in, count_out), stamp)
