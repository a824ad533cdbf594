"""What plain scalars mean: the YAML 1.2 core schema."""

from typing import Any

import pytest

from policyengine.errors import InputError
from policyengine.loading.yaml.parsing import MisreadError, parse

VALUES: dict[str, Any] = {
    "NO": "NO",
    "no": "no",
    "yes": "yes",
    "on": "on",
    "Y": "Y",
    "true": True,
    "True": True,
    "TRUE": True,
    "tRUE": "tRUE",
    "false": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
    "nULL": "nULL",
    "none": "none",
    "0": 0,
    "-0": 0,
    "+12": 12,
    "-12": -12,
    "012": 12,
    "08": 8,
    "0o14": 12,
    "-0o14": "-0o14",
    "0x1F": 31,
    "0b11": "0b11",
    "1_000": "1_000",
    "1,000": "1,000",
    "9007199254740992": 2**53,
    "-9007199254740992": -(2**53),
    "1.5": 1.5,
    "1.": 1.0,
    ".5": 0.5,
    "-.5": -0.5,
    "1e3": 1000.0,
    "1E-2": 0.01,
    "1.5e+3": 1500.0,
    ".": ".",
    "-": ["", None],
    "+": "+",
    "...x": "...x",
    "1:30": "1:30",
    "2026-10-01": "2026-10-01",
    "2026-10": "2026-10",
    "2026-10-01T00:00:00Z": "2026-10-01T00:00:00Z",
    "1.2.3": "1.2.3",
    "12a": "12a",
    "٣": "٣",
    "inf": "inf",
    "nan": "nan",
    "=": "=",
}


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize("text", [text for text in VALUES if text != "-"])
def test_plain_scalar(text: str, *, pure: bool) -> None:
    """A plain scalar has the core schema's value, and its type."""
    actual = parse("x.yaml", f"a: {text}\n", pure=pure).value["a"]
    assert (actual, type(actual)) == (VALUES[text], type(VALUES[text]))


@pytest.mark.parametrize("text", ["1", "true", "null", "~", ".inf", "", "<<", "99999999999999999999"])
def test_quoted_scalar(text: str) -> None:
    """A quoted scalar is text, whatever it says; so is a quoted key."""
    assert parse("x.yaml", f"\"{text}\": '{text}'\n").value == {text: text}


@pytest.mark.parametrize("text", [".inf", "-.Inf", "+.INF", ".nan", ".NaN", "1e400", "-1e400", "9007199254740993"])
def test_refused_numbers(text: str) -> None:
    """A number that JSON could not carry unchanged is refused, as a value, an item and a key."""
    for document in (f"a: {text}\n", f"- {text}\n", f"{text}: a\n"):
        with pytest.raises(InputError) as caught:
            parse("x.yaml", document)
        assert len(caught.value.mistakes) == 1


def test_block_styles() -> None:
    """Folding, literals and multi-line plain text follow YAML."""
    text = "a: |\n  one\n   two\n\nb: >-\n  one\n  two\n\n  three\nc: one\n  two\n\n  three\nd: [1, {e: f}, ]\n"
    assert parse("x.yaml", text).value == {
        "a": "one\n two\n",
        "b": "one two\nthree",
        "c": "one two\nthree",
        "d": [1, {"e": "f"}],
    }


@pytest.mark.parametrize(
    ("text", "value", "hint"),
    [
        ("{a: 50,000}", {"a": 50_000}, "write `50000`, without separators"),
        ("{a: 1,500,000,b: 2}", {"a": 1_500_000, "b": 2}, "write `1500000`, without separators"),
        ("{a: 0,5}", {"a": 0.5}, "write `0.5`, with a decimal point"),
        ("{a: 0,125, b: 2}", {"a": 0.125, "b": 2}, "write `0.125`, with a decimal point"),
        ("{a: -12,75}", {"a": -12.75}, "write `-12.75`, with a decimal point"),
        ("{a: 1.500,5}", {"a": 1500.5}, "write `1500.5`, with a decimal point"),
        ("{a: 1,500.5}", {"a": 1500.5}, "write `1500.5`, without separators"),
    ],
)
def test_a_number_with_commas_in_braces_is_read_as_meant(text: str, value: dict[str, float], hint: str) -> None:
    """It is a mistake, and the error has the document for finding others."""
    with pytest.raises(MisreadError) as raised:
        parse("x.yaml", f"{text}\n")
    assert raised.value.document.value == value
    assert [mistake.hint for mistake in raised.value.mistakes] == [hint]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 50, 000}", {"a": 50, "000": None}),
        ("{a: 50,000: 1}", {"a": 50, "000": 1}),
        ("{a: '50',000}", {"a": "50", "000": None}),
        ("{000, 001}", {"000": None, "001": None}),
        ("{a: ,000}", {"a": None, "000": None}),
        ("{a: 1.5,000}", {"a": 1.5, "000": None}),
        ("{a: 0,000,000,000,000,000,1}", {"a": 0, "000": None, "1": None}),
    ],
)
def test_other_keys_of_digits_are_no_parts_of_numbers(text: str, value: dict[str, float]) -> None:
    """Only digits right after a comma that follows digits continue a number."""
    with pytest.raises(MisreadError) as raised:
        parse("x.yaml", f"{text}\n")
    assert raised.value.document.value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1: a\ntrue: {b: c}\n", {"1": "a", "true": {"b": "c"}}),
        ("a: 1\na: 2\n", {"a": 1}),
        ("a: .nan\n1e99: 2\nb: 3\n", {"a": 0, "b": 3}),
        ("b: 2\n?\n: x\n", {"b": 2}),
    ],
)
def test_a_wrong_key_hides_nothing(text: str, value: dict[str, object]) -> None:
    """A key that is not text is read as in quotes, the first value of two counts, and one without a key is left out."""
    with pytest.raises(MisreadError) as raised:
        parse("x.yaml", text)
    assert raised.value.document.value == value


@pytest.mark.parametrize("text", ["{[a, b, c]: , 000}", "<<: {a: b}", "a: !!int 5"])
def test_a_text_that_is_not_clear_is_not_read_on(text: str) -> None:
    """Where keys are not known, or a tag means another value, other mistakes may be none."""
    with pytest.raises(InputError) as raised:
        parse("x.yaml", f"{text}\n")
    assert type(raised.value) is InputError
