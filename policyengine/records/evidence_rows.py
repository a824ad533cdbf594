"""The evidence of a decision, written once in its JSON file: a row for each fact, and verdicts that name the rows.

Many rules read one fact, so most evidence of a decision is the same in several verdicts. A row leaves out keys without
a value. `without_evidence_rows` restores what `with_evidence_rows` received.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

TABLE = "evidence"
"""The key of a sidecar that holds the rows."""

_MOST = 100_000
"""How many facts the verdicts of one file may name, those that a fact was computed from included each time."""
_DEPTH = 30
"""How many steps a computed fact may be away from a declared one."""
_EMPTY: dict[str, Any] = {"elements": [], "location": None, "reference": None, "claim": None}
"""Keys that a row leaves out where they have these values."""


class _UnreadableError(ValueError):
    """A table from which evidence cannot be restored."""


def with_evidence_rows(data: dict[str, Any]) -> dict[str, Any]:
    """Return a sidecar whose verdicts and needs name rows of a table, which becomes the last key.

    Facts of one path that differ get the ids `path`, `path#2` and so on, in the order in which verdicts name them. A
    decision with more than 100,000 facts keeps its evidence where it is.
    """
    rows: dict[str, dict[str, Any]] = {}
    counts: dict[str, int] = {}
    named = 0

    def id_of(fact: Mapping[str, Any]) -> str:
        nonlocal named
        named += 1
        row = {**_others(fact, "inputs"), "from": [id_of(below) for below in fact["inputs"]]}
        text = json.dumps(row, sort_keys=True)
        if text not in rows:
            path = str(fact["path"])
            counts[path] = count = counts.get(path, 0) + 1
            rows[text] = {"id": path if count == 1 else f"{path}#{count}", **_short(row)}
        return str(rows[text]["id"])

    shared = _with_evidence(data, ("evidence", "facts"), lambda facts: [id_of(fact) for fact in facts])
    table = sorted(rows.values(), key=lambda row: (row["path"], len(row["id"]), row["id"]))
    return data if named > _MOST else {**shared, TABLE: table}


def without_evidence_rows(data: dict[str, Any]) -> dict[str, Any]:
    """Return a sidecar whose verdicts and needs hold their evidence, without the table.

    A file without a table is returned unchanged. Where names lead nowhere, in a circle, or to more facts than a
    decision can have, or where the table has other rows than `with_evidence_rows` writes, verdicts stay without
    evidence, which is not the form that readers accept.
    """
    if not isinstance(table := data.get(TABLE), list):
        return data
    others = {key: value for key, value in data.items() if key != TABLE}
    restored = _Restored({row["id"]: row for row in table if isinstance(row, dict) and isinstance(row.get("id"), str)})
    try:
        whole = _with_evidence(others, ("facts", "evidence"), restored.facts)
        return whole if with_evidence_rows(whole).get(TABLE) == table else others
    except (_UnreadableError, KeyError, TypeError, AttributeError):  # rows, or facts in verdicts, of another form
        return others


class _Fact(NamedTuple):
    """A restored fact, the number of facts in it with itself, and the most steps to a declared one."""

    fact: dict[str, Any]
    size: int
    depth: int


class _Restored:
    """The facts of a table, each restored once."""

    def __init__(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        self._rows = rows
        self._restored: dict[str, _Fact] = {}
        self._named = 0

    def facts(self, names: list[Any]) -> list[Any]:
        """Return the facts of these ids; raises `_UnreadableError` where that cannot be done."""
        found = [self._fact(name, 0) for name in names]
        self._named += sum(one.size for one in found)
        if self._named > _MOST:
            raise _UnreadableError
        return [one.fact for one in found]

    def _fact(self, name: Any, steps: int) -> _Fact:
        row = self._rows.get(name) if isinstance(name, str) else None
        names = row.get("from", []) if row is not None else None
        if row is None or not isinstance(names, list) or steps > _DEPTH:
            raise _UnreadableError
        if name not in self._restored:
            inputs = [self._fact(below, steps + 1) for below in names]
            depth = 1 + max((one.depth for one in inputs), default=0)
            if depth > _DEPTH:
                raise _UnreadableError
            fact = _full(row) | {"inputs": [one.fact for one in inputs]}
            self._restored[name] = _Fact(fact, 1 + sum(one.size for one in inputs), depth)
        return self._restored[name]


def _with_evidence(
    data: dict[str, Any], keys: tuple[str, str], change: Callable[[list[Any]], list[Any]]
) -> dict[str, Any]:
    """Return a sidecar whose verdicts have a changed list under another key, and whose needs are changed."""
    changed = dict(data)
    for rows, old, new in (("verdicts", *keys), ("workloads", "needs", "needs")):
        if isinstance(found := data.get(rows), list):
            changed[rows] = [_changed(row, old, new, change) for row in found]
    return changed


def _changed(row: Any, old: str, new: str, change: Callable[[list[Any]], list[Any]]) -> Any:
    facts = row.get(old) if isinstance(row, dict) else None
    if not isinstance(facts, list):
        return row
    return {new if key == old else key: change(facts) if key == old else value for key, value in row.items()}


def _short(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row without the keys that have no value."""
    optional = {**_EMPTY, "from": []}
    return {key: value for key, value in row.items() if key not in optional or value != optional[key]}


def _full(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a row says of a fact, without the facts that it was computed from."""
    return _EMPTY | _others(row, "id", "from")


def _others(mapping: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if key not in keys}
