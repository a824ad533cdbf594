"""Parses Markdown as CommonMark with GitHub's tables and returns its structure; the only module that uses markdown-it.

The parser refuses nothing: links of every scheme are links, HTML is HTML. `human_text` decides what is allowed.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline, autolink, entity, html_inline, image, link
from markdown_it.token import Token

DEPTH = 40
"""Maximum nesting of lists, quotations and brackets; beyond it, parsers differ."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_MATH = re.compile(r"\$(?:[$`]|(?=\S)[^$]*(?<=\S)\$)")
_ADDRESS = re.compile(r"(?<=ftp)://", re.IGNORECASE)
_OPENING = {"link_open", "image", "html_inline", "text_special"}
Rule = Callable[[StateInline, bool], bool]


class Part(NamedTuple):
    """A heading, thematic break, HTML block, fence or table: its lines from 0, the last excluded, and its depth.

    `mark` is its markup, `rank` the level of a heading or the columns of a table, `info` the words after a fence.
    """

    kind: str
    first: int
    last: int
    nesting: int
    mark: str = ""
    rank: int = 0
    info: str = ""


class Span(NamedTuple):
    """A link, image, entity, piece of HTML or similar, and its start; `column` is -1 if it is unknown.

    `target` is the target of a link or the character of an entity; `label` names the definition that a link refers to.
    """

    kind: str
    line: int
    column: int
    target: str = ""
    title: str = ""
    label: str = ""


class Definition(NamedTuple):
    """A link reference definition, which readers do not see; `counts` is false for a repeated label."""

    label: str
    line: int
    target: str
    title: str
    counts: bool


class Parsed(NamedTuple):
    """The structure of a text, and its maximum nesting depth."""

    parts: tuple[Part, ...]
    spans: tuple[Span, ...]
    definitions: tuple[Definition, ...]
    depth: int


def parse(text: str) -> Parsed:
    """Parse a Markdown text with line feeds and without tabs. Raises RecursionError if it is nested too deeply."""
    brackets = _opened(text)
    if brackets > DEPTH:  # slow to import, too
        return Parsed((), (), (), brackets)
    env: dict[str, Any] = {"found": []}
    tokens = _parser().parse(text, env)
    depth = max((token.level for token in tokens), default=0)
    parts = (*(part for token in tokens for part in _parts(token)), *_tables(tokens))
    definitions = (
        *(
            Definition(label, at["map"][0], at["href"], at["title"], True)
            for label, at in env.get("references", {}).items()
        ),
        *(
            Definition(at["label"], at["map"][0], at["href"], at["title"], False)
            for at in env.get("duplicate_refs", ())
        ),
    )
    return Parsed(parts, tuple(_spans(env["found"], text.split("\n"))), definitions, depth)


def normal_form(text: str) -> str:
    """Return a canonical form of a text that does not depend on wrapping, list markers, table padding and escapes.

    The form is HTML without white space and without paragraphs inside list items. A text that is nested too deeply is
    returned unchanged.
    """
    if _opened(text) > DEPTH:
        return text
    try:
        html = MarkdownIt("commonmark").enable("table").render(text)
    except RecursionError:
        return text
    plain = re.sub(r"</?p>", " ", re.sub(r'<ol start="\d+">', "<ol>", html))
    return re.sub(r" ?(<[^>]*>) ?", r"\1", " ".join(plain.split()))


def _parts(token: Token) -> Iterator[Part]:
    if token.map is None or token.type not in {"heading_open", "hr", "html_block", "fence"}:
        return
    rank = int(token.tag[1]) if token.type == "heading_open" else 0
    kind = token.type.removesuffix("_open")
    yield Part(kind, token.map[0], token.map[1], token.level, token.markup, rank, token.info)


def _tables(tokens: Sequence[Token]) -> Iterator[Part]:
    """Yield each table; its rank is the number of its columns."""
    table, columns = None, 0
    for token in tokens:
        if token.type == "table_open":
            table, columns = token, 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "thead_close" and table is not None and table.map is not None:
            yield Part("table", table.map[0], table.map[1], table.level, rank=columns)


def _spans(found: list[tuple[Token, int, Span]], lines: list[str]) -> Iterator[Span]:
    """Find the source position where each span begins: the lines of a paragraph are line ends in the source."""
    known: dict[int, tuple[list[int], list[int]]] = {}
    for token, place, span in found:
        first = token.map[0] if token.map else 0
        if id(token) not in known:
            known[id(token)] = _starts(token.content, lines[first:])
        starts, columns = known[id(token)]
        number = bisect_right(starts, place) - 1
        column = columns[number] + place - starts[number] if columns[number] >= 0 else -1
        yield span._replace(line=first + number, column=column)


def _starts(content: str, lines: list[str]) -> tuple[list[int], list[int]]:
    """Return the start of each line of a content in it, and its column in the source line; -1 if unknown."""
    said = content.split("\n")
    starts = [0, *(found.end() for found in re.finditer("\n", content))]
    return starts, [line.rfind(part.rstrip()) for part, line in zip(said, lines, strict=False)]


def _opened(text: str) -> int:
    """Return the number of brackets that are open at the same time."""
    steps = (1 if char == "[" else -1 for char in re.findall(r"[\[\]]", text))
    return max(accumulate(steps, lambda opened, step: max(opened + step, 0), initial=0))


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return a parser that accepts every link and records its findings."""
    parser = MarkdownIt("commonmark", {"maxNesting": 3 * DEPTH, "store_labels": True}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - named by the parser
    parser.core.ruler.at("inline", _inline)
    rules: dict[str, Rule] = {
        "link": link, "image": image, "autolink": autolink, "html_inline": html_inline, "entity": entity
    }  # fmt: skip
    for kind, rule in rules.items():
        parser.inline.ruler.at(kind, _watched(kind, rule))
    for kind, mark in (("footnote", _FOOTNOTE), ("math", _MATH), ("address", _ADDRESS)):
        parser.inline.ruler.before("link", kind, _noticing(kind, mark))
    return parser


def _inline(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            state.env["token"] = token
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _watched(kind: str, rule: Rule) -> Rule:
    """Wrap a rule of the parser so that it records its result and position."""

    def watched(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        start, before = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent:
            made = next((token for token in state.tokens[before:] if token.type in _OPENING), None)
            if made is not None:
                target = str(made.attrs.get("href", made.attrs.get("src", made.content)))
                _note(
                    state, start, Span(kind, 0, 0, target, str(made.attrs.get("title", "")), made.meta.get("label", ""))
                )
        return done

    return watched


def _noticing(kind: str, mark: re.Pattern[str]) -> Rule:
    """Record GitHub's extensions, and leave the text to the other rules."""

    def noticing(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
        if not silent and mark.match(state.src, state.pos):
            _note(state, state.pos, Span(kind, 0, 0))
        return False

    return noticing


def _note(state: StateInline, place: int, span: Span) -> None:
    token = state.env["token"]
    if state.src == token.content:  # not within the description of an image, which is shown as plain text
        state.env["found"].append((token, place, span))
