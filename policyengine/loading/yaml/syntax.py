"""The messages of the YAML parsers, translated: what is wrong, where, what to do. Read only when a file is broken."""

import re
from typing import Any

from policyengine.errors import Mistake
from policyengine.location import Location

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")

# A part of the parser's problem → our message, our hint, and which of its two places to show.
# libyaml and the pure Python parser word the same problem differently, so parts common to both come first.
_TRANSLATIONS: tuple[tuple[str, str, str, str], ...] = (
    ("tab character", "tab used for indentation", "indent with spaces", "problem"),
    ("expected ':'", "no `:` after this key", "write `key: value`; indent the line if it continues text", "context"),
    ("block sequence entries", "a list item is not allowed here", "start the list on a line of its own", "problem"),
    ("sequence entries are not", "a list item is not allowed here", "start the list on a line of its own", "problem"),
    ("mapping keys are not", "a key is not allowed here", "start the mapping on a line of its own", "problem"),
    ("comment or line break", "text after a `|` or `>`", "start the text on the next line", "problem"),
    ("a comment or a line break", "text after a `|` or `>`", "start the text on the next line", "problem"),
    ("unexpected end of stream", "quoted text is not closed", "add the closing quote", "context"),
    ("unexpected document", "quoted text is not closed", "add the closing quote", "context"),
    ("unknown escape character", "unknown escape in quoted text", r"write `\\` for a backslash, or use '…'", "problem"),
    ("hexdecimal", "unfinished escape in quoted text", r"write `\\` for a backslash, or use '…'", "problem"),
    ("hexadecimal", "unfinished escape in quoted text", r"write `\\` for a backslash, or use '…'", "problem"),
    ("invalid Unicode character", "escape of no character", "write a character from U+0000 to U+10FFFF", "problem"),
    ("undefined alias", "alias of an unknown anchor", "define it above with `&name`, or quote the text", "problem"),
    ("duplicate anchor", "anchor defined twice", "give it another name", "problem"),
    ("second occurrence", "anchor defined twice", "give it another name", "problem"),
    ("alphabetic or numeric", "`&` or `*` without the name of an anchor", "quote the text", "context"),
    ("another document", "more than one document", "keep one document to a file: no second `---`", "problem"),
    ("found another document", "more than one document", "keep one document to a file: no second `---`", "problem"),
    ("<document start>", "text after the end of the document", "remove it, or indent it under a key", "problem"),
    ("expected '-' indicator", "not a list item, inside a list", "start it with `- `, or indent it", "problem"),
    ("node content", "a value is missing here", "write a value, or quote the character", "problem"),
    ("tag handle", "explicit tag", "quote text that starts with `!`", "problem"),
    ("directive", "unknown `%` directive", "remove it, or quote text that starts with `%`", "problem"),
    ("indentation indicator", "bad indentation indicator", "write `|` or `>` alone", "problem"),
)


def split_lines(text: str) -> tuple[str, ...]:
    """Split a text at the line breaks that YAML parsers count: also U+0085, U+2028 and U+2029, unlike most editors."""
    lines = _BREAK.split(text)
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def syntax_mistake(path: str, text: str, error: Any) -> Mistake:
    """Translate a YAML parser's error, or a text that cannot be encoded, into a mistake with its place."""
    lines = split_lines(text)
    problem: str = getattr(error, "problem", None) or ""
    context: Any = getattr(error, "context_mark", None)
    place: Any = getattr(error, "problem_mark", None) or context
    if place is None:
        return _forbidden_character(path, text, lines)
    message, hint, shown = _explain(problem, lines, place, context)
    mark = context if shown == "context" and context else place
    # A mark at the very end of the text is shown at the end of the last line.
    number, column = mark.line, mark.column
    if number >= len(lines) > 0:
        number, column = len(lines) - 1, len(lines[-1])
    source = lines[number] if lines else ""
    end = len(source.rstrip()) if "`:`" in message and shown == "context" else column + 1
    return Mistake(message, Location(path, number + 1, column + 1, number + 1, max(end, column + 1) + 1), source, hint)


def _explain(problem: str, lines: tuple[str, ...], place: Any, context: Any) -> tuple[str, str, str]:
    line = lines[place.line] if place.line < len(lines) else ""
    before, here = line[: place.column], line[place.column :]
    if "expected ',' or" in problem and not here.startswith("\t"):
        return _unclosed(problem, place, context)
    at_place = _explain_by_line(problem, before, here)
    if at_place:
        return *at_place, "problem"
    for part, message, hint, shown in _TRANSLATIONS:
        if part in problem:
            return message, hint, shown
    return f"not YAML: {problem}", "check the punctuation here, or quote the text", "problem"


def _explain_by_line(problem: str, before: str, here: str) -> tuple[str, str] | None:
    """Explain a problem by the text of its line, before its place and after it."""
    if "indentation space is expected" in problem:  # libyaml says so of the content of `|` and `>` alone
        from policyengine.loading.yaml.strict import LEADING_TAB

        return LEADING_TAB
    if "\t" in before + here[:1] and not before.strip():
        return "tab used for indentation", "indent with spaces"
    if "mapping values are not" in problem:
        if re.search(r":\s", before):
            return "`: ` inside text that is not quoted", "quote the text"
        return "`:` is not allowed here", "indent it like the keys beside it, or quote the text"
    if "cannot start any token" in problem:
        char = "a backtick" if here[:1] == "`" else f"`{here[:1]}`"
        return f"text cannot start with {char}", "quote the text"
    if "node content" in problem and here.startswith(("]", "}")):
        return _stray(here[0])
    if "expected key" in problem or "expected <block end>" in problem:
        return _misaligned(before, here)
    return None


def _misaligned(before: str, here: str) -> tuple[str, str]:
    """Explain a token that belongs to none of the open blocks."""
    if here.startswith(":"):
        return "a key is missing before `:`", "write `key: value`"
    if here.startswith(("]", "}")):
        return _stray(here[0])
    if before.strip(" \t-"):
        return "text after the end of a value", "quote the whole value"
    what = "items" if here.startswith("-") else "keys"
    return f"indented unlike the {what} above it", f"start all {what} of one level in the same column"


def _stray(closer: str) -> tuple[str, str]:
    return f"`{closer}` without its `{'[' if closer == ']' else '{'}`", "remove it, or quote the text"


def _unclosed(problem: str, place: Any, context: Any) -> tuple[str, str, str]:
    """Explain a flow collection without its end; one that runs on over lines is shown where it opens."""
    closer, kind = ("]", "list") if "',' or ']'" in problem else ("}", "mapping")
    if context is not None and context.line != place.line:
        return f"{kind} is not closed", f"add `{closer}` before line {place.line + 1}", "context"
    hint = f"put `,` between the parts of a {kind}, or quote the text"
    return f"expected `,` or `{closer}` in a {kind}", hint, "problem"


def _forbidden_character(path: str, text: str, lines: tuple[str, ...]) -> Mistake:
    match = _FORBIDDEN.search(text)
    index = match.start() if match else 0
    char = text[index : index + 1]
    breaks = [found.end() for found in _BREAK.finditer(text, 0, index)]
    line, column = len(breaks), index - (breaks[-1] if breaks else 0)
    name = "NUL character" if char == "\0" else f"character U+{ord(char or chr(0)):04X}"
    hint = r"remove it, or write it as an escape in double quotes, such as \x1b"
    location = Location(path, line + 1, column + 1, line + 1, column + 2)
    return Mistake(f"{name} in the text", location, lines[line] if line < len(lines) else "", hint)
