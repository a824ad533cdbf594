"""Prints a tree as CEL with the fewest parentheses; equal trees have equal texts.

Compiling the text returns the tree, apart from offsets. A tree does not store the name of its loop variable: here it is
`e`.
"""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import chain, count
from typing import Any

from policyengine.expressions.fragment import facts_read
from policyengine.expressions.loops import LOOPS

Tree = tuple[Any, ...]

_CHOICE, _OR, _AND, _RELATION, _SUM, _PRODUCT, _UNARY, _MEMBER = range(8)
"""Precedence of operators, lowest first."""

_INFIX = {
    **{sign: (sign, _RELATION) for sign in ("==", "!=", "<", "<=", ">", ">=", "in")},
    **{f"{sign} doubles": (sign, _RELATION) for sign in ("==", "!=", "in")},
    **{f"{sign} {kind}": (sign, _SUM) for sign in "+-" for kind in ("int", "double", "string", "time", "times")},
    **{f"{sign} {kind}": (sign, _PRODUCT) for sign in "*/%" for kind in ("int", "double")},
}
_SIGNS = {"not": "!", "negate int": "-", "negate double": "-"}
_FUNCTIONS = frozenset({"size", "double"})


def cel_text(tree: Tree) -> str:
    """Print a tree, or a part of one, as CEL."""
    roots = {path.partition(".")[0] for path in facts_read(tree)}
    names = chain(["e"], (f"e{number}" for number in count(1)))
    return _Printer(next(name for name in names if name not in roots)).written(tree)


def quoted(text: str) -> str:
    """Write a text as a CEL literal; invisible characters are written as escapes."""
    return f'"{"".join(map(_character, text))}"'


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LAST_SHORT = 0xFFFF


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= _LAST_SHORT else f"\\U{code:08x}"


class _Printer:
    """Prints one tree; `variable` is the name of its loops' variable."""

    def __init__(self, variable: str) -> None:
        self.variable = variable

    def written(self, node: Tree, least: int = _CHOICE) -> str:
        """Print a node, in parentheses if its precedence is lower than the context requires."""
        text, binds = _WRITERS[node[0]](self, node)
        return f"({text})" if binds < least else text

    def listed(self, nodes: tuple[Tree, ...]) -> str:
        """Print nodes with commas between them."""
        return ", ".join(map(self.written, nodes))


_Written = tuple[str, int]


def _value(_printer: _Printer, node: Tree) -> _Written:
    value = node[2]
    if isinstance(value, bool):
        return str(value).lower(), _MEMBER
    return (quoted(value) if isinstance(value, str) else repr(value)), _MEMBER


def _timestamp(_printer: _Printer, node: Tree) -> _Written:
    text = datetime.fromisoformat(node[2]).isoformat().replace("+00:00", "Z")
    return f'timestamp("{text}")', _MEMBER


def _duration(_printer: _Printer, node: Tree) -> _Written:
    rest, parts = abs(node[2]), []
    for size, unit in ((3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"), (1, "us")):
        number, rest = divmod(rest, size)
        parts.append(f"{number}{unit}" if number else "")
    return f'duration("{"-" if node[2] < 0 else ""}{"".join(parts) or "0s"}")', _MEMBER


def _if(printer: _Printer, node: Tree) -> _Written:
    condition, then = printer.written(node[2], _OR), printer.written(node[3], _OR)
    return f"{condition} ? {then} : {printer.written(node[4])}", _CHOICE


def _logical(sign: str, binds: int) -> Callable[[_Printer, Tree], _Written]:
    return lambda printer, node: (sign.join(printer.written(part, binds + 1) for part in node[2]), binds)


def _call(printer: _Printer, node: Tree) -> _Written:
    name, operands = node[2], node[3]
    if name in _INFIX:
        sign, binds = _INFIX[name]
        # a comparison of comparisons is valid without parentheses, but hard to read
        left = printer.written(operands[0], _SUM if binds == _RELATION else binds)
        return f"{left} {sign} {printer.written(operands[1], binds + 1)}", binds
    if name in _SIGNS:
        operand = printer.written(operands[0], _MEMBER)
        # `-7` is a number and `-(7)` an operation
        is_number = name != "not" and operands[0][0] == "value"
        return f"{_SIGNS[name]}({operand})" if is_number else f"{_SIGNS[name]}{operand}", _UNARY
    if name in _FUNCTIONS:
        return f"{name}({printer.listed(operands)})", _MEMBER
    return f"{printer.written(operands[0], _MEMBER)}.{name}({printer.listed(operands[1:])})", _MEMBER


def _matches(printer: _Printer, node: Tree) -> _Written:
    pattern = re2_pattern(node[3])
    raw = "\\" in pattern and '"' not in pattern and pattern.isprintable()
    literal = f'r"{pattern}"' if raw else quoted(pattern)
    return f"{printer.written(node[2], _MEMBER)}.matches({literal})", _MEMBER


def _loop(printer: _Printer, node: Tree) -> _Written:
    values, predicate = printer.written(node[2], _MEMBER), printer.written(node[3])
    return f"{values}.{node[0]}({printer.variable}, {predicate})", _MEMBER


_WRITERS: dict[str, Callable[[_Printer, Tree], _Written]] = {
    "value": _value,
    "fact": lambda _printer, node: (node[2], _MEMBER),
    "element": lambda printer, _node: (printer.variable, _MEMBER),
    "timestamp": _timestamp,
    "duration": _duration,
    "list": lambda printer, node: (f"[{printer.listed(node[2])}]", _MEMBER),
    "and": _logical(" && ", _AND),
    "or": _logical(" || ", _OR),
    "if": _if,
    "call": _call,
    "matches": _matches,
    **dict.fromkeys(LOOPS, _loop),
}


_SPACES = r"\t\n\f\r "
_PIECE = re.compile(r"\[\^?\\t\\n\\f\\r \]|\\t\\n\\f\\r |\\.|.", re.DOTALL)
_WHOLE = {f"[{_SPACES}]": r"\s", f"[^{_SPACES}]": r"\S", _SPACES: r"\s", r"\Z": "$"}
_META = frozenset(r"\.^$*+?{}[]|()")


def re2_pattern(pattern: str) -> str:
    """Return a pattern for `re.search` with `re.ASCII` in a form from which `python_pattern` recreates it."""
    written = []
    inside = False
    for piece in _PIECE.findall(pattern):
        text = _WHOLE.get(piece, piece)
        if len(piece) == 1:
            inside = piece == "[" or (inside and piece != "]")
        elif not inside and text == piece:
            text = _bare(piece)
        written.append(text)
    return "".join(written)


def _bare(escaped: str) -> str:
    """Remove a backslash that only `re.escape` added: before a hyphen or a space."""
    character = escaped[1:]
    return character if character not in _META and re.escape(character) == escaped else escaped
