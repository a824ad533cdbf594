"""Lets the Markdown that a team wrote into a record without letting it change the record's structure."""

import re

from policyengine.markdown import clean, code_spans

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ ]+(.*?))?(?:[ ]+#+)?[ ]*$")
_CONTAINER = re.compile(r"^((?:[ ]*(?:>|[*+-][ ]|\d{1,9}[.)][ ]))*[ ]*)(.*)$")
_RULE = re.compile(r"^(?:-+|=+|(?:[*_-][ ]*){3,})[ ]*$")
_AUTOLINK = re.compile(r"<https?://[^\s<>]+>")
_MARKER = re.compile(r"<!--(?=\s*policyengine:)", re.IGNORECASE)
_TARGET = re.compile(r"(\])([(:])(?=[ ]*(?!https?://|mailto:|\#|[\w./-]+(?:[)\s#]|$))\S)")
_LOOSE = re.compile(r"(?<!\\)((?:\\\\)*)([<`])")


def block(text: str, level: int = 4) -> str:
    """Give the text with its headings moved to `level` and below, and nothing that our readers take for structure.

    HTML, horizontal rules, underlined headings, headings in lists and our own markers are shown, not obeyed; a code
    fence left open is closed. Lists, emphasis, links, tables, code and quotations work as usual.
    """
    lines = _MARKER.sub("<! --", clean(text)).strip("\n").split("\n")
    shift = level - min((len(found[1]) for found in map(_HEADING.match, lines) if found), default=level)
    result: list[str] = []
    fence, depth = "", level - 1
    for line in lines:
        if fence:
            result.append(line.rstrip())
            fence = "" if _closes(line, fence) else fence
        elif (opening := _FENCE.match(line)) and not (opening[2][0] == "`" and "`" in opening[3]):
            fence = opening[2]
            result += _apart(result, f"{fence}{opening[3].rstrip()}")
        elif heading := _HEADING.match(line):
            depth = min(max(len(heading[1]) + shift, level), depth + 1, 6)
            result += (*_apart(result, f"{'#' * depth} {_shown(heading[2] or '…')}"), "")
        else:
            result.append(_disarmed(line))
    return "\n".join(_single_spaced([*result, *([fence] if fence else [])])).strip("\n")


def _closes(line: str, fence: str) -> bool:
    mark = line.strip()
    return not line.startswith("    ") and len(mark) >= len(fence) and set(mark) == {fence[0]}


def _apart(result: list[str], line: str) -> list[str]:
    """Put a blank line before a heading or a fence, as every reader of Markdown wants it."""
    return ["", line] if result and result[-1] else [line]


def _disarmed(line: str) -> str:
    found = _CONTAINER.match(line)
    prefix, rest = (found[1], found[2]) if found else ("", line)
    if _RULE.match(rest) or _RULE.match(line.strip()) or re.match(r"#{1,6}(?:[ ]|$)", rest):
        return f"{prefix}\\{rest}".rstrip() if rest else f"\\{line.strip()}"
    return (prefix + _shown(rest)).rstrip()


def _shown(text: str) -> str:
    """Show `<`, unpaired backticks and links to odd schemes instead of obeying them; code and autolinks stay."""

    def disarmed(part: str) -> str:
        return _TARGET.sub(r"\1\\\2", _LOOSE.sub(r"\1\\\2", part))

    parts: list[str] = []
    end = 0
    links = [found.span() for found in _AUTOLINK.finditer(text)]
    for start, stop in sorted([*links, *((span.start, span.end) for span in code_spans(text))]):
        if start >= end:
            parts += (disarmed(text[end:start]), text[start:stop])
            end = stop
    return "".join((*parts, disarmed(text[end:])))


def _single_spaced(lines: list[str]) -> list[str]:
    """Leave at most one blank line between two lines; also in code, so that no reader sees a gap of ours."""
    return [line for index, line in enumerate(lines) if line or (index and lines[index - 1])]
