"""Units of inputs: the allowed text after a number, and the allowed range."""

from math import inf
from typing import NamedTuple

from policyengine.costs.quantities import Unreadable, read_quantity
from policyengine.words.numbers import full


class Unit(NamedTuple):
    """A unit with its other spellings, and the minimum and maximum of an amount.

    With `above` the amount must exceed `least`. `%` is allowed if `percent` is set, and means hundredths.
    """

    name: str
    spellings: tuple[str, ...] = ()
    least: float = 0.0
    most: float = inf
    above: bool = False
    percent: bool = False

    def read(self, text: str) -> float:
        """Read an amount of this unit; raises Unreadable for another unit, and for an amount out of bounds."""
        amount, unit, start = read_quantity(text)
        if self.percent and unit == "%":
            amount, unit = amount / 100, ""
        if unit and unit.replace(" ", "") not in [name.replace(" ", "") for name in (self.name, *self.spellings)]:
            kind = f"it is a {self.name}, {self.bounds}" if self.percent else f"it is in {self.name}"
            hint = kind if self.percent else f"{kind}: write this unit, or omit it"
            raise Unreadable(f"`{unit}` is not its unit", hint, start, len(text))
        if amount < self.least or amount > self.most or (self.above and amount == self.least):
            raise Unreadable(f"`{text.strip()}` is out of bounds", f"it must be {self.bounds}", 0, len(text))
        return amount

    @property
    def bounds(self) -> str:
        """Return the allowed range: `above 0`, `from 0 to 1`."""
        if self.most < inf:
            return f"from {full(self.least)} to {full(self.most)}" + (", such as 0.3 or 30%" if self.percent else "")
        return f"{'above' if self.above else 'at least'} {full(self.least)}"


REQUESTS_PER_DAY = Unit("requests/day", ("/day", "request/day"))
REQUESTS_PER_SECOND = Unit("requests/second", ("/second", "/s", "rps", "requests/s"), above=True)
TOKENS_PER_REQUEST = Unit("tokens/request", ("tokens", "token/request"))
TOKENS_EACH = TOKENS_PER_REQUEST._replace(above=True)
TOKENS = Unit("tokens", ("token",))
TOKENS_PER_DAY = Unit("tokens/day", ("/day",), above=True)
USD = Unit("USD", ("usd", "$"))
USD_PER_MONTH = Unit("USD per month", ("USD", "usd", "USD/month", "/month"))
PAID_PER_MONTH = USD_PER_MONTH._replace(above=True)
USD_PER_YEAR = Unit("USD per year", ("USD/year", "/year"))
USD_PER_HOUR = Unit("USD per hour", ("USD/hour", "USD/h", "/hour", "/h"))
USD_PER_MILLION = Unit("USD per 1M tokens", ("USD", "USD/1M", "/1M", "USD/1M tokens"))
PAID_PER_MILLION = USD_PER_MILLION._replace(above=True)
USD_PER_THOUSAND = Unit("USD per 1K tokens", ("USD/1K", "/1K", "USD/1K tokens"), above=True)
SECONDS = Unit("seconds", ("s", "second"), above=True)
HOURS = Unit("hours", ("h", "hour"))
MONTHS = Unit("months", ("month",), above=True)
FRACTION = Unit("fraction", (), most=1.0, percent=True)
TIMES = Unit("times", ("x",), least=1.0)
PER_USD = Unit("per USD", ("/USD",), above=True)
POINTS = Unit("points", ("%", "point"), above=True)
WORDS = Unit("words", ("word",))
WORDS_PER_TOKEN = Unit("words/token", (), above=True)
