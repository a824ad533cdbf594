"""Writes data as YAML in styles that differ from time to time and mean the same."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from policyengine.loading.yaml.values import plain_value


def dumped(data: Any, random: Random) -> str:
    """Return YAML that has the value of the data."""
    if not isinstance(data, (dict, list)) or not data or random.random() < 0.1:
        return json.dumps(data, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 1))) + "\n"
    start = random.choice(("", "", "---\n", "# made by a program\n"))
    return start + "\n".join(_block(data, 0, random)) + "\n"


def shuffled(data: Any, random: Random) -> Any:
    """Return equal data whose keys stand in another order."""
    if isinstance(data, dict):
        keys = list(data)
        random.shuffle(keys)
        return {key: shuffled(data[key], random) for key in keys}
    return [shuffled(item, random) for item in data] if isinstance(data, list) else data


def _block(data: Any, indent: int, random: Random) -> Iterator[str]:
    margin = " " * indent
    for key, item in data.items() if isinstance(data, dict) else ((None, item) for item in data):
        if random.random() < 0.08:
            yield random.choice(("", f"{margin}# a comment"))
        start = f"{margin}-" if key is None else f"{margin}{_scalar(key, random, key=True)}:"
        if isinstance(item, (dict, list)) and item and random.random() < 0.8:
            yield start
            yield from _block(item, indent + random.choice((1, 2, 2, 4)), random)
        elif isinstance(item, str) and item and _is_literal(item) and random.random() < 0.3:
            yield f"{start} |-"
            yield from (f"{margin}  {line}" for line in item.split("\n"))
        else:
            yield f"{start} {_flow(item, random)}{random.choice(('', '', '', '  # a comment'))}"


def _flow(item: Any, random: Random) -> str:
    if isinstance(item, dict):
        parts = (f"{_scalar(key, random, key=True)}: {_flow(value, random)}" for key, value in item.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(item, list):
        return "[" + ", ".join(_flow(value, random) for value in item) + "]"
    return _scalar(item, random)


def _scalar(item: Any, random: Random, *, key: bool = False) -> str:
    if item is None:
        return random.choice(("null", "~"))
    if isinstance(item, str):
        style = random.random()
        if style < 0.5 and item.replace("-", "").replace("_", "").isalnum() and item.isascii() and _is_plain(item):
            return item
        if style < 0.7 and "\n" not in item and item.isprintable():
            return "'" + item.replace("'", "''") + "'"
    return json.dumps(str(item) if key else item, ensure_ascii=random.random() < 0.5 or not str(item).isprintable())


def _is_plain(item: str) -> bool:
    try:
        return item[:1] != "-" and plain_value(item) == item
    except ValueError:
        return False


def _is_literal(item: str) -> bool:
    lines = item.split("\n")
    return all(line.isprintable() and line.strip() and line[0] not in " \t" for line in lines)
