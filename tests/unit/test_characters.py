"""Characters that nobody can see are shown, except where people write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.characters import pieces, visible
from policyengine.markdown import front_matter, inline
from policyengine.snippet import escape_text
from policyengine.wire.escaping import escape_json

DRAWN_AS_NOTHING = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\u034f", "\u17b4", "\u17b5"}


def test_the_table_is_that_of_unicode() -> None:
    """Controls, format characters, private use and surrogates are shown; no letter, mark or symbol is that is drawn."""
    missed, extra = [], []
    for number in range(0x110000):
        char = chr(number)
        category = unicodedata.category(char)
        unseen = category in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} or "VARIATION SELECTOR" in unicodedata.name(char, "")
        if unseen and visible(char) == char:
            missed.append(f"{number:x}")
        if not unseen and category != "Cn" and visible(char) != char and char not in DRAWN_AS_NOTHING:
            extra.append(f"{number:x}")
    assert (missed, extra) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "plain \u00e9 \u65e5\u672c \U0001f600",
        "\u0645\u06cc\u200c\u0631\u0648\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u09b0\u200d\u09cd\u09af",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467",
        "\U0001f3f3\ufe0f\u200d\U0001f308 \u2764\ufe0f 1\ufe0f\u20e3 \U0001f44d\U0001f3fd",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "\u845b\U000e0100\u57ce",
        "caf\u00e9\u00a0: 5\u202f000",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    """Persian and Indic joiners, emoji, variants of ideographs and spaces of French are part of writing."""
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Grace\u200b Hopper", "Grace\\u{200b} Hopper"),
        ("ab\u200ccd\u200def", "ab\\u{200c}cd\\u{200d}ef"),
        ("x\ufe0f", "x\\u{fe0f}"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f\\u{fe0f}"),
        ("\U0001f600\U000e0041", "\U0001f600\\u{e0041}"),
        ("\U0001f3f4\U000e0067\U000e0041\U000e007f", "\U0001f3f4\\u{e0067}\\u{e0041}\\u{e007f}"),
        ("a\u202eb\u2066c\u061cd", "a\\u{202e}b\\u{2066}c\\u{61c}d"),
        ("\u2800\u3164\u180e\xad\ufff9\ue000\ufdd0", "\\u{2800}\\u{3164}\\u{180e}\\u{ad}\\u{fff9}\\u{e000}\\u{fdd0}"),
    ],
)
def test_what_hides_is_shown(text: str, expected: str) -> None:
    """Joiners outside joining scripts, second selectors, tags, direction marks and fillers are written out."""
    assert visible(text) == expected
    assert "".join(pieces(text)) == expected


def test_every_output_shows_the_same() -> None:
    """Terminals, Markdown, front matter and JSON have one definition; JSON keeps the value."""
    text = "a\u200b\U000e0041"
    assert escape_text(text) == "a\\u{200b}\\u{e0041}"
    assert inline(text) == "a\\\\u{200b}\\\\u{e0041}"
    assert front_matter(text) == '"a\\\\u{200b}\\\\u{e0041}"'
    assert escape_json(f'"{text}"') == '"a\\u200b\\udb40\\udc41"'


@given(st.text())
def test_what_is_visible_stays_so(text: str) -> None:
    """Showing twice changes nothing, and each character has its piece."""
    assert visible(visible(text)) == visible(text)
    assert len(list(pieces(text))) == len(text)
