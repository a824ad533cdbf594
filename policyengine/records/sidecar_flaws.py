"""What the text of the JSON file beside a record may not have: no JSON, repeated keys, and keys of somebody else.

Readers of JSON disagree on which value of a repeated key counts, and no comparison covers a key that the program does
not write.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from policyengine.loading.json_keys import RepeatedKeyError
from policyengine.loading.schemas import complete_schema
from policyengine.records.reading import as_written, parsed

_TOKEN = re.compile(r'(?P<key>"(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}\[\],]', re.DOTALL)
_EARLIER = {"verdicts": ("scope", "element")}
"""Keys of the rows of a list that version 0.1.0 wrote."""

_Path = tuple[str | int, ...]


class Flaw(NamedTuple):
    """What is wrong with a sidecar, at a line and a column, both from 1."""

    message: str
    line: int = 1
    column: int = 1


def flaw_of(text: str) -> Flaw | None:
    """Return the first thing that is wrong with the text of a sidecar; None if `record` may have written its keys."""
    if text.startswith("\ufeff"):
        return Flaw("the file starts with a byte order mark (BOM)")
    try:
        data = parsed(text)
    except RepeatedKeyError:
        return next(
            Flaw(f"the key `{path[-1]}` appears twice in this object", *_line_and_column(text, start))
            for path, start, is_repeated in _keys(text)
            if is_repeated
        )
    except json.JSONDecodeError as error:
        return Flaw(f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}", error.lineno, error.colno)
    except RecursionError:
        return Flaw("lists and objects are nested too deeply")
    except ValueError:
        return Flaw("a number in this file is infinite, has too many digits, or is none")
    if not isinstance(data, dict):
        return Flaw("the file is not one JSON object")
    if data and not as_written(text):
        return Flaw("lists and objects are nested too deeply")
    return _unknown_key(text, data)


def _unknown_key(text: str, data: Mapping[str, Any]) -> Flaw | None:
    unknown = next(_unknown(data, _schema(), ()), None)
    if unknown is None:
        return None
    place = next((start for path, start, _ in _keys(text) if path == list(unknown)), 0)
    return Flaw(f"the key `{unknown[-1]}` is none that `record` writes here", *_line_and_column(text, place))


def _keys(text: str) -> Iterator[tuple[list[str | int], int, bool]]:
    """Yield the path of each key of a JSON text, its offset, and whether its object had it before.

    The path is only valid until the next one.
    """
    path: list[str | int] = []
    seen: list[set[str]] = []
    for found in _TOKEN.finditer(text):
        mark = found[0]
        if quoted := found["key"]:
            path[-1] = key = str(json.loads(quoted))
            yield path, found.start(), key in seen[-1]
            seen[-1].add(key)
        elif mark in ("{", "["):
            path.append("" if mark == "{" else 0)
            seen.append(set())
        elif mark in ("}", "]"):
            path.pop()
            seen.pop()
        elif mark == "," and isinstance(index := path[-1], int):
            path[-1] = index + 1


def _unknown(data: Any, schema: Mapping[str, Any], path: _Path) -> Iterator[_Path]:
    """Yield the paths of keys that a schema does not name; an object without named keys may have any."""
    if isinstance(data, list):
        items = _merged(schema).get("items", {})
        for index, item in enumerate(data):
            yield from _unknown(item, items, (*path, index))
    elif isinstance(data, dict):
        whole = _merged(schema)
        named = whole.get("properties", {})
        earlier = _EARLIER.get(str(path[0]), ()) if len(path) == 2 else ()  # noqa: PLR2004 - a row of a list
        for key, value in data.items():
            if named and key not in named and key not in earlier:
                yield (*path, key)
            below = named.get(key, whole.get("additionalProperties"))
            if isinstance(below, dict):
                yield from _unknown(value, below, (*path, key))


def _merged(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a schema with the keys of the definitions that it refers to, and of each alternative."""
    below = [_definition(schema["$ref"])] if "$ref" in schema else []
    whole: dict[str, Any] = {}
    for part in (*below, *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        merged = _merged(part)
        whole = {**whole, **merged, "properties": {**whole.get("properties", {}), **merged.get("properties", {})}}
    return {**whole, **schema, "properties": {**whole.get("properties", {}), **schema.get("properties", {})}}


@cache
def _schema() -> dict[str, Any]:
    return complete_schema("decision")


@cache
def _definition(reference: str) -> Mapping[str, Any]:
    return _merged(_schema()["$defs"][reference.removeprefix("#/$defs/")])


def _line_and_column(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
