"""Ways to leave something out of a file, or to make it say nothing: each is a small edit of plain data."""

import json
from collections.abc import Iterator
from typing import Any

Data = dict[str, Any]
Route = tuple[str | int, ...]


def routes(node: Any, route: Route = ()) -> Iterator[Route]:
    """Yield the place of every key and every list item, at any depth."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in items:
        yield (*route, step)
        yield from routes(child, (*route, step))


def at(data: Any, route: Route) -> Any:
    """Return what stands at a place."""
    for step in route:
        data = data[step]
    return data


def without(data: Data, *deleted: Route) -> Data:
    """Return a copy without what stands at these places, of which none lies inside another."""
    copied: Data = json.loads(json.dumps(data))
    # From the last to the first, so that the positions of list items still hold.
    for *above, last in sorted(deleted, key=lambda route: [str(step).zfill(6) for step in route], reverse=True):
        del at(copied, tuple(above))[last]
    return copied


def replaced(data: Data, route: Route, value: Any) -> Data:
    """Return a copy with another value at a place."""
    copied: Data = json.loads(json.dumps(data))
    at(copied, route[:-1])[route[-1]] = value
    return copied


def nests(one: Route, other: Route) -> bool:
    """Return whether one place lies inside the other."""
    return one[: len(other)] == other or other[: len(one)] == one


def emptied(value: Any) -> Iterator[Any]:
    """Yield what a value becomes when it is emptied, made unknown or given another type."""
    yield from (None, {}, [], "", "unknown")
    yield [value]
    if isinstance(value, list) and len(value) == 1:
        yield value[0]
    if isinstance(value, dict):
        yield [{key: item} for key, item in value.items()]
    if isinstance(value, bool | int | float):
        yield str(value)
