"""What holds for every YAML text: agreement with another reader, places that are right, no crash."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from policyengine.errors import InputError
from policyengine.loading.yaml.parsing import parse
from policyengine.location import Location, Route
from policyengine.snippet import render_mistake

WORDS = [
    "NO",
    "yes",
    "on",
    "a b",
    "x#y",
    "x: y",
    "- x",
    "é",
    "\U0001f600",
    "1:30",
    "null",
    "true",
    "12",
    "1.5",
    "",
    "~",
]
TEXTS = st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
PLAIN = st.sampled_from(
    ["NO", "yes", "no", "true", "False", "null", "~", "12", "-3", "012", "1.5", "1e3", "a b", "x-y"]
)
SIZES = st.floats(-1e9, 1e9).filter(lambda size: not size or abs(size) >= 1e-30)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | SIZES | TEXTS
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=20
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Write data in a mix of YAML's styles."""
    return "\n".join(block(draw, draw(DATA.filter(lambda data: isinstance(data, (dict, list)) and data)), 0)) + "\n"


def block(draw: st.DrawFn, data: Any, indent: int) -> Iterator[str]:
    """Yield the lines of a collection in block style, with comments and blank lines here and there."""
    margin = " " * indent
    pairs = data.items() if isinstance(data, dict) else [(None, item) for item in data]
    for key, item in pairs:
        if draw(st.integers(0, 9)) == 0:
            yield draw(st.sampled_from(["", f"{margin}# note"]))
        start = f"{margin}-" if key is None else f"{margin}{json.dumps(key, ensure_ascii=False)}:"
        if isinstance(item, (dict, list)) and item and draw(st.booleans()):
            yield start
            yield from block(draw, item, indent + draw(st.integers(1, 3)))
        else:
            comment = draw(st.sampled_from(["", "", "  # note"]))
            yield from f"{start} {flow(draw, item, margin)}{comment}".split("\n")


def flow(draw: st.DrawFn, data: Any, margin: str) -> str:
    """Write a value on one line, or a text as a literal block or in quotes over two lines."""
    if isinstance(data, (dict, list)):
        return json.dumps(data, ensure_ascii=False)
    style = draw(st.sampled_from(["json", "json", "single", "plain", "folded"]))
    if isinstance(data, str) and style == "single":
        return "'" + data.replace("'", "''") + "'"
    if style == "plain":
        return draw(PLAIN)
    if style == "folded":
        return f"one two\n{margin}    three"
    return json.dumps(data, ensure_ascii=False)


def routes(data: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Yield every route into some data, with the value there."""
    yield route, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, item in items:
        yield from routes(item, (*route, step))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_agrees_with_another_reader(text: str) -> None:
    """Our data are those of ruamel's YAML 1.2 loader, types included."""
    expected = YAML(typ="safe", pure=True).load(text)
    document = parse("x.yaml", text)
    assert repr(document.value) == repr(expected)
    assert parse("x.yaml", text, pure=True).value == document.value


@settings(max_examples=150, deadline=None)
@given(documents(), st.sampled_from(["\n", "\r\n"]))
def test_places_give_the_value_back(text: str, line_end: str) -> None:
    """The text at a value's place, read alone, is the value; the text at a key's place is the key."""
    document = parse("x.yaml", text.replace("\n", line_end))
    for route, value in routes(document.value):
        assert parse("x.yaml", f"- {cut(document.lines, document.locate_value(route))}").value == [value]
        if route and isinstance(route[-1], str):
            key = cut(document.lines, document.locate_key(route))
            assert parse("x.yaml", f"- {key}").value in ([route[-1]], [None])


def cut(lines: tuple[str, ...], span: Location) -> str:
    """Return the text of a span, its first line put where the other lines are indented to."""
    if span.line == span.end_line:
        return lines[span.line - 1][span.column - 1 : span.end_column - 1]
    first = lines[span.line - 1][span.column - 1 :]
    rest = [*lines[span.line : span.end_line - 1], lines[span.end_line - 1][: span.end_column - 1]]
    return "\n" + "\n".join([" " * (span.column - 1 + 1) + first, *(" " + line for line in rest)])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["size(", "é", " && ", "x", " \U0001f600 ", "\n", "  y"]), min_size=1, max_size=8))
def test_content_places_give_the_character_back(parts: list[str]) -> None:
    """In a plain scalar and in a `|` scalar, each character is found where it is written."""
    literal = "x" + "".join(parts)
    plain = " ".join(literal.split())
    text = (
        f"a: |-\n  {literal.replace(chr(10), chr(10) + '  ')}\nb: {plain}\nc: {plain.replace(' ', chr(10) + '   ')}\n"
    )
    document = parse("x.yaml", text)
    for key in "abc":
        for offset, char in enumerate(document.value[key]):
            place = document.locate_content((key,), offset)
            found = document.line(place.line)[place.column - 1 : place.column]
            assert found == ("" if char == "\n" or (key == "c" and char == " ") else char)


TOKENS = [
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    "\n  ",
    "&x ",
    "*x",
    "!t ",
    "'",
    '"',
    "|\n",
    "> \n",
]
TOKENS += ["#c", "\t", "\r\n", "\u2028", "\x85", "\0", "\x1b", "---", "...", "%", "<<: ", "1", "0x1", "~", ".inf", "\\"]
TOKENS += ["\ud800", "\x0b", "\xa0"]


def latin(data: bytes) -> str:
    """Read any bytes as some text."""
    return data.decode("latin-1")


@pytest.mark.parametrize("pure", [False, True])
@settings(max_examples=300, deadline=None)
@given(text=st.lists(st.sampled_from(TOKENS), max_size=14).map("".join) | st.text() | st.binary().map(latin))
@example(text="[" * 60_000)
@example(text="- " * 60_000)
def test_never_crashes(text: str, *, pure: bool) -> None:
    """Any text is either read, with a place for every value, or refused with mistakes that can be printed."""
    try:
        document = parse("x.yaml", text, pure=pure)
    except InputError as error:
        printed = "".join(render_mistake(mistake) for mistake in error.mistakes)
        assert not set(printed) & set("\x1b\0\x0b\x85\u2028\ud800\r\t")
        return
    for route, value in routes(document.value):
        place = document.locate_value(route)
        assert 1 <= place.line <= max(1, len(document.lines))
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        if isinstance(value, str):
            assert document.locate_content(route, len(value)).line >= 1
