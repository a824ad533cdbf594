"""Patterns that RE2 and Python read alike; what differs between them is refused."""

from random import Random

import pytest
from hypothesis import given, settings

from policyengine.expressions.matching import searcher
from policyengine.expressions.patterns import PatternError, python_pattern
from tests.unit.expressions.generated import TYPES, quoted, randoms
from tests.unit.expressions.oracle import cel_value


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^a$", r"^a\Z"),
        (r"\s\S", r"[\t\n\f\r ][^\t\n\f\r ]"),
        (r"[\s\d-]", r"[\t\n\f\r \d\-]"),
        (r"(?:a|b)\.[a-z]{2,3}x?", r"(?:a|b)\.[a-z]{2,3}x?"),
        ("[^&~]", r"[^\&\~]"),
        ("é#", r"é\#"),
    ],
)
def test_rewritten(pattern: str, expected: str) -> None:
    r"""`$` is the very end, `\s` is RE2's set, and nothing else changes meaning."""
    assert expected == python_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?=a)", "`(?` is only for `(?:…)`: no flags, names, look-ahead or look-behind"),
        ("(?i)a", "`(?` is only for `(?:…)`: no flags, names, look-ahead or look-behind"),
        (r"(a)\1", "`\\1` is not understood by both RE2 and Python"),
        (r"a\z", "`\\z` is not understood by both RE2 and Python"),
        (r"\pL", "`\\p` is not understood by both RE2 and Python"),
        ("a\\", "`\\` ends it"),
        ("*a", "`*` repeats nothing; write `\\*` for the character"),
        ("a{,3}", "`{` repeats nothing; write `\\{` for the character"),
        ("^*", "`*` repeats nothing"),
        ("a**", "one repetition cannot follow another"),
        ("a*?", "one repetition cannot follow another"),
        ("a{100}b{100}c{100}", "a pattern describes at most 250 characters once its counts are written out"),
        ("(((a{100}){100}){100}){100}", "a pattern describes at most 250 characters once its counts are written out"),
        ("(a|b{100}){3}", "a pattern describes at most 250 characters once its counts are written out"),
        ("a{1000}", "a count is at most 100"),
        ("a{3,2}", "`{3,2}` counts down"),
        ("(a", "`(` is never closed"),
        ("a)", "`)` closes nothing"),
        ("[a", "`[` is never closed"),
        ("[[:alpha:]]", "write `\\[` inside `[…]`"),
        ("[z-a]", "a range in `[…]` runs from a lower to a higher character"),
        (r"[\d-z]", "a range in `[…]` runs from a lower to a higher character"),
        ("a" * 201, "a pattern has at most 200 characters"),
    ],
)
def test_refused(pattern: str, expected: str) -> None:
    """Each refusal says what is wrong."""
    with pytest.raises(PatternError) as caught:
        python_pattern(pattern)
    assert expected == str(caught.value)


_ALPHABET = ["a", "b", "\\", "d", "s", "w", "b", "S", "^", "$", ".", "*", "+", "?", "{2}", "{1,}", "(", ")", "(?:", "[",
             "]", "-", "|", "é", "\\.", "[^", "\n", "&", "~", "K"]  # fmt: skip
_TEXTS = [
    "",
    "a",
    "b",
    "ab\n",
    "aab",
    "é",
    "\x0b",
    "a b",
    "a-b",
    "\\",
    "d1_",
    "\u017fK",
    "aa\naa",
    "]",
    "&&",
    "~b",
    "٣",
]


@settings(max_examples=1500, derandomize=True, deadline=None, database=None)
@given(randoms())
def test_an_accepted_pattern_means_the_same_in_both_engines(random: Random) -> None:
    """What RE2 would read differently or not at all is refused."""
    pattern = "".join(random.choices(_ALPHABET, k=random.randrange(1, 7)))
    try:
        rewritten = searcher(python_pattern(pattern))
    except PatternError:
        return
    source = f"w.s.matches({quoted(pattern)})"
    for text in _TEXTS:
        assert cel_value(source, TYPES, {"w.s": text}) is (rewritten.search(text) is not None), (pattern, text)
