"""Each law sees what breaks it."""

import pytest

from tests.fuzz.laws import broken
from tests.fuzz.trial import Outcome, Trial

CHECK = ("check",)
JSON = ("check", "--output-format", "json")


def trial(text: str = "version: 1\n", command: tuple[str, ...] = CHECK) -> Trial:
    """Return a trial of one profile."""
    return Trial({"llm-profile.yaml": text.encode()}, command, "llm-profile.yaml")


@pytest.mark.parametrize(
    ("given", "outcome", "law"),
    [
        (trial(), Outcome(2, "", "", 0.1, ZeroDivisionError("x")), "no_bug: ZeroDivisionError: x"),
        (trial(), Outcome(1, "x", "", 2.5), "bounded_time: 2.5 s of CPU"),
        (trial(), Outcome(4, "x", "", 0.1), "known_code: exit code 4"),
        (trial(), Outcome(2, "", " \n", 0.1), "known_code: exit code 2 without a word"),
        (trial(), Outcome(0, "checked 0 profiles", "", 0.1), "nothing_checked_is_no_success: exit 0 with no profile"),
        (trial(), Outcome(0, "", "", 0.1), "nothing_checked_is_no_success: exit 0 with no profile"),
        (
            trial(command=JSON),
            Outcome(0, '{"counts": {"profiles": 0}}', "", 0.1),
            "nothing_checked_is_no_success: exit 0 with no profile",
        ),
        (
            trial(),
            Outcome(2, "", " --> llm-profile.yaml:7:1\n", 0.1),
            "places_are_in_the_text: line 7 of 1 in llm-profile.yaml",
        ),
        (
            trial(),
            Outcome(2, "", " --> llm-profile.yaml:1:99\n", 0.1),
            "places_are_in_the_text: column 99 of 10 in line 1 of llm-profile.yaml",
        ),
        (trial(command=JSON), Outcome(2, '{"x": NaN}', "", 0.1), "json_is_json: not JSON: NaN is not JSON"),
    ],
)
def test_a_law_that_is_broken(given: Trial, outcome: Outcome, law: str) -> None:
    """The law is named, with how it is broken, and no other is."""
    assert broken(given, outcome) == [law]


def test_parsers_that_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that one parser reads otherwise than the other breaks a law."""
    from tests.fuzz import laws

    monkeypatch.setattr(laws, "_read", lambda _text, *, pure: "1" if pure else "2")
    outcome = Outcome(2, "x", "", 0.1)
    assert broken(trial(), outcome, costly=True) == ["both_parsers_agree: libyaml reads 2, the parser in Python 1"]


def test_nothing_wrong() -> None:
    """An ordinary run breaks no law."""
    assert broken(trial(), Outcome(0, "checked 1 profile, 1 workload\n", "", 0.1), costly=True) == []
