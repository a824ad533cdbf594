"""From CEL's checked tree to ours, refusing what is outside the fragment.

A node is a tuple of its kind, its code point offset in the source, and its parts; only str, int, float, bool and
tuples occur, so a tree can be marshalled.

    ("value", offset, str | bool | int | float)
    ("timestamp", offset, "2026-10-01T00:00:00+00:00")       in UTC
    ("duration", offset, microseconds)
    ("list", offset, items)
    ("fact", offset, path)                                    also parameters: "params.limit"
    ("element", offset)                                       the loop variable
    ("and" | "or", offset, operands)                          two or more
    ("if", offset, condition, then, otherwise)
    ("call", offset, operator, operands)                      an operator of `operators.STRICT`
    ("matches", offset, text, pattern)                        pattern: for `re.search` with `re.ASCII`
    ("all" | "exists" | "exists_one" | "filter", offset, list, predicate)

Offsets: a fact's first letter, an operator's sign, a function's name.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from policyengine.expressions.errors import ABSENCE, Fault
from policyengine.expressions.overloads import operator_name
from policyengine.expressions.patterns import PatternError, python_pattern
from policyengine.expressions.places import Places
from policyengine.expressions.wire import Checked, Expr

Tree = tuple[Any, ...]
_SCALARS = ("string", "bool", "int", "double", "timestamp", "duration")
_LOGICAL = {"_&&_": "and", "_||_": "or"}


def read_fragment(checked: Checked, places: Places, types: Mapping[str, str]) -> tuple[Tree, tuple[Fault, ...]]:
    """Convert a checked expression to a tree, which is valid only if there are no faults."""
    reader = _Reader(checked, places, types)
    return reader.read(checked.root), tuple(reader.faults)


def facts_read(tree: Tree) -> tuple[str, ...]:
    """Return the facts and parameters that a tree reads, sorted."""
    found: set[str] = set()
    pending: list[Any] = [tree]
    while pending:
        node = pending.pop()
        if node and node[0] == "fact":
            found.add(node[2])
        else:
            pending.extend(part for part in node if isinstance(part, tuple))
    return tuple(sorted(found))


class _Reader:
    """Walks one checked expression and collects all faults, so that they are reported together."""

    def __init__(self, checked: Checked, places: Places, types: Mapping[str, str]) -> None:
        self.checked, self.places, self.types = checked, places, types
        self.faults: list[Fault] = []
        self.variable = ""

    def read(self, expr: Expr) -> Tree:
        result: Tree = getattr(self, f"_{expr.kind}")(expr)
        return result

    def _offset(self, expr: Expr) -> int:
        return self.places.start(self.checked.offsets.get(expr.id, 0))

    def _refuse(self, expr: Expr, message: str, hint: str = "") -> Tree:
        offset = self._offset(expr)
        fault = Fault(message, offset, self.places.length(offset), hint)
        if fault not in self.faults:
            self.faults.append(fault)
        return ("value", offset, False)

    def _constant(self, expr: Expr) -> Tree:
        kind, value = expr.parts
        if kind not in _SCALARS:
            article = {"bytes": "byte strings", "uint": "unsigned numbers", "null": "`null`"}.get(kind, kind)
            return self._refuse(expr, f"{article} cannot be used in a condition", ABSENCE if kind == "null" else "")
        if isinstance(value, float) and value in {float("inf"), float("-inf")}:
            return self._refuse(expr, "the number is too large")
        return ("value", self._offset(expr), value)

    def _ident(self, expr: Expr) -> Tree:
        (name,) = expr.parts
        name = name.removeprefix(".")
        if name == self.variable:
            return ("element", self._offset(expr))
        if name not in self.types:
            return self._refuse(expr, f"`{name}` is not a fact")
        return ("fact", self._offset(expr), name)

    def _select(self, expr: Expr) -> Tree:
        return self._refuse(expr, "a field cannot be selected here", "facts are whole names such as `option.hosting`")

    def _struct(self, expr: Expr) -> Tree:
        return self._refuse(expr, "maps and messages cannot be used in a condition")

    def _list(self, expr: Expr) -> Tree:
        (items,) = expr.parts
        before = len(self.faults)
        read = tuple(map(self.read, items))
        if len(self.faults) > before:
            return ("list", self._offset(expr), read)
        kinds = {self.checked.types.get(item.id, "dyn") for item in items}
        if len(kinds) > 1:
            return self._refuse(expr, f"a list holds one type, not {' and '.join(sorted(kinds))}")
        if kinds - set(_SCALARS):
            return self._refuse(expr, f"a list holds plain values, not {kinds.pop()}")
        return ("list", self._offset(expr), read)

    def _call(self, expr: Expr) -> Tree:
        function, target, arguments = expr.parts
        operands = arguments if target is None else (target, *arguments)
        if function in _LOGICAL:
            return self._logical(expr, _LOGICAL[function], operands)
        if function == "_?_:_":
            return ("if", self._offset(expr), *map(self.read, operands))
        if function == "matches":
            return self._matches(expr, *operands)
        if function in {"timestamp", "duration"}:
            return self._time(expr, function, operands[0])
        return self._operator(expr, function, operands)

    def _operator(self, expr: Expr, function: str, operands: tuple[Expr, ...]) -> Tree:
        if function == "_[_]":
            return self._refuse(expr, "an index cannot be used in a condition", "ask with `in`, `exists` or `all`")
        before = len(self.faults)
        read = tuple(map(self.read, operands))
        types = tuple(self.checked.types.get(operand.id, "dyn") for operand in operands)
        name = operator_name(self.checked.overloads.get(expr.id, ()), types)
        if name:
            return ("call", self._offset(expr), name, read)
        if len(self.faults) > before:
            return read[0]
        return self._refuse(expr, f"`{function.strip('_@')}` on {' and '.join(types)} cannot be used in a condition")

    def _logical(self, expr: Expr, kind: str, operands: tuple[Expr, ...]) -> Tree:
        read = tuple(map(self.read, operands))
        flat = tuple(part for node in read for part in (node[2] if node[0] == kind else (node,)))
        return (kind, self._offset(expr), flat)

    def _matches(self, expr: Expr, text: Expr, pattern: Expr) -> Tree:
        if pattern.kind != "constant":
            return self._refuse(pattern, "the pattern of `matches` must be written out")
        try:
            rewritten = python_pattern(pattern.parts[1])
        except PatternError as error:
            return self._refuse(pattern, str(error))
        return ("matches", self._offset(expr), self.read(text), rewritten)

    def _time(self, expr: Expr, function: str, text: Expr) -> Tree:
        if text.kind != "constant" or text.parts[0] != "string":
            return self._refuse(expr, f"`{function}` takes a text that is written out")
        read = timestamp_text if function == "timestamp" else duration_microseconds
        try:
            return (function, self._offset(expr), read(text.parts[1]))
        except LiteralError as error:
            return self._refuse(text, str(error), error.hint)

    def _comprehension(self, expr: Expr) -> Tree:
        loop = read_loop(expr)
        if loop is None:
            return self._refuse(expr, "`map` cannot be used in a condition", f"loops are {', '.join(LOOPS)}")
        if self.variable or loop.range.kind == "comprehension":
            return self._refuse(expr, f"`{loop.kind}` cannot be inside another loop")
        if loop.variable in self.types or self.places.has_root(loop.variable):
            return self._refuse(expr, f"the loop variable `{loop.variable}` hides a fact", "choose another letter")
        values = self.read(loop.range)
        self.variable = loop.variable
        predicate = self.read(loop.predicate)
        self.variable = ""
        return (loop.kind, self._offset(expr), values, predicate)


_TIMESTAMP = re.compile(
    r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DURATION = re.compile(r"-?(?:\d{1,15}(?:\.\d{1,9})?(?:h|ms|m|us|s))+", re.ASCII)
_DURATION_PART = re.compile(r"(\d+)(?:\.(\d+))?(h|ms|m|us|s)", re.ASCII)
_MICROSECONDS = {"h": 3_600_000_000, "m": 60_000_000, "s": 1_000_000, "ms": 1000, "us": 1}
_LARGEST_DURATION = 87_660_000 * _MICROSECONDS["h"]


class LiteralError(ValueError):
    """A text that is not a timestamp or duration; `hint` may explain how to write it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def timestamp_text(text: str) -> str:
    """Check an RFC 3339 timestamp and return it in UTC, ready for `datetime.fromisoformat`."""
    if not _TIMESTAMP.fullmatch(text):
        hint = f'write `timestamp("{text}T00:00:00Z")`' if _DATE.fullmatch(text) else "like `2026-10-01T00:00:00Z`"
        raise LiteralError(f"`{text}` is not a timestamp", hint)
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        raise LiteralError(f"`{text}` is not on the calendar") from None


def duration_microseconds(text: str) -> int:
    """Parse `1h30m`, `3600s` or `-1.5h` as whole microseconds."""
    if not _DURATION.fullmatch(text):
        hint = "write days in hours: `24h` is a day" if text.rstrip("d").isdecimal() else "like `36h` or `1h30m`"
        raise LiteralError(f"`{text}` is not a duration", hint)
    total = 0
    for whole, fraction, unit in _DURATION_PART.findall(text):
        numerator, denominator = int(whole + fraction) * _MICROSECONDS[unit], 10 ** len(fraction)
        if numerator % denominator:
            raise LiteralError(f"`{text}` is finer than a microsecond")
        total += numerator // denominator
    if total > _LARGEST_DURATION:
        raise LiteralError(f"`{text}` is longer than 10,000 years")
    return -total if text.startswith("-") else total


LOOPS = ("all", "exists", "exists_one", "filter")
"""The loops of the fragment."""


class Loop(NamedTuple):
    """A loop as written: `range.kind(variable, predicate)`."""

    kind: str
    variable: str
    range: Expr
    predicate: Expr


def read_loop(expr: Expr) -> Loop | None:
    """Recognise a loop; return None for `map` and anything else."""
    variable, values, start, step, _result = expr.parts
    if step.kind != "call":
        return None
    function, _target, arguments = step.parts
    if function in {"_&&_", "_||_"}:
        return Loop("all" if function == "_&&_" else "exists", variable, values, arguments[1])
    if function != "_?_:_":
        return None
    predicate, then, _otherwise = arguments
    if start.kind == "constant":
        return Loop("exists_one", variable, values, predicate)
    added = then.parts[2][1] if then.kind == "call" else then
    keeps_element = added.kind == "list" and [item.parts for item in added.parts[0]] == [(variable,)]
    return Loop("filter", variable, values, predicate) if keeps_element else None
