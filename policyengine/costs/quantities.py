"""Numbers as people write them: `1.5k`, `40M/month`, `30%`, `0.50 USD/hour`."""

import re
from math import isfinite
from typing import NamedTuple

_SCALES = {"": 1, "k": 1_000, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
_WRITTEN = re.compile(
    r"\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:_\d+)*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)"
    r"\s*(?P<scale>[kKMB](?![A-Za-z]))?\s*(?P<unit>.*?)\s*",
    re.ASCII,
)
_LEAST, _MOST = 1e-9, 1e18


class Unreadable(ValueError):  # noqa: N818 - a description of the text, like `Mistake`
    """A text that is not the expected quantity: the part from `start` to `end`, the error, and the hint."""

    def __init__(self, message: str, hint: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end


class Quantity(NamedTuple):
    """A number and the unit after it, which is from `start` to the end of the text; empty if there is none."""

    amount: float
    unit: str
    start: int


def read_quantity(text: str) -> Quantity:
    """Read a number, its scale (k, M or B) and its unit; raises Unreadable if there is no number at the start."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        hint = "write a number that is not negative, such as 1500, 1_500, 1.5k or 40M"
        said = f"`{text}` is not a number" if text.strip() else "there is no number"
        raise Unreadable(said, hint, 0, max(len(text), 1))
    digits = found["number"].replace(",", "").replace("_", "")
    amount = float(digits) * _SCALES[found["scale"] or ""]
    is_zero = not digits.lower().partition("e")[0].strip("0.")
    if not isfinite(amount) or amount > _MOST or (amount < _LEAST and not is_zero):
        raise Unreadable(f"`{text}` is out of bounds", f"write 0, or {_LEAST:g} to {_MOST:g}", 0, len(text))
    return Quantity(amount, found["unit"], found.start("unit"))
