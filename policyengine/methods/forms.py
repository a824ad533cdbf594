"""The formats of inputs: an amount, a range, a list, rows of fields, a word. A form reads a text or raises."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from policyengine.costs.quantities import Unreadable
from policyengine.costs.ranges import Range
from policyengine.costs.volumes import read_volume
from policyengine.methods.units import Unit


class Form(NamedTuple):
    """The format of a value: its name, and its reader, which raises Unreadable."""

    name: str
    read: Callable[[str], Any]


def amount(unit: Unit) -> Form:
    """Return the form of one number: `1.5k`, with or without its unit."""
    return Form(unit.name, unit.read)


def between(unit: Unit) -> Form:
    """Return the form of a range: `0.3..0.6`, or one number."""

    def read(text: str) -> Range:
        low, dots, high = text.partition("..")
        first = _moved(unit.read, low, 0)
        last = _moved(unit.read, high, len(low) + len(dots)) if dots else first
        if first > last:
            raise Unreadable(f"`{text}` ends below its start", "write the lower end first", 0, len(text))
        return Range(first, last)

    return Form(f"{unit.name}, one or low..high", read)


def amounts(unit: Unit) -> Form:
    """Return the form of a list of numbers: `1000,10_000`."""
    return Form(f"list of {unit.name}", lambda text: tuple(_split(text, ",", unit.read)))


VOLUME = Form("tokens or requests with a period, such as 40M/month", read_volume)

_CODE = re.compile(r"[A-Z]{3}")


def _currency(text: str) -> str:
    code = text.strip()
    if not _CODE.fullmatch(code):
        raise Unreadable(
            f"`{text}` is not a currency code", "write its code of three letters, such as EUR", 0, len(text)
        )
    return code


CURRENCY = Form("a currency's code", _currency)


def yes_or_no() -> Form:
    """Return the form of a boolean."""
    return Form("yes or no", lambda text: one_of("yes", "no").read(text) == "yes")


def one_of(*words: str) -> Form:
    """Return the form of one of several words."""

    def read(text: str) -> str:
        if text.strip() not in words:
            raise Unreadable(f"`{text}` is not an allowed word", f"one of {', '.join(words)}", 0, max(len(text), 1))
        return text.strip()

    return Form(f"one of {', '.join(words)}", read)


def many_of(*words: str) -> Form:
    """Return the form of a list of several words; `none` is the empty list."""
    each = one_of(*words)

    def read(text: str) -> tuple[str, ...]:
        return () if text.strip() == "none" else _distinct(text, each.read)

    return Form("list of words, or none", read)


def rows(shape: type[Any], *units: Unit | Form) -> Form:
    """Return the form of a list of rows: a name and its fields between colons, `GPT-4o:2.5:10,Other:3:15`.

    Names of rows are unique. Trailing fields with a default may be omitted.
    """
    fields: tuple[str, ...] = shape._fields
    needed = len(fields) - len(shape._field_defaults)

    def read_row(text: str) -> Any:
        parts = _split(text, ":", lambda part: part)
        if not needed <= len(parts) <= len(fields) or not parts[0].strip():
            raise Unreadable(f"`{text}` is not {':'.join(fields)}", "separate rows by commas", 0, max(len(text), 1))
        values: list[Any] = [parts[0].strip()]
        place = len(parts[0]) + 1
        for unit, part in zip(units, parts[1:], strict=False):
            values.append(_moved(unit.read, part, place))
            place += len(part) + 1
        return shape(*values)

    return Form(f"list of `{':'.join(fields)}`", lambda text: _distinct(text, read_row))


def _distinct(text: str, read: Callable[[str], Any]) -> tuple[Any, ...]:
    """Read a list of words, or of rows that start with their name; raises Unreadable for a duplicate."""
    seen: set[str] = set()

    def read_once(part: str) -> Any:
        value = read(part)
        name = value if isinstance(value, str) else value[0]
        if name in seen:
            raise Unreadable(f"`{name}` is listed twice", "list each name once", 0, len(part))
        seen.add(name)
        return value

    return tuple(_split(text, ",", read_once))


def _split(text: str, mark: str, read: Callable[[str], Any]) -> Sequence[Any]:
    found = []
    place = 0
    for part in text.split(mark):
        found.append(_moved(read, part, place))
        place += len(part) + 1
    return found


def _moved(read: Callable[[str], Any], part: str, place: int) -> Any:
    """Read a part of a text; report an error with its position in the whole text."""
    try:
        return read(part)
    except Unreadable as error:
        raise Unreadable(error.message, error.hint, error.start + place, error.end + place) from None
