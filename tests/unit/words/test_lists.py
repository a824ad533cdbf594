"""Lists within sentences."""

import pytest

from policyengine.words.lists import coded, cut, listed, more, quoted


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_items_are_listed_as_in_a_sentence(items: list[str], text: str) -> None:
    """The last has `and` before it; an iterator is listed like a list."""
    assert listed(items) == text
    assert listed(iter(items)) == text


def test_names_are_marked() -> None:
    """Ids have backticks, titles quotation marks."""
    assert coded(["a", "b", "c"]) == "`a`, `b` and `c`"
    assert quoted(["A", "B"]) == '"A" and "B"'
    assert coded(()) == quoted(()) == ""


@pytest.mark.parametrize(
    ("most", "noun", "text"),
    [
        (4, "", "a, b, c and d"),
        (9, "rule", "a, b, c and d"),
        (3, "", "a, b, c and 1 more"),
        (3, "rule", "a, b, c and 1 more rule"),
        (1, "rule", "a and 3 more rules"),
    ],
)
def test_a_long_list_is_cut(most: int, noun: str, text: str) -> None:
    """What is left out is counted."""
    assert cut(["a", "b", "c", "d"], most, noun) == text


def test_many_are_left_out() -> None:
    """A count has separators."""
    assert (more(1200), more(1200, "rule")) == ("1,200 more", "1,200 more rules")
