"""Messages quote a value as the file writes it, never as it was read."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.errors import Mistake
from policyengine.loading.schema import explain
from policyengine.loading.schemas import schema
from policyengine.loading.yaml.parsing import parse

KINDS: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"], "minLength": 1},
    "number": {"type": ["number", "null"], "minimum": 1e9, "maximum": 2e9},
    "whole": {"type": ["integer", "null"], "minimum": 10**9},
    "flag": {"type": ["boolean", "null"]},
    "day": {"type": ["string", "null"], "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "word": {"type": ["string", "null"], "enum": ["network", "vpc", None]},
    "list": {"type": ["array", "null"], "items": {"type": "string"}},
    "group": {"type": ["object", "null"], "additionalProperties": False, "properties": {}},
    "version": {"const": 1},
}
SCHEMA = {"type": "object", "additionalProperties": False, "properties": KINDS}

WRITTEN = [
    "1.10", "5319e7", "3E001", "1_000", "50,000", "16k", "1.5M", "0x1F", "0o17", "007", "+5", "-0.0", ".5", "1.", "1e3",
    "True", "FALSE", "yes", "No", "on", "2026-10-01T10:00:00Z", "2026-10-01 10:00:00", "2026-1-1", "12:30:45", "1.2.3",
    "l40s", "99%", "300 ms", "v1.0", "1,5", "1e-2", "0.1000", "100000.00",
]  # fmt: skip
"""Scalars that programs like to read as something else."""


def mistakes_in(kind: str, written: str) -> tuple[Mistake, ...]:
    """Return what is wrong with a value as one of the kinds."""
    return explain(parse("x.yaml", f"{kind}: {written}\n"), SCHEMA, "profile")


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("kind", KINDS)
def test_a_message_quotes_the_source(kind: str, written: str) -> None:
    """Whatever a value should be, the message shows what stands in the file, and marks exactly that."""
    for mistake in mistakes_in(kind, written):
        assert f"`{written}`" in mistake.message
        assert mistake.location is not None
        assert mistake.source[mistake.location.column - 1 : mistake.location.end_column - 1] == written


@pytest.mark.parametrize("written", ["&a 1.10", "&a  1.10", "1.10 # as published"])
def test_what_stands_around_a_value_is_not_quoted(written: str) -> None:
    """An anchor and a comment are no part of the value."""
    (mistake,) = mistakes_in("text", written)
    assert (mistake.message, mistake.hint) == ("expected text, found `1.10`", 'quote it: "1.10"')


def test_an_alias_quotes_what_it_repeats() -> None:
    """The value of an alias is written where its anchor is."""
    found = explain(parse("x.yaml", "text: &a 1.10\nlist: *a\n"), SCHEMA, "profile")
    assert {mistake.message for mistake in found} == {"expected text, found `1.10`", "expected a list, found `1.10`"}


@settings(max_examples=200)
@given(
    st.from_regex(r"[-+]?[0-9]{1,12}(\.[0-9]{0,6})?([eE][-+]?[0-9]{1,2})?", fullmatch=True), st.sampled_from([*KINDS])
)
def test_numbers_of_any_form(written: str, kind: str) -> None:
    """No number is shown in another form than the one written."""
    try:
        found = mistakes_in(kind, written)
    except Exception as error:  # noqa: BLE001 - numbers that no file may have are refused before
        assert "number" in str(error) or "integer" in str(error)  # noqa: PT017 - as above
        return
    for mistake in found:
        assert f"`{written}`" in mistake.message


@pytest.mark.parametrize(
    ("unit", "written", "hint"),
    [
        ("tokens", "16k", "write `16000` or `16384`"),
        ("tokens", "1.5k", "write `1500`"),
        ("tokens", "1M", "write `1000000`"),
        ("tokens per request", "2k tokens", "write `2000` or `2048`"),
        ("requests", "16k", "write `16000`"),
        ("requests per day", "2 million", "write `2000000`"),
        ("requests per day", "50k requests/day", "write `50000`"),
        ("requests per day", "50,000 requests", "write `50000`, without a unit"),
        ("requests per day", "2 million per month", "write the number of requests per day in digits"),
        ("requests per day", "5000 calls", "write the number of requests per day in digits"),
        ("requests per day", "5-10k", "write the number of requests per day in digits"),
        ("milliseconds", "2s", "write `2000`"),
        ("milliseconds", "1.5s", "write `1500`"),
        ("milliseconds", "800 ms", "write `800`, without a unit"),
        ("milliseconds", "2 min", "write `120000`"),
        ("hours", "2d", "write `48`"),
        ("days", "4 weeks", "write `28`"),
        ("days", "2 months", "write the number of days in digits"),
        ("months", "3 years", "write `36`"),
        ("months", "6m", "write the number of months in digits"),
        ("hours", "30m", "write the number of hours in digits"),
        ("GPUs", "2 GPUs", "write `2`, without a unit"),
        ("GPUs", "0.5 GPUs", "write a whole number"),
        ("GPUs", "'0.5'", "write a whole number"),
        ("GPUs", "0,5", "write a whole number"),
        ("GPUs", "12,0", "write `12`"),
        ("requests per day", "1,125", "write `1125`, without separators"),
        ("requests per day", "1,5 Mio", "write `1500000`"),
        ("requests per day", "1.500 requests", "write `1500`, without a unit"),
        ("milliseconds", "1,5s", "write `1500`"),
        ("users", "3 mio", "write `3000000`"),
        ("", "300 ms", "write `300`, without a unit"),
        ("", "many", "write it in digits"),
        ("users", "many", "write the number of users in digits"),
    ],
)
def test_whole_numbers_with_words(unit: str, written: str, hint: str) -> None:
    """A number is converted where its word is sure; of tokens, `k` may be 1,000 or 1,024."""
    schema = {"properties": {"context": {"type": ["integer", "null"], "x-unit": unit}}}
    (mistake,) = explain(parse("x.yaml", f"context: {written}\n"), schema, "profile")
    assert mistake.hint == hint


@pytest.mark.parametrize(
    ("unit", "written", "hint"),
    [
        ("percent 0-100", "5%", "write `5`, without a unit"),
        ("fraction 0-1", "5%", "write `0.05`"),
        ("fraction 0-1", "half", "write the fraction (0-1) in digits"),
        ("ratio", "double", "write the ratio in digits"),
        ("percentage points", "few", "write the percentage points in digits"),
        ("GPUs", "a few", "write the number of GPUs in digits"),
        ("GB (10^9 bytes)", "80G", "write `80`, without a unit"),
        ("GB (10^9 bytes)", "1.5 TB", "write `1500`"),
        ("USD per month", "$5k/month", "write `5000`"),
        ("USD per month", "5,000 USD", "write `5000`, without a unit"),
        ("USD per month", "5000 EUR", "write the amount in digits, in USD per month"),
        ("USD per GPU-hour", "2.5 USD", "write `2.5`, without a unit"),
        ("fraction 0-1", "'0,5'", "write `0.5`, with a decimal point"),
        ("fraction 0-1", "0,125", "write `0.125`, with a decimal point"),
        ("fraction 0-1", "50,5 %", "write `0.505`"),
        ("USD per month", "1.500,75", "write `1500.75`, with a decimal point"),
        ("USD per month", "1,125", "write `1125` or `1.125`"),
        ("USD per month", "5,000", "write `5000`, without separators"),
        ("USD per month", "1,5,7", "write the amount in digits, in USD per month"),
        ("billions", "7B", "write `7`, without a unit"),
        ("billions", "350M", "write `0.35`"),
    ],
)
def test_numbers_with_units(unit: str, written: str, hint: str) -> None:
    """A unit of the same kind is converted; of another unit, only what is counted is said."""
    schema = {"properties": {"price": {"type": ["number", "null"], "x-unit": unit}}}
    (mistake,) = explain(parse("x.yaml", f"price: {written}\n"), schema, "profile")
    assert mistake.hint == hint


def test_a_word_for_a_level() -> None:
    """Where numbers stand for something, the hint has their meaning."""
    level = {"type": ["integer", "null"], "x-unit": "level 1-5", "description": "1 none, 5 a platform team."}
    (mistake,) = explain(parse("x.yaml", "level: kubernetes\n"), {"properties": {"level": level}}, "profile")
    assert mistake.hint == "1 none, 5 a platform team"


def test_a_number_too_long_to_repeat() -> None:
    """A value that a message cuts is not offered to be copied."""
    (mistake,) = mistakes_in("text", "0." + "1" * 80)
    assert mistake.hint == "put it in quotes"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026", "write year, month and day, such as `2026-01-15`"),
        ("2025-3", "write year, month and day, such as `2025-03-15`"),
        ("2025.1", "write year, month and day, such as `2025-01-15`"),
        ("Q1 2026", "write year, month and day, such as `2027-06-30`"),
        ("soon", "write year, month and day, such as `2027-06-30`"),
        ("2026-13-40T10:00", "write year, month and day, such as `2027-06-30`"),
        ("2026-02-30", "check the month and the day"),
        ("2026-01-15T10:00:00Z", "write `2026-01-15`"),
        ("2026/01/15", "write `2026-01-15`"),
        ("2026-1-5", "write `2026-01-05`"),
        ("20260115", "write `2026-01-15`"),
        ("2026115", "write year, month and day, such as `2027-06-30`"),
        ("15.01.2026", "write `2026-01-15`"),
        ("15. 1. 2026", "write `2026-01-15`"),
        ("01/15/2026", "write `2026-01-15`"),
        ("01/02/2026", "write `2026-02-01` or `2026-01-02`"),
        ("15/1/26", "write year, month and day, such as `2027-06-30`"),
        ("Jan 15 2026", "write `2026-01-15`"),
        ("Sept. 3, 2026", "write `2026-09-03`"),
        ("15th January 2026", "write `2026-01-15`"),
        ("15-Mar-2026", "write `2026-03-15`"),
        ("15 Ju 2026", "write year, month and day, such as `2027-06-30`"),
        ("31 June 2026", "write year, month and day, such as `2027-06-30`"),
    ],
)
def test_dates_of_another_form(written: str, hint: str) -> None:
    """A date is written as it is meant; where a part is missing or two days are meant, the hint says so."""
    schema = {"properties": {"due": KINDS["day"] | {"examples": ["2027-06-30"]}}}
    (mistake,) = explain(parse("x.yaml", f"due: {written}\n"), schema, "profile")
    assert mistake.hint == hint


def test_every_date_of_a_profile_and_of_settings_has_a_date_hint() -> None:
    """No field for a date is answered with quotation marks, and its own example is a date."""
    for name in ("llm-profile", "policyengine"):
        fields = [*_dates(schema(name))]
        assert fields
        for field in fields:
            (mistake,) = explain(parse("x.yaml", "due: 2026\n"), {"properties": {"due": field}}, "profile")
            assert (mistake.message, mistake.hint) == (
                "`2026` is not a date", "write year, month and day, such as `2026-01-15`"
            )  # fmt: skip


def _dates(node: Any) -> Iterator[dict[str, Any]]:
    """Yield the parts of a schema whose pattern is that of a date."""
    if isinstance(node, dict):
        if re.match(r"\^(?:\[0-9\]|\\d)\{4\}-(?:\[0-9\]|\\d)\{2\}-", str(node.get("pattern", ""))):
            yield node
        for part in node.values():
            yield from _dates(part)
    elif isinstance(node, list):
        for part in node:
            yield from _dates(part)
