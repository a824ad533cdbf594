"""Generates Python for each strict operator."""

from collections.abc import Callable
from typing import Any, Protocol

Tree = tuple[Any, ...]


class Values(Protocol):
    """Writes the value of a node."""

    def value(self, node: Tree) -> str:
        """Write it."""


def _infix(sign: str) -> Callable[..., str]:
    return lambda values, left, right: f"({values.value(left)} {sign} {values.value(right)})"


def _function(name: str) -> Callable[..., str]:
    return lambda values, *operands: f"{name}({', '.join(map(values.value, operands))})"


def _method(name: str) -> Callable[..., str]:
    return lambda values, text, part: f"{values.value(text)}.{name}({values.value(part)})"


def literal_set(node: Tree) -> str:
    """Write a list of constants as a set literal, which Python folds; empty if it is not one."""
    if node[0] != "list" or not node[2] or any(item[0] != "value" for item in node[2]):
        return ""
    return "{" + ", ".join(repr(item[2]) for item in node[2]) + "}"


def varies(node: Tree) -> bool:
    """Return whether the node of a loop may have a different value in each iteration, judged by its source."""
    parts = (part if part and type(part[0]) is tuple else (part,) for part in node[2:] if type(part) is tuple)
    return node[0] == "element" or any(varies(one) for part in parts for one in part if one)


def _in(values: Values, value: Tree, container: Tree) -> str:
    if container[0] == "list" and len(container[2]) == 1:
        return f"({values.value(value)} == {values.value(container[2][0])})"
    if container[0] != "list" and varies(value):
        return f"contains({values.value(value)}, {values.value(container)})"
    return f"({values.value(value)} in {literal_set(container) or values.value(container)})"


def _in_doubles(values: Values, value: Tree, container: Tree) -> str:
    if literal_set(container):
        return _in(values, value, container)
    return f"contains_double({values.value(value)}, {values.value(container)})"


OPERATORS: dict[str, Callable[..., str]] = {
    **{sign: _infix(sign) for sign in ("==", "!=", "<", "<=", ">", ">=")},
    "not": lambda values, operand: f"(not {values.value(operand)})",
    "in": _in,
    "in doubles": _in_doubles,
    "== doubles": _function("equal_doubles"),
    "!= doubles": lambda values, *operands: f"(not {_function('equal_doubles')(values, *operands)})",
    "+ int": _function("add_int"),
    "- int": _function("subtract_int"),
    "* int": _function("multiply_int"),
    "/ int": _function("divide_int"),
    "% int": _function("modulo_int"),
    "negate int": _function("negate_int"),
    "+ double": _infix("+"),
    "- double": _infix("-"),
    "* double": _infix("*"),
    "/ double": _function("divide_double"),
    "negate double": lambda values, operand: f"(-{values.value(operand)})",
    "+ string": _infix("+"),
    "+ time": _function("add_time"),
    "- time": _function("subtract_time"),
    "- times": _function("subtract_times"),
    "size": _function("len"),
    "double": _function("float"),
    "startsWith": _method("startswith"),
    "endsWith": _method("endswith"),
    "contains": lambda values, text, part: f"({values.value(part)} in {values.value(text)})",
}
"""The operators of `operators.STRICT`, by the same names."""
