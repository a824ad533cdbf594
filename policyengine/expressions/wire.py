"""Decodes a checked CEL expression: a small protobuf reader for `cel.expr.CheckedExpr` only.

Field numbers are those of `cel/expr/syntax.proto` and `cel/expr/checked.proto` of the CEL specification.
"""

import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

_VARINT, _FIXED64, _BYTES = 0, 1, 2
_PRIMITIVES = {1: "bool", 2: "int", 3: "uint", 4: "double", 5: "string", 6: "bytes"}
_WELL_KNOWN = {1: "any", 2: "timestamp", 3: "duration"}
_CONSTANTS = {1: "null", 2: "bool", 3: "int", 4: "uint", 5: "double", 6: "string", 7: "bytes"}
_TYPE_PRIMITIVE, _TYPE_WELL_KNOWN, _TYPE_LIST = 3, 5, 6
_KINDS = {3: "constant", 4: "ident", 5: "select", 6: "call", 7: "list", 8: "struct", 9: "comprehension"}


class Expr(NamedTuple):
    """A node of CEL's own syntax tree.

    `parts` depends on `kind`: constant (type, value) · ident (name,) · select (operand, field) · call (function,
    target or None, arguments) · list (items,) · struct () · comprehension (variable, range, start, step, result).
    """

    id: int
    kind: str
    parts: tuple[Any, ...]


class Checked(NamedTuple):
    """A checked expression: its root, and by node id the overloads, the type's name and the code point offset."""

    root: Expr
    overloads: dict[int, tuple[str, ...]]
    types: dict[int, str]
    offsets: dict[int, int]


def decode_checked(data: bytes) -> Checked:
    """Decode a `google.protobuf.Any` that wraps a `CheckedExpr`."""
    message = _fields(_fields(data)[2][0])
    info = _fields(message[5][0])
    return Checked(
        root=_expression(message[4][0]),
        overloads={key: _overloads(value) for key, value in _map_entries(message.get(2, []))},
        types={key: _type_name(value) for key, value in _map_entries(message.get(3, []))},
        offsets=dict(_map_entries(info.get(4, []), 0)),
    )


def _expression(data: bytes) -> Expr:
    fields = _fields(data)
    number = next((field for field in _KINDS if field in fields), 8)
    body = _fields(fields[number][0]) if number in fields else {}
    kind = _KINDS[number]
    return Expr(fields.get(2, [0])[0], kind, _PARTS[kind](body))


def _constant(body: dict[int, list[Any]]) -> tuple[Any, ...]:
    number, values = next(iter(body.items()))
    kind, value = _CONSTANTS.get(number, "other"), values[0]
    if kind == "int":
        value = _signed(value)
    elif kind == "double":
        value = struct.unpack("<d", value)[0]
    elif kind == "string":
        value = value.decode()
    elif kind == "bool":
        value = bool(value)
    return kind, value


def _call(body: dict[int, list[Any]]) -> tuple[Any, ...]:
    target = _expression(body[1][0]) if 1 in body else None
    return _text(body, 2), target, tuple(map(_expression, body.get(3, [])))


def _comprehension(body: dict[int, list[Any]]) -> tuple[Any, ...]:
    return _text(body, 1), *(_expression(body[number][0]) for number in (2, 4, 6, 7))


_PARTS: dict[str, Any] = {
    "constant": _constant,
    "ident": lambda body: (_text(body, 1),),
    "select": lambda body: (_expression(body[1][0]), _text(body, 2)),
    "call": _call,
    "list": lambda body: (tuple(map(_expression, body.get(1, []))),),
    "struct": lambda _body: (),
    "comprehension": _comprehension,
}


@lru_cache(maxsize=512)
def _overloads(data: bytes) -> tuple[str, ...]:
    return tuple(value.decode() for value in _fields(data).get(3, []))


@lru_cache(maxsize=64)
def _type_name(data: bytes) -> str:
    fields = _fields(data)
    if _TYPE_PRIMITIVE in fields:
        return _PRIMITIVES.get(fields[_TYPE_PRIMITIVE][0], "dyn")
    if _TYPE_WELL_KNOWN in fields:
        return _WELL_KNOWN.get(fields[_TYPE_WELL_KNOWN][0], "dyn")
    if _TYPE_LIST in fields:
        element = _fields(fields[_TYPE_LIST][0])
        return f"list<{_type_name(element[1][0]) if 1 in element else 'dyn'}>"
    return {2: "null", 7: "map", 9: "message", 11: "type"}.get(next(iter(fields), 1), "dyn")


def _map_entries(entries: list[bytes], default: Any = b"") -> Iterator[tuple[int, Any]]:
    for entry in entries:
        fields = _fields(entry)
        yield fields.get(1, [0])[0], fields.get(2, [default])[0]


def _text(body: dict[int, list[Any]], number: int) -> str:
    value: bytes = body.get(number, [b""])[0]
    return value.decode()


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _fields(data: bytes) -> dict[int, list[Any]]:
    """Split a message into its fields: numbers for varints, bytes for the rest, in order of appearance."""
    fields: dict[int, list[Any]] = {}
    position = 0
    while position < len(data):
        key = data[position]  # field numbers here are below 16, so a key is one byte
        value: Any
        if key & 7 == _BYTES:
            size, position = _varint(data, position + 1)
            value, position = data[position : position + size], position + size
        elif key & 7 == _VARINT:
            value, position = _varint(data, position + 1)
        elif key & 7 == _FIXED64:
            value, position = data[position + 1 : position + 9], position + 9
        else:
            raise ValueError(f"the key {key} is not expected in a checked expression")
        if key >> 3 in fields:
            fields[key >> 3].append(value)
        else:
            fields[key >> 3] = [value]
    return fields


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value, shift = data[position], 7
    position += 1
    if value < 0x80:  # noqa: PLR2004 (the continuation bit)
        return value, position
    value &= 0x7F
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 (the continuation bit)
            return value, position
        shift += 7
