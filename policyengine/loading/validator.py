"""The JSON Schema validator, with dates that have to exist and lists compared in linear time."""

from collections.abc import Iterator
from functools import cache
from typing import Any


class Grouped(float):
    """A number such as `50.000`, which may mean thousands: a number, but no whole one."""


def validator_of(schema: dict[str, Any]) -> Any:
    """Return a validator of JSON Schema 2020-12 for one schema."""
    linear, formats = _linear_validator()
    return linear(schema, format_checker=formats)


@cache
def _linear_validator() -> tuple[Any, Any]:
    """Return the library's class with what is replaced in it, and the formats; made once, which takes a millisecond."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.validators import extend

    formats = FormatChecker(formats=())
    formats.checks("date")(is_date)
    plain = Draft202012Validator.TYPE_CHECKER
    types = plain.redefine("integer", lambda _, value: type(value) is not Grouped and plain.is_type(value, "integer"))
    return extend(Draft202012Validator, {"uniqueItems": _check_unique}, type_checker=types), formats  # type: ignore[no-untyped-call]  # stubs lack it


def _check_unique(_validator: Any, wanted: Any, values: Any, _schema: Any) -> Iterator[Any]:
    """Check `uniqueItems` in linear time; the library compares each item with each other."""
    from jsonschema import ValidationError

    if wanted and isinstance(values, list) and (index := _first_repeated(values)) is not None:
        yield ValidationError(f"item {index} is repeated", path=[index], instance=values[index])


def _first_repeated(values: list[Any]) -> int | None:
    seen: set[str] = set()
    for index, value in enumerate(values):
        form = repr(value)
        if form in seen:
            return index
        seen.add(form)
    return None


def is_date(value: object) -> bool:
    """Return whether a value is an existing day written `2026-10-01`; values that are not text pass, as formats do."""
    from datetime import date

    if not isinstance(value, str):
        return True
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
