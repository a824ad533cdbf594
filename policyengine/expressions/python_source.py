"""Generates Python source for a tree: the same answers as the evaluator, without evidence, many times faster.

The source is one expression. It returns True, False or None for unknown, and raises `OperationError` if an operation
has no value; the caller then uses the evaluator, which knows whether `&&` or `||` absorbs the error. Operators that
need all their operands become plain Python behind one guard: `(None if (t0 := f.get('a')) is None else t0 > 3)`. Text
written by a person enters the source only through `repr` of str, int, float and bool.
"""

from collections.abc import Callable
from typing import Any

from policyengine.expressions.python_loops import loop_source
from policyengine.expressions.python_operators import OPERATORS

Tree = tuple[Any, ...]
Reader = Callable[[str], str]

PRELUDE = """\
from datetime import datetime, timedelta
from policyengine.expressions.operators import (
    add_int, add_time, all_true, any_true, contains, contains_double, divide_double, divide_int, equal_doubles, kept,
    modulo_int, multiply_int, negate_int, one_true, subtract_int, subtract_time, subtract_times,
)
def searcher(pattern):  # few rules have a pattern
    from policyengine.expressions import matching
    return matching.searcher(pattern)
"""
"""The start of a module with generated expressions; the constants follow."""


class Constants:
    """Values created once per module: timestamps, patterns, sets. The same source has the same name."""

    def __init__(self, prefix: str = "k") -> None:
        self._prefix = prefix
        self._names: dict[str, str] = {}

    def name(self, source: str) -> str:
        """Name the value of a Python source."""
        return self._names.setdefault(source, f"{self._prefix}{len(self._names)}")

    def source(self) -> str:
        """Return the assignments, one a line."""
        return "".join(f"{name} = {source}\n" for source, name in self._names.items())


def read_from_facts(path: str) -> str:
    """Read a fact or parameter from the dict `f`: the default reader."""
    return f"f.get({path!r})"


def python_expression(tree: Tree, constants: Constants, reader: Reader = read_from_facts) -> str:
    """Write a tree as one Python expression.

    `reader` returns the Python source that looks a path up, None if absent. Temporaries are `t0`, `t1`, …, each
    assigned before it is read, so expressions may share them; the loop variable is `e`.
    """
    return Writer(constants, reader).answer(tree)[0]


def compile_python(tree: Tree) -> Callable[[dict[str, Any]], bool | None]:
    """Compile one tree to a function of the facts; for tests and single use."""
    constants = Constants()
    body = python_expression(tree, constants)
    namespace: dict[str, Any] = {}
    source = f"{PRELUDE}{constants.source()}def condition(f):\n    return {body}\n"
    exec(compile(source, "<condition>", "exec"), namespace)  # noqa: S102 (our own source: names and values through repr)
    condition: Callable[[dict[str, Any]], bool | None] = namespace["condition"]
    return condition


class Writer:
    """Writes one expression; counts its temporaries."""

    def __init__(self, constants: Constants, reader: Reader) -> None:
        self.constants, self.reader = constants, reader
        self._temporaries = 0

    def temporary(self) -> str:
        """Return an unused name."""
        self._temporaries += 1
        return f"t{self._temporaries - 1}"

    def answer(self, node: Tree) -> tuple[str, bool]:
        """Write a node that may be unknown; also return whether it never is."""
        kind = node[0]
        if kind == "fact":
            return self.reader(node[2]), False
        if kind == "and":
            return self._and([self.answer(operand) for operand in node[2]])
        if kind == "or":
            return self._or([self.answer(operand) for operand in node[2]])
        if kind == "if":
            return self._if(node)
        strict = Strict(self)
        if kind in {"all", "exists", "exists_one", "filter"}:
            values = strict.value(node[2])
            body, definite = loop_source(kind, values, node, self)
        else:
            body, definite = strict.value(node), True
        if not strict.guards:
            return body, definite
        return f"(None if {' or '.join(strict.guards)} else {body})", False

    def _and(self, operands: list[tuple[str, bool]]) -> tuple[str, bool]:
        last, definite = operands.pop()
        parts, held = [], []
        for source, certain in operands:
            if certain:
                parts.append(source)
            else:
                held.append(self.temporary())
                parts.append(f"({held[-1]} := {source}) is not False")
        return f"({' and '.join([*parts, last, *held])})", definite and not held

    def _or(self, operands: list[tuple[str, bool]]) -> tuple[str, bool]:
        uncertain = sum(not certain for _, certain in operands)
        if uncertain == 0 or (uncertain == 1 and not operands[-1][1]):
            return f"({' or '.join(source for source, _ in operands)})", uncertain == 0
        parts, held = [], []
        for source, certain in operands:
            if certain:
                parts.append(source)
            else:
                held.append(self.temporary())
                parts.append(f"({held[-1]} := {source})")
        unknown = " or ".join(f"{name} is None" for name in held)
        tail = held[0] if len(held) == 1 else f"(None if {unknown} else False)"
        return f"({' or '.join([*parts, tail])})", False

    def _if(self, node: Tree) -> tuple[str, bool]:
        condition, certain = self.answer(node[2])
        then, then_certain = self.answer(node[3])
        otherwise, otherwise_certain = self.answer(node[4])
        if certain:
            return f"({then} if {condition} else {otherwise})", then_certain and otherwise_certain
        name = self.temporary()
        return f"(None if ({name} := {condition}) is None else {then} if {name} else {otherwise})", False


_LEAVES: dict[str, Callable[[Tree, Constants], str]] = {
    "value": lambda node, _constants: repr(node[2]),
    "element": lambda _node, _constants: "e",
    "timestamp": lambda node, constants: constants.name(f"datetime.fromisoformat({node[2]!r})"),
    "duration": lambda node, constants: constants.name(f"timedelta(microseconds={node[2]!r})"),
}
"""Writers for nodes without operands."""


class Strict:
    """Writes one operator with all operators beneath it that need every operand; unknowns become guards."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.guards: list[str] = []
        self._held: dict[str, str] = {}

    def value(self, node: Tree) -> str:
        """Write a node's value, which is known once the guards have passed."""
        kind = node[0]
        if kind in _LEAVES:
            return _LEAVES[kind](node, self.writer.constants)
        if kind == "list":
            return f"[{', '.join(map(self.value, node[2]))}]"
        if kind == "call":
            return OPERATORS[node[2]](self, *node[3])
        if kind == "matches":
            search = self.writer.constants.name(f"searcher({node[3]!r}).search")
            return f"({search}({self.value(node[2])}) is not None)"
        return self._guarded(*self.writer.answer(node))

    def _guarded(self, source: str, definite: bool) -> str:  # noqa: FBT001 (an answer's second half)
        if definite:
            return source
        if source not in self._held:
            self._held[source] = self.writer.temporary()
            self.guards.append(f"({self._held[source]} := {source}) is None")
        return self._held[source]
