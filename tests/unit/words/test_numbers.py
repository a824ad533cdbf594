"""The styles in which numbers are printed for people."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyengine.words import numbers

MANY = st.floats(min_value=-1e12, max_value=1e12)
SCALES = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
POSITIVE = st.floats(min_value=1e-6, max_value=9.99e14)


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        (numbers.exact, {0.000001: "0.000001", 100: "100", 0.1 + 0.2: "0.3", 1e22: "1" + "0" * 22, -0.0: "0"}),
        (numbers.grouped, {4096: "4096", 9_999: "9999", 50_000: "50,000", 0.25: "0.25", 12.0: "12"}),
        (numbers.declared, {4096: "4096", 50_000.0: "50,000", 100_000 / 3: "33,333.3", 2.314814814: "2.31481"}),
        (numbers.full, {4096: "4,096", 10**20 + 1: "100,000,000,000,000,000,001", 12.5: "12.5", 1 / 3: "0.3333"}),
        (numbers.full, {0.153: "0.153", 0.0000123: "0.000012", -0.0: "0", 720.0: "720"}),
        (numbers.money, {1200: "1,200.00", 0.5: "0.50", -0.001: "0.00", -4.5: "-4.50"}),
        (numbers.compact, {0: "0", 500: "500", 999.6: "1k", 20_000: "20k", 999_999: "1M", 4.5e9: "4.5G"}),
        (numbers.compact, {1_250_000: "1.25M", 3e12: "3T", -20_000: "-20k", 1234: "1.23k", 0.056789: "0.0568"}),
        (numbers.measured, {0.056789: "0.0568", 0.6384: "0.64", 5.556: "5.56", 80.0: "80", 999.999: "1,000"}),
        (numbers.measured, {-0.0: "0", -0.3: "-0.3", 0.00004: "0.00004", 7.0000001: "7", 1334.4: "1,334"}),
        (numbers.about, {12_345: "12,300", 0.076481: "0.0765", 1.2749: "1.27", 0: "0"}),
        (numbers.tenths, {7.53: "7.5", 80: "80.0", 1128.04: "1,128.0", -0.01: "0.0"}),
        (numbers.percent, {0.8: "80 %", 0.07: "7 %", 1 / 3: "33.33 %", 0.0005: "0.05 %", 1: "100 %", 2.314: "231.4 %"}),
    ],
)  # fmt: skip
def test_a_style(style: Callable[[float], str], printed: dict[float, str]) -> None:
    """One value has one text in a style."""
    assert {number: style(number) for number in printed} == printed


def test_a_range_is_one_amount_where_both_ends_read_the_same() -> None:
    """The ends are compared as they are printed."""
    assert numbers.money(1200, 1450) == "1,200.00 to 1,450.00"
    assert numbers.money(1.001, 1.002) == "1.00"
    assert numbers.span(2, 4, numbers.full) == "2 to 4"
    assert numbers.span(2, 2.0, numbers.full) == "2"


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(0, "rule", "0 rules"), (1, "rule", "1 rule"), (1200, "request", "1,200 requests")],
)
def test_a_number_with_its_noun(number: int, noun: str, text: str) -> None:
    """Only one is singular."""
    assert numbers.counted(number, noun) == text


@pytest.mark.parametrize(
    ("time", "text"),
    [
        (timedelta(days=1), "1 day"),
        (timedelta(days=1200), "1,200 days"),
        (timedelta(seconds=1.5), "1.5 s"),
        (timedelta(hours=36), "129,600 s"),
    ],
)
def test_a_span_of_time(time: timedelta, text: str) -> None:
    """Whole days are days."""
    assert numbers.duration(time) == text


@given(MANY)
def test_exact_is_read_back_to_ten_decimals(number: float) -> None:
    """No exponent, no separators, and nothing lost up to the tenth decimal."""
    text = numbers.exact(number)
    assert not set(text) & set("eE,")
    assert abs(float(text) - number) <= 5.1e-11 + abs(number) * 1e-15


@given(MANY, MANY)
def test_money_has_cents(low: float, high: float) -> None:
    """Each end has two decimals and is read back to the cent."""
    ends = numbers.money(low, high).split(" to ")
    assert [end.rpartition(".")[2].isdigit() and len(end.rpartition(".")[2]) for end in ends] == [2] * len(ends)
    assert float(ends[0].replace(",", "")) == pytest.approx(low, abs=0.0051, rel=1e-12)


@given(POSITIVE)
def test_compact_has_three_digits_at_most(number: float) -> None:
    """Zeros before the first digit are none; the number is near."""
    text = numbers.compact(number)
    figure, scale = (text[:-1], SCALES[text[-1]]) if text[-1].isalpha() else (text, 1.0)
    digits = figure.replace(".", "").lstrip("0")
    assert 1 <= len(digits) <= 3
    assert float(figure) * scale == pytest.approx(number, rel=0.0051)


@given(st.integers())
def test_full_and_grouped_keep_every_digit_of_a_whole_number(number: int) -> None:
    """Separators are all that is added."""
    assert numbers.full(number).replace(",", "") == str(number) == numbers.grouped(number).replace(",", "")


@pytest.mark.parametrize("style", [numbers.full, numbers.measured, numbers.about, numbers.compact])
@given(POSITIVE)
def test_what_is_something_is_not_printed_as_nothing(style: Callable[[float], str], number: float) -> None:
    """A small number has the digits that it takes, and no exponent."""
    text = style(number)
    assert set(text) & set("123456789")
    assert "e" not in text


@pytest.mark.parametrize(
    ("number", "text"), [(0.00001, "0.00001"), (-0.000025, "-0.000025"), (0.0001, "0.0001"), (1e-10, "1e-10")]
)
def test_few_numbers_have_an_exponent(number: float, text: str) -> None:
    """People declare `0.00001`, and read that; what nobody counts zeros of keeps its exponent."""
    assert numbers.grouped(number) == numbers.declared(number) == text
