"""Facts in the middle of a message."""

import pytest

from policyengine.errors import Mistake
from policyengine.message import fill_message


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (1200, "in 1,200 days"),
        (1, "in 1 day"),
        (0, "today"),
        (-1, "1 day ago"),
        (-30, "30 days ago"),
        (None, "(not declared)"),
    ],
)
def test_days_from_the_day_judged_as_of(days: int | None, expected: str) -> None:
    """A day that has passed is told as one."""
    assert fill_message("{left:in days}", {"left": days}.get) == expected


@pytest.mark.parametrize(
    ("style", "expected"), [("", "2.31481"), (":.2f", "2.31"), (":,.0f", "2"), (":.1%", "231.5 %")]
)
def test_a_computed_number(style: str, expected: str) -> None:
    """It is rounded as asked, else to what a person compares."""
    assert fill_message(f"{{peak{style}}}", {"peak": 2.314814814814815}.get) == expected


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("no model `" + "x" * 1_000_000 + "` here", "no model `" + "x" * 120 + "…` here"),
        ("`a` and `b`: " + "own words " * 40 + "`c`", "`a` and `b`: " + "own words " * 40 + "`c`"),
        (
            "the log has " + ", ".join(f"c{number}" for number in range(150_000)),
            "the log has " + ", ".join(f"c{number}" for number in range(12)) + " and 149,988 more",
        ),
        ("the log has " + "x" * 2000 + ", y" * 20, "the log has " + "x" * 988 + "…"),
        ("`" + "y" * 200 + "`", "`" + "y" * 200 + "`"),
    ],
)
def test_a_mistake_is_short(message: str, shown: str) -> None:
    """Long words and lists of the user's are cut, in the message and in the hint; what is short stays as it is."""
    mistake = Mistake(message, hint=message)
    assert (mistake.message, mistake.hint) == (shown, shown)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("runs in {place} ({country})", "runs in (not declared) (not declared)"),
        ("has a version (pinned: {country}), {place}", "has a version (pinned: not declared), (not declared)"),
        ("reads ({words})", "reads (none)"),
        ("reads {words} (of {name})", "reads (none) (of (a))"),
    ],
)
def test_a_missing_value_has_brackets_once(message: str, expected: str) -> None:
    """Values of people stay as they are."""
    assert fill_message(message, {"words": [], "name": "(a)"}.get) == expected
