"""A tree printed as CEL: it reads well, and compiling it gives the tree again."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from policyengine.expressions.checking import check_condition
from policyengine.expressions.errors import ExpressionError
from policyengine.expressions.patterns import LONGEST, PatternError, python_pattern
from policyengine.expressions.text import cel_text, quoted, re2_pattern
from tests.unit.expressions.generated import TYPES, condition, randoms

_SETTINGS = settings(
    max_examples=600, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def without_offsets(tree: tuple[Any, ...]) -> Any:
    """Return a tree without its offsets; numbers as text, for -0.0 equals 0.0 and 1 equals 1.0."""
    kind, _offset, *parts = tree
    if kind == "value":
        return kind, repr(parts[0])
    return kind, *map(_part, parts)


def _part(part: Any) -> Any:
    if not isinstance(part, tuple):
        return part
    if part and isinstance(part[0], str):
        return without_offsets(part)
    return tuple(map(without_offsets, part))


@_SETTINGS
@given(randoms())
def test_the_text_compiles_to_the_tree(random: Random) -> None:
    """The law; that the text is stable follows from it, for it depends on nothing but the tree."""
    tree = check_condition(condition(random), TYPES).tree
    assert without_offsets(check_condition(cel_text(tree), TYPES).tree) == without_offsets(tree)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("((w.b) && (w.c))", "w.b && w.c"),
        ("w.b || (w.c && w.i > 1)", "w.b || w.c && w.i > 1"),
        ("(w.b || w.c) && w.i > 1", "(w.b || w.c) && w.i > 1"),
        ("w.b && (w.c && w.b)", "w.b && w.c && w.b"),
        ("!(w.b && w.c)", "!(w.b && w.c)"),
        ("!(!w.b)", "!(!w.b)"),
        ("(w.i < 3) == w.b", "(w.i < 3) == w.b"),
        ("w.i - (1 - w.data.j) > (w.i - 1) - w.data.j", "w.i - (1 - w.data.j) > w.i - 1 - w.data.j"),
        ("(w.i * 2) / (3 * w.i) > -w.i", "w.i * 2 / (3 * w.i) > -w.i"),
        ("w.i > -(-(7)) || w.i == -7 || w.i < -(w.i + 1)", "w.i > -(-(7)) || w.i == -7 || w.i < -(w.i + 1)"),
        ("w.b ? w.c : (w.i > 1 ? w.b : w.c)", "w.b ? w.c : w.i > 1 ? w.b : w.c"),
        ("(w.b ? w.c : w.b) ? (w.b ? w.b : w.c) : w.c", "(w.b ? w.c : w.b) ? (w.b ? w.b : w.c) : w.c"),
        ("w.words.size() > 1 && size(w.s) == 2", "size(w.words) > 1 && size(w.s) == 2"),
        ("w.words.all(class, class in ['a', \"b\"])", 'w.words.all(e, e in ["a", "b"])'),
        ("w.words.filter(x, x != w.s).exists_one(x, true)", None),
        ('"é\\"\\n\\u202e" in w.words', '"é\\"\\n\\u202e" in w.words'),
        ("today - w.at > duration('36h') && w.at < timestamp('2026-10-01T02:00:00+02:00')",
         'today - w.at > duration("36h") && w.at < timestamp("2026-10-01T00:00:00Z")'),
        ("w.span == duration('-90m0.5s') || w.span == duration('0h')",
         'w.span == duration("-1h30m500000us") || w.span == duration("0s")'),
        (r"w.s.matches('^gpt-4(\\.\\d+)? \\S$')", r'w.s.matches(r"^gpt-4(\.\d+)? \S$")'),
        ("w.x / 2.0 > double(w.i) - -0.0", "w.x / 2.0 > double(w.i) - -0.0"),
    ],
)  # fmt: skip
def test_what_is_printed(source: str, text: str | None) -> None:
    """No parenthesis too many, none too few; nothing is said that was not there."""
    if text is None:
        with pytest.raises(ExpressionError):  # such a tree cannot be, so it need not be printed
            check_condition(source, TYPES)
        return
    assert cel_text(check_condition(source, TYPES).tree) == text


def test_the_loop_variable_hides_no_fact() -> None:
    """A fact whose name begins like the loop variable takes its place."""
    types = {"e.words": "list<string>", "e1": "string"}
    tree = check_condition("e.words.exists(x, x == e1)", types).tree
    assert cel_text(tree) == "e.words.exists(e2, e2 == e1)"
    assert without_offsets(check_condition(cel_text(tree), types).tree) == without_offsets(tree)


def test_parts_are_printed_alone() -> None:
    """The predicate of a loop keeps its variable."""
    tree = check_condition("w.words.exists(x, x == w.s)", TYPES).tree
    assert cel_text(tree[3]) == "e == w.s"


_PATTERN = st.lists(
    st.sampled_from([*"ab -_/#&~\"'é]}", r"\s", r"\S", r"\w", r"\-", r"\.", r"\/", r"\\", r"\n", "^", "$", "|", ".",
                     "(a)", "(?:b)", "?", "+", "*", "{2}", "[a-c]", r"[\s]", r"[^\s]", r"[\s-]", r"[-\s&a]", r"[\t\n]",
                     r"[\]\\]", r"[^-]", r"\[", r"\t\n", "\t", "\n", " "]),
    max_size=8,
).map("".join)  # fmt: skip


@settings(_SETTINGS, max_examples=1500)
@given(_PATTERN)
@example(r"\\t\n\f")
def test_patterns_come_back(pattern: str) -> None:
    """Rewriting a pattern for Python and back changes nothing for Python."""
    try:
        rewritten = python_pattern(pattern)
    except PatternError:
        return
    assume(len(re2_pattern(rewritten)) <= LONGEST)
    assert python_pattern(re2_pattern(rewritten)) == rewritten


@settings(_SETTINGS, max_examples=200)
@given(st.text())
def test_texts_come_back(text: str) -> None:
    """Any text can be quoted, on one line."""
    literal = quoted(text)
    assert literal.isprintable()
    tree = check_condition(f"w.s == {literal}", TYPES).tree
    assert tree[3][1][2] == text
