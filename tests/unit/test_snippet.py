"""Printing places with carets."""

import pytest

from policyengine.errors import Mistake
from policyengine.location import Location
from policyengine.snippet import Span, escape_text, render_block, render_mistake, render_snippet


def at(line: int, column: int, end_column: int, path: str = "x.yaml") -> Location:
    """Return a place on one line."""
    return Location(path, line, column, line, end_column)


def test_mistake() -> None:
    """A mistake has a heading, its line with carets, and its hint."""
    mistake = Mistake(
        "unknown key `hostin`",
        at(31, 7, 13, "services/chat/llm-profile.yaml"),
        "      hostin: vendor-api",
        "did you mean `hosting`?",
    )
    assert render_mistake(mistake).splitlines() == [
        "error: unknown key `hostin`",
        "  --> services/chat/llm-profile.yaml:31:7",
        "   |",
        "31 |       hostin: vendor-api",
        "   |       ^^^^^^",
        "   |",
        "   = help: did you mean `hosting`?",
    ]


def test_mistake_without_source_place_or_hint() -> None:
    """What is not known is left out."""
    assert render_mistake(Mistake("a", at(1, 1, 1), "", "b")) == "error: a\n --> x.yaml:1:1\n  = help: b"
    assert render_mistake(Mistake("a", at(1, 1, 2), "k: v")) == "error: a\n --> x.yaml:1:1\n  |\n1 | k: v\n  | ^"
    assert render_mistake(Mistake("a", None, "", "b")) == "error: a\n  = help: b"
    assert render_mistake(Mistake("a")) == "error: a"


def test_several_spans() -> None:
    """Spans of one file come in line order; the arrow points at the primary one; other files follow."""
    spans = [
        Span(at(31, 16, 26), "      hosting: vendor-api", 'option.hosting is "vendor-api"'),
        Span(at(22, 16, 26), "      classes: [phi, pii]", 'contains "phi"', primary=False),
        Span(at(4, 3, 6, "policyengine.yaml"), "  baa: none", "", primary=False),
    ]
    assert render_block("error[a/b]: c", spans, [("why", "d"), ("docs", "e")]) == [
        "error[a/b]: c",
        "  --> x.yaml:31:16",
        "   |",
        "22 |       classes: [phi, pii]",
        '   |                ---------- contains "phi"',
        "31 |       hosting: vendor-api",
        '   |                ^^^^^^^^^^ option.hosting is "vendor-api"',
        "  ::: policyengine.yaml:4:3",
        "   |",
        " 4 |   baa: none",
        "   |   ---",
        "   |",
        "   = why: d",
        "   = docs: e",
    ]


def test_spans_of_one_line() -> None:
    """Two spans of one line share it, in column order; the same span is drawn once."""
    spans = [Span(at(1, 4, 5), "a: b c", "two"), Span(at(1, 1, 2), "a: b c", "one", primary=False)]
    assert render_snippet([*spans, spans[0]]) == [
        " --> x.yaml:1:4", "  |", "1 | a: b c", "  | - one", "  |    ^ two",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "place", "shown", "carets"),
    [
        ("\ta: b", at(1, 2, 3), "    a: b", "    ^"),
        ("a\tb: c", at(1, 3, 4), "a   b: c", "    ^"),
        ("名前: x", at(1, 1, 3), "名前: x", "^^^^"),
        ("名前: x", at(1, 5, 6), "名前: x", "      ^"),
        ("e\u0301x", at(1, 3, 4), "e\u0301x", " ^"),
        ("a\x1b[31mb", at(1, 7, 8), "a\\u{1b}[31mb", "           ^"),
        ("a\u202eb", at(1, 2, 3), "a\\u{202e}b", " ^^^^^^^^"),
        ("abc", at(1, 9, 12), "abc", "   ^"),
        ("abc", at(1, 2, 2), "abc", " ^"),
        ("a: [b,  ", Location("x.yaml", 1, 4, 3, 2), "a: [b,", "   ^^^"),
    ],
)
def test_carets(source: str, place: Location, shown: str, carets: str) -> None:
    """Carets stand below what is printed for their characters, however wide that is."""
    assert render_snippet([Span(place, source)])[2:] == [f"1 | {shown}", f"  | {carets}"]


@pytest.mark.parametrize(("column", "needle"), [(1, "0"), (501, "x"), (1000, "9")])
def test_long_lines(column: int, needle: str) -> None:
    """Of a long line, a window around the carets is shown."""
    source = "0" * 500 + "x" + "9" * 499
    line, carets = render_snippet([Span(at(1, column, column + 1), source)])[2:]
    assert len(line) <= 4 + 122
    assert line[carets.index("^")] == needle
    assert line.count("…") == (2 if column == 501 else 1)


def test_long_carets() -> None:
    """Carets end with the window."""
    line, carets = render_snippet([Span(at(1, 1, 1000), "a" * 2000)])[2:]
    assert (len(line), len(carets)) == (4 + 121, 4 + 120)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain é 名 \U0001f600", "plain é 名 \U0001f600"),
        ("\x1b[31m", "\\u{1b}[31m"),
        ("a\nb\r\tc\0\x7f\x9b", "a\\u{a}b\\u{d}\\u{9}c\\u{0}\\u{7f}\\u{9b}"),
        ("\u202a\u202e\u2066\u2069\u200f\u061c", "\\u{202a}\\u{202e}\\u{2066}\\u{2069}\\u{200f}\\u{61c}"),
        ("\ufeff\u200b\u2028\ud800\U000e0041", "\\u{feff}\\u{200b}\\u{2028}\\u{d800}\\u{e0041}"),
    ],
)
def test_escape_text(text: str, escaped: str) -> None:
    """Controls, direction marks, invisible characters and lone surrogates are spelt out."""
    assert escape_text(text) == escaped


def test_everything_printed_is_escaped() -> None:
    """Headings, paths, notes and footers come from files too."""
    lines = render_block("h\x1b", [Span(at(1, 1, 2, "p\x1b"), "s\x1b", "n\x1b")], [("help", "f\x1b")])
    assert "\x1b" not in "\n".join(lines)
    assert sum("\\u{1b}" in line for line in lines) == 5
