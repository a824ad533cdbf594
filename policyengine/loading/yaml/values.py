"""What a plain scalar means under the YAML 1.2 core schema, within the limits we set."""

import re

WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
"""The plain scalars that are not text or numbers."""

NUMERIC = frozenset("0123456789+-.")
"""The characters a number starts with."""

LARGEST_INTEGER = 2**53
"""Beyond this, JSON readers and spreadsheets silently change an integer's last digits."""

_LEAST, _MOST = 1e-30, 1e30
"""Sizes between which a number other than 0 lies: products and quotients of several are still finite."""

_DECIMAL_DIGITS = 16
_NUMBER = (
    r"(?P<int>[-+]?[0-9]+)|0o(?P<oct>[0-7]+)|0x(?P<hex>[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<none>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


_GROUPED = r"[-+]?[0-9]{1,3}\.000"
"""A number that YAML reads as a few units, and many people as thousands: `50.000`."""


def may_group(text: str) -> bool:
    """Return whether a text may have a number that `is_grouped`; at little cost for most texts."""
    return ".000" in text and re.search(rf"(?<![0-9.]){_GROUPED}(?![0-9.])", text) is not None


def is_grouped(written: str) -> bool:
    """Return whether a number is written as one with a point after its thousands, although YAML reads decimals."""
    return re.fullmatch(_GROUPED, written) is not None


REFUSED = ("is not a finite number", "number too large", "number too close to 0", "integer beyond 2^53")
"""The ends of the messages about numbers that we refuse."""


class NumberError(ValueError):
    """A number we refuse; `args` are the message and the hint."""


def plain_value(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar; raise NumberError for one that no JSON file could carry unchanged."""
    if text in WORDS:
        return WORDS[text]
    return number_or_text(text) if text[0] in NUMERIC else text


def number_or_text(text: str) -> str | int | float:
    """Return the value of a plain scalar that starts like a number."""
    if len(text) < _DECIMAL_DIGITS and text.isdecimal() and text.isascii():
        return int(text)
    dash = text.rfind("-")
    if dash > 0 and text[dash - 1] not in "eE":  # a date, month or version
        return text
    whole, dot, part = text.partition(".")
    if dot and text.isascii() and len(text) < _DECIMAL_DIGITS and whole.isdecimal() and part.isdecimal():
        return _within_bounds(float(text))
    return _unusual_number_or_text(text)


def _unusual_number_or_text(text: str) -> str | int | float:
    # Few files have one, so the expression is not compiled before; `re` keeps it.
    match = re.fullmatch(_NUMBER, text)
    if match is None:
        return text
    kind = match.lastgroup
    if kind == "int":
        return _bounded(text, 10, text.lstrip("+-").lstrip("0"), _DECIMAL_DIGITS)
    if kind == "float":
        return _within_bounds(float(text))
    if kind == "none":
        raise NumberError(f"`{text}` is not a finite number", "write a finite number, or quote it if it is text")
    base = 8 if kind == "oct" else 16
    digits = text[2:].lstrip("0")
    return _bounded(text, base, digits, _DECIMAL_DIGITS if base == 16 else 18)  # noqa: PLR2004 - the two bases


def _within_bounds(value: float) -> float:
    if value and not _LEAST <= abs(value) <= _MOST:
        said = "number too large" if abs(value) > _MOST else "number too close to 0"
        raise NumberError(said, "write 0, or a number from 1e-30 to 1e30, or quote it if it is text")
    return value


def _bounded(text: str, base: int, digits: str, longest: int) -> int:
    # int() is quadratic in the number of digits, so the length is looked at first.
    value = int(digits or "0", base) if len(digits) <= longest else LARGEST_INTEGER + 1
    if value > LARGEST_INTEGER:
        raise NumberError("integer beyond 2^53", "quote it if it is a name, or write it as a float such as 1e18")
    return -value if text[0] == "-" else value
