"""Text that others wrote shows what it says and does nothing else."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.markdown import TITLE_LIMIT, cell, clean, code, front_matter, inline, link, option_titles, prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("two\nlines\r\nand\ttabs", "two lines and tabs"),
        ("*a* _b_ [c](d) `e` <f> g|h ~i~ \\j", r"\*a\* \_b\_ \[c\](d) \`e\` \<f> g\|h \~i\~ \\j"),
        ("# heading", r"\# heading"),
        ("---", r"\---"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("> quote", r"\> quote"),
        ("=== ", r"\==="),
        ("1. first", r"1\. first"),
        ("12) twelfth", r"12\) twelfth"),
        ("1.5 seconds", r"1\.5 seconds"),
        ("closing #", r"closing \#"),
        ("&lt; R&D &#35; AT&T", r"\&lt; R&D \&#35; AT&T"),
        ("\u202eevil\x1b[0m", r"\\u{202e}evil\\u{1b}\[0m"),
        ("$a$ costs $5", r"\$a\$ costs \$5"),
        ("", ""),
    ],
)
def test_inline_text_is_shown_literally(text: str, expected: str) -> None:
    """One line, every mark of Markdown escaped, also those that count only at the start of a line."""
    assert expected == inline(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`openai/gpt-4o` runs at *openai*", r"`openai/gpt-4o` runs at \*openai\*"),
        ("an `open span", r"an \`open span"),
        ("`` a ` b `` and <c>", r"``a ` b`` and \<c>"),
        (r"an escaped \` and `code`", r"an escaped \\\` and `code`"),
    ],
)
def test_prose_keeps_code_spans(text: str, expected: str) -> None:
    """Rule authors mark code with backticks; everything else is shown literally."""
    assert expected == prose(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a_b", "`a_b`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("a``b`c", "```a``b`c```"),
        ("two\nlines", "`two lines`"),
        ("", '`""`'),
    ],
)
def test_code_is_a_span_of_one_line(text: str, expected: str) -> None:
    """The fence is longer than any run of backticks inside."""
    assert expected == code(text)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [("`a|b`", r"`a\|b`"), (r"a\|b", r"a\|b"), (r"a\\|b", r"a\\\|b"), ("a\nb", "a b")],
)
def test_a_cell_holds_no_open_pipe(markdown: str, expected: str) -> None:
    """A pipe already escaped is left alone."""
    assert expected == cell(markdown)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=c#d", "<https://example.org/a?b=c#d>"),
        ("javascript:alert(1)", "`javascript:alert(1)`"),
        ("https://a.b/> <script>", "`https://a.b/> <script>`"),
    ],
)
def test_only_web_addresses_become_links(url: str, expected: str) -> None:
    """Anything else is shown as code."""
    assert expected == link(url)


@given(st.lists(st.text()))
def test_front_matter_is_one_line_that_reads_back(names: list[str]) -> None:
    """JSON on one line holds any text; YAML reads the same."""
    line = front_matter(names)

    assert "\n" not in line
    assert json.loads(line) == [clean(name) for name in names]


def test_front_matter_keeps_letters_of_all_scripts() -> None:
    """Names stay legible, and characters beyond the basic plane are not torn into surrogates."""
    assert front_matter(["Žofie", "李", "😀"]) == '["Žofie", "李", "😀"]'


@given(st.lists(st.tuples(st.text(max_size=120), st.sampled_from(["", " (triage)", " (x" * 60])), max_size=5))
def test_option_titles_are_plain_and_unique(given_titles: list[tuple[str, str]]) -> None:
    """No quote, no pipe, no `, because`, no line break, at most eighty characters, and no two alike."""
    titles = option_titles([title for title, _ in given_titles], [suffix for _, suffix in given_titles])

    assert len({"".join(title.split()).casefold() for title in titles}) == len(given_titles)
    for title in titles:
        assert 0 < len(title) <= TITLE_LIMIT
        assert not set(title) & set('"|`<>[]*\\~\n')
        assert ", because" not in title.lower()
        assert title == title.strip()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("openai/gpt-4o, vendor-api at openai", "openai/gpt-4o, vendor-api at openai"),
        ('the "best", because | <b>', "the best because b"),
        ("1. # first", "first"),
        ("x" * 100, "x" * 79 + "…"),
        ("***", "option"),
        ("my_model _v2_", "my_model -v2-"),
    ],
)
def test_an_option_title_loses_what_readers_trip_over(title: str, expected: str) -> None:
    """Titles of models and hostings stay as they are."""
    assert option_titles([title], [""]) == (expected,)
