"""Refuse texts that YAML parsers and people read differently. Read only where a text has the characters for it.

libyaml and PyYAML follow YAML 1.1 in a few places and accept some texts that YAML 1.2 does not. Reading those would
drop a part of the text, or show a reviewer another structure than the program reads. Both parsers refuse them here.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from policyengine.errors import InputError, Mistake
from policyengine.loading.yaml.data import Problems, each_node
from policyengine.loading.yaml.spots import spot_at
from policyengine.location import Location

LEADING_TAB = "the text after `|` or `>` starts with a tab", "write it in double quotes, with `\\t` for each tab"
"""What libyaml refuses and the parser in Python reads: message and hint."""

_INVISIBLE = {
    "\r": ("carriage return", r"\r"),
    "\x85": ("line break U+0085", r"\N"),
    "\u2028": ("line separator U+2028", r"\L"),
    "\u2029": ("paragraph separator U+2029", r"\P"),
    "\ufeff": ("byte order mark U+FEFF", r"\uFEFF"),
}
_AMBIGUOUS = re.compile("[\x85\u2028\u2029\ufeff]|\r(?!\n)")
_PROLOGUE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n|%YAML[ \t]+1\.2[ \t]*(?:[ \t]#[^\n]*)?\r?\n)*")
_PROPERTIES = re.compile(r"(?:[&!][^ \t\r\n]*[ \t\r\n]*)*")
_IN_GAP = re.compile(r"(?P<comment>(?<![^ \t\r\n])#[^\n]*)|[#?]|[&*][0-9A-Za-z_-]+")
_BLOCK_COMMENT = re.compile(r"[|>][-+0-9]*#")
_BLOCK_TAB = re.compile(r"[|>][-+]?[ \t]*(?:#[^\n]*)?\r?\n(?: *\r?\n)* *\t")
_ENDS = frozenset(("", *" \t\r\n,[]{}"))


def refuse_ambiguous_text(path: str, text: str) -> None:
    """Raise InputError for line breaks that not every program counts, and for directives other than `%YAML 1.2`."""
    found = _AMBIGUOUS.search(text)
    if found:
        _refuse_invisible(path, text, found)
    start = _PROLOGUE.match(text)
    index = start.end() if start else 0
    if text[index : index + 1] == "%":
        name = text[index:].split(None, 1)[0]
        message = "another YAML version" if name == "%YAML" else f"unknown `%` directive `{name[:40]}`"
        hint = "remove it; files are read as YAML 1.2" if name == "%YAML" else "remove it"
        _refuse(path, text, index, len(name), (message, hint))


def check_gaps(root: Any, text: str, problems: Problems) -> None:
    """Note text between scalars that parsers read in another way than people, and odd beginnings of `|` and `>`."""
    end = 0
    for node in sorted(_scalars(root), key=lambda node: node.start_mark.index):
        properties = _PROPERTIES.match(text, node.start_mark.index)
        start = properties.end() if properties else node.start_mark.index
        _check_gap(text, end, start, problems)
        if node.style in ("|", ">"):
            _check_block(text, start, problems)
        end = max(end, node.end_mark.index)
    _check_gap(text, end, len(text), problems)


def _scalars(root: Any) -> Iterator[Any]:
    """Yield every scalar that is written in the text, once."""
    for node in each_node(root):
        if node.id == "scalar" and node.start_mark.index < node.end_mark.index:
            yield node


def _check_gap(text: str, start: int, end: int, problems: Problems) -> None:
    for found in _IN_GAP.finditer(text, start, end):
        word, following = found[0], text[found.end() : found.end() + 1]
        if found["comment"]:
            continue
        if word == "#":
            _note(text, found.start(), "`#` without a space before it", _COMMENT_HINT, problems)
            return
        runs_on = following not in _ENDS
        if word == "?" and runs_on:
            _note(text, found.start(), "unquoted text starts with `?`", "quote the text", problems)
        elif word[0] in "&*" and runs_on:
            hint = "use letters, digits, `-` and `_`, and a space after it"
            _note(text, found.end(), f"name of the anchor `{word}` is not clear", hint, problems)


_COMMENT_HINT = "write a space before a comment, or quote text that holds `#`"


def _check_block(text: str, start: int, problems: Problems) -> None:
    comment = _BLOCK_COMMENT.match(text, start)
    if comment:
        _note(text, comment.end() - 1, "`#` without a space before it", _COMMENT_HINT, problems)
    tab = _BLOCK_TAB.match(text, start)
    if tab:
        _note(text, tab.end() - 1, *LEADING_TAB, problems)


def _note(text: str, index: int, message: str, hint: str, problems: Problems) -> None:
    problems[index] = (spot_at(text, index), message, hint)


def _refuse_invisible(path: str, text: str, found: re.Match[str]) -> NoReturn:
    name, escape = _INVISIBLE[found[0]]
    hint = f"end lines with a line feed; inside double quotes write `{escape}`"
    if found[0] == "\ufeff":
        hint = f"remove it; inside double quotes write `{escape}`"
    _refuse(path, text, found.start(), 1, (f"{name} in the text, which programs read and show differently", hint))


def _refuse(path: str, text: str, index: int, length: int, words: tuple[str, str]) -> NoReturn:
    mark = spot_at(text, index).start_mark
    line = text.split("\n")[mark.line].removesuffix("\r")
    message, hint = words
    place = Location(path, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 1 + length)
    raise InputError(Mistake(message, place, line, hint))
