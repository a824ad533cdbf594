"""The line to write into a file so that a fact is declared."""

from collections.abc import Mapping
from typing import Any

from policyengine.location import Route


def line_to_write(value: Any, route: Route) -> str:
    """Return the key to add and its nearest existing parent: `deid: {method: …}` under `workloads.a.data`."""
    depth = 0
    while depth < len(route) - 1 and (value := _step(value, route[depth])) is not None:
        depth += 1
    *outer, last = route[depth:]
    line = f"{last}: …"
    for key in reversed(outer):
        line = f"{key}: {{{line}}}"
    return f"`{line}` under `{dotted(route[:depth])}`" if depth else f"`{line}`"


def _step(value: Any, key: str | int) -> Any:
    if isinstance(value, Mapping):
        return value.get(key)
    return value[key] if isinstance(value, list) and isinstance(key, int) and key < len(value) else None


def dotted(route: Route) -> str:
    """Return a route in its written form: `workloads.chat.considered[0].model`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in route).removeprefix(".")
