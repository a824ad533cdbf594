"""Escapes text from others so that Markdown renders it literally; the only escaping of records."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from policyengine.characters import escaped, visible

TITLE_LIMIT = 80
"""Maximum code points of an option title."""

_SUFFIX_LIMIT = 40

_SPACES = re.compile(r"\s+")
_SPECIAL = re.compile(r"[\\`*_\[\]<|~$]|&(?=#?\w+;)")
_LEADING = re.compile(r"^(?:[#>=:+-]|\d{1,9}(?=[.)]))")
_TICKS_OR_BREAK = re.compile(r"`+|\n")
_WEB = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
_OUTSIDE = re.compile(r"https?://[^/\s]|mailto:", re.IGNORECASE)
_SCHEME = re.compile(r"[^/?#]*:")
_BARE_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_UNTITLED = re.compile(r"[\"“”`*<>\[\]|\\~]+|&(?=#?\w+;)")
_REASON = re.compile(r"(?<![\s,])(?:\s?,)+\s?because", re.IGNORECASE)
_TITLE_END = " #.,;:!"
_TITLE_START = re.compile(r"^(?:[\s#>=:+_-]+|\d+[.)]\s+)+")


class CodeSpan(NamedTuple):
    """A code span: its start, its end, and the number of backticks that open it."""

    start: int
    end: int
    ticks: int


def code_spans(text: str) -> Iterator[CodeSpan]:
    """Yield the code spans of a text, each on one line, in linear time.

    A run of backticks opens one unless a backslash precedes it; the next run of the same length on its line ends it.
    """
    runs = list(_TICKS_OR_BREAK.finditer(text))
    closing: list[int] = []
    next_of: dict[str, int] = {}
    for place in range(len(runs) - 1, -1, -1):
        ticks = runs[place][0]
        if ticks == "\n":
            next_of = {}
        closing.append(next_of.get(ticks, 0))
        next_of[ticks] = place
    closing.reverse()
    place = 0
    while place < len(runs):
        run, last = runs[place], closing[place]
        if last and text[run.start() - 1 : run.start()] != "\\":
            yield CodeSpan(run.start(), runs[last].end(), len(run[0]))
            place = last
        place += 1


def clean(text: str) -> str:
    r"""Normalise line ends, and write invisible characters and those that UTF-8 cannot encode as `\u{200b}`."""
    return visible(
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    "),
        lambda char: char if char == "\n" else escaped(char),
    )


def inline(text: str) -> str:
    """Return one line that shows `text` literally, also at the start of a line, in a list item or in a table cell."""
    line = _SPACES.sub(" ", clean(text)).strip()
    return _neutral_ends(_escaped(line))


def prose(text: str) -> str:
    """Return one line as `inline` does, but keep balanced code spans; for texts of rule authors."""
    line = _SPACES.sub(" ", clean(text)).strip()
    parts: list[str] = []
    end = 0
    for span in code_spans(line):
        parts += (_escaped(line[end : span.start]), code(line[span.start + span.ticks : span.end - span.ticks]))
        end = span.end
    return _neutral_ends("".join((*parts, _escaped(line[end:]))))


def code(text: str) -> str:
    """Return a code span on one line that shows `text`, with any backticks in it; an empty text gives `""`."""
    line = _SPACES.sub(" ", clean(text)).strip() or '""'
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def link(url: str) -> str:
    """Return a link to a web address, and a code span for anything else."""
    return f"<{url}>" if _WEB.fullmatch(url) else code(url)


def is_harmless(target: str) -> bool:
    """Return whether a link target is allowed: the web, a mail address, or a file or heading of the repository.

    The check uses the target that a browser would resolve: entities are decoded before, and percent signs, backslashes
    and invisible characters are resolved.
    """
    seen = target
    from urllib.parse import unquote

    for _ in range(3):
        plain = re.sub(r"[\x00-\x20]", "", seen).replace("\\", "/")
        if visible(plain) != plain or plain.startswith("//"):
            return False
        if _SCHEME.match(plain) and not _OUTSIDE.match(plain):
            return False
        seen = unquote(seen)
    return True


def cell(markdown: str) -> str:
    """Format Markdown for a table cell: one line, with escaped pipes."""
    return _BARE_PIPE.sub(r"\1\\|", _SPACES.sub(" ", markdown).strip())


def row(cells: Iterable[str]) -> str:
    """Return a table row from the Markdown of its cells."""
    return f"| {' | '.join(map(cell, cells))} |"


def front_matter(value: Any) -> str:
    """Encode a text, a number or a list of texts as JSON on one line, which YAML reads identically."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(front_matter(item) for item in value)}]"
    if isinstance(value, str):
        return json.dumps(clean(value), ensure_ascii=False)
    return json.dumps(value)


def option_titles(titles: list[str] | tuple[str, ...], suffixes: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return titles that can serve as identifiers: plain, at most 80 code points, unique regardless of case and spaces.

    Each suffix (` (triage)`, or nothing) is kept when a title is shortened.
    """
    given: list[str] = []
    taken: set[str] = set()
    for title, suffix in zip(titles, suffixes, strict=True):
        attempt, count = option_title(title, suffix), 1
        while _folded(attempt) in taken:
            count += 1
            attempt = option_title(title, suffix, f" ({count})")
        taken.add(_folded(attempt))
        given.append(attempt)
    return tuple(given)


def option_title(title: str, suffix: str = "", mark: str = "") -> str:
    """Remove what a reader of records would misinterpret: quotes, `, because`, pipes, markup, a leading list mark."""
    plain = _TITLE_START.sub("", _plain(title).strip()).rstrip(_TITLE_END) or "option"
    tail = _plain(suffix)
    tail = (tail if len(tail) <= _SUFFIX_LIMIT else f"{tail[: _SUFFIX_LIMIT - 1]}…") + mark
    room = TITLE_LIMIT - len(tail)
    whole = plain + tail if len(plain) <= room else f"{plain[: room - 1].rstrip(' ,')}…{tail}"
    return _REASON.sub(" because", _SPACES.sub(" ", whole)).rstrip(_TITLE_END)


def _plain(text: str) -> str:
    words = _SPACES.sub(" ", _UNTITLED.sub(" ", clean(text)))
    return re.sub(r"(?<!\w)_|_(?!\w)", "-", words)


def _folded(title: str) -> str:
    return _SPACES.sub("", title).casefold()


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _neutral_ends(line: str) -> str:
    """Escape block markers at the start of a line, and the closing `#` of a heading."""

    def escape(match: re.Match[str]) -> str:
        return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"

    text = _LEADING.sub(escape, line)
    words = text.rstrip("#")
    if words.endswith("\\") and len(words) < len(text):
        words += "#"  # it is escaped
    return text if len(words) == len(text) else f"{words}\\{text[len(words) :]}"
