"""`matches` takes linear time, and finds what Python's `re` and RE2 find."""

import re
from random import Random

import pytest
from hypothesis import given, settings

from policyengine.expressions.matching import searcher
from policyengine.expressions.patterns import PatternError, python_pattern
from tests.unit.expressions.generated import randoms

_PIECES = ["a", "b", r"\d", r"\s", r"\w", r"\b", r"\S", "^", "$", ".", "*", "+", "?", "{2}", "{1,}", "{0,2}", "{0}",
           "{1,3}", "(", ")", "(?:", "[ab]", "[^a]", "|", "é", "\n"]  # fmt: skip
_SEMVER = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:[a-z-][0-9a-z-]*)(?:\.(?:\d+|[a-z-][0-9a-z-]*))*))?$"


@settings(max_examples=1500, derandomize=True, deadline=None, database=None)
@given(randoms())
def test_a_search_finds_what_python_finds(random: Random) -> None:
    """For every pattern that is accepted, nested repetitions included; the texts are short, as `re` may take long."""
    pattern = "".join(random.choices(_PIECES, k=random.randrange(1, 10)))
    try:
        rewritten = python_pattern(pattern)
    except PatternError:
        return
    for _ in range(10):
        text = "".join(random.choices("ab1_ é\n", k=random.randrange(9)))
        expected = re.search(rewritten, text, re.ASCII) is not None
        assert (searcher(rewritten).search(text) is not None) is expected, (pattern, text)


@pytest.mark.parametrize(
    "pattern",
    [
        "a*a*a*b",
        ".*a.*a.*b",
        "(a|aa)+b",
        "((a+)+)+b",
        "(.*)*b",
        "(a?){60}a{60}b",
        "a{1,80}a{1,80}a{1,80}b",
        r"\w+\w+\w+@",
        "^(a|b|ab)*(a|aa|aaa)*$b",
    ],
)
def test_a_hostile_pattern_takes_linear_time(pattern: str) -> None:
    """Python's `re` takes hours or longer for each of these; here a character is read once."""
    search = searcher(python_pattern(pattern)).search
    assert search("a" * 200_000) is None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("^arn:aws:.*:.*:.*$", "arn:aws:bedrock:us-east-1:1", True),
        (".*-(eu|us)-.*", "gateway-eu-1", True),
        (r"[a-z]+-[a-z]+-\d+", "eu-west-1", True),
        (_SEMVER, "1.2-rc.1", True),
        (_SEMVER, "1.2-rc..1", False),
        ("^[a-z]{1,63}$", "a" * 64, False),
        ("", "", True),
        (r"\bterm\b", "a term.", True),
        (r"\bterm\b", "terms", False),
    ],
)
def test_patterns_of_packs(pattern: str, text: str, expected: bool) -> None:  # noqa: FBT001 - a case's answer
    """What organisations write is accepted."""
    assert (searcher(python_pattern(pattern)).search(text) is not None) is expected
