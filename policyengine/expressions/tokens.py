"""The tokens of a CEL source and their positions: enough to find names, calls and brackets, not to parse."""

import re
from collections.abc import Container
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<space>[\ \t\r\n\f]+|//[^\n]*)
    | (?P<string>
          (?:[bB]?[rR]|[rR][bB]) (?:\"\"\".*?\"\"\"|'''.*?'''|"[^"\r\n]*"|'[^'\r\n]*')
        | [bB]? (?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'))
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>0x[0-9a-fA-F]+u?|[0-9]*\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+(?:[eE][+-]?[0-9]+)?[uU]?)
    | (?P<mark>&&|\|\||==|!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_RESERVED = frozenset({"true", "false", "null", "in"})


class Token(NamedTuple):
    """One token: `kind` is string, name, number or mark; `offset` counts code points from 0."""

    kind: str
    text: str
    offset: int

    @property
    def end(self) -> int:
        """Return the offset after the token."""
        return self.offset + len(self.text)


class Name(NamedTuple):
    """A dotted name as written, `called` if a bracket follows; a method called on a result has `bare` False."""

    parts: tuple[Token, ...]
    called: bool
    bare: bool

    @property
    def path(self) -> str:
        """Return the name without spaces: `workload.data.classes`."""
        return ".".join(part.text for part in self.parts)

    @property
    def operand(self) -> tuple[Token, ...]:
        """Return the parts before the function: all of them if nothing is called."""
        return self.parts[:-1] if self.called else self.parts

    @property
    def offset(self) -> int:
        """Return the offset of the name."""
        return self.parts[0].offset

    @property
    def end(self) -> int:
        """Return the offset after the name."""
        return self.parts[-1].end


def words(source: str) -> tuple[Token, ...]:
    """Split a source into tokens, without spaces and comments."""
    return tuple(
        Token(match.lastgroup or "mark", match.group(), match.start())
        for match in _TOKEN.finditer(source)
        if match.lastgroup != "space"
    )


def dotted_names(tokens: tuple[Token, ...]) -> tuple[Name, ...]:
    """Yield the dotted names, in order, without keywords."""
    found, index = [], 0
    while index < len(tokens):
        if tokens[index].kind != "name" or tokens[index].text in _RESERVED:
            index += 1
            continue
        parts, start = [tokens[index]], index
        while index + 2 < len(tokens) and tokens[index + 1].text == "." and tokens[index + 2].kind == "name":
            parts.append(tokens[index + 2])
            index += 2
        index += 1
        called = index < len(tokens) and tokens[index].text == "("
        found.append(Name(tuple(parts), called, not _follows_operand(tokens, start)))
    return tuple(found)


def _follows_operand(tokens: tuple[Token, ...], start: int) -> bool:
    """Return whether a name is selected from an expression that is not a name: `(…).size`, `"a".size`, `[1].size`."""
    if start < 2 or tokens[start - 1].text != ".":  # noqa: PLR2004 (an operand and a dot)
        return False
    return tokens[start - 2].kind in {"string", "number"} or tokens[start - 2].text in {")", "]", "}"}


def longest_declared(parts: tuple[Token, ...], declared: Container[str]) -> str:
    """Return the longest declared prefix of a dotted name, or an empty text."""
    for count in range(len(parts), 0, -1):
        path = ".".join(part.text for part in parts[:count])
        if path in declared:
            return path
    return ""
