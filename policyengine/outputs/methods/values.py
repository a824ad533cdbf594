"""Values of methods for people: amounts, ranges, tables and the working of a line."""

import re
from functools import partial
from math import isinf
from typing import Any

from policyengine.costs.lines import Line
from policyengine.costs.ranges import Range
from policyengine.costs.volumes import Volume
from policyengine.costs.words.amounts import working
from policyengine.methods.method import Figure
from policyengine.methods.written import written
from policyengine.words.numbers import about, full, measured, money, span

_PRICE = re.compile(r"per[_ ](1M|1K|million|thousand|hour)")
"""What the price of a unit has in its name, otherwise than an amount of money: a tenth of a cent of it counts."""


def field_text(name: str, value: Any) -> str:
    """Print the value of a field on one line; a name with `usd` in it holds money or a price."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Volume):
        return written(value)
    if isinstance(value, Range):
        return span(*value, partial(field_text, name))
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return value if isinstance(value, str) else _amount_text(name, value)


def _amount_text(name: str, amount: float) -> str:
    if isinf(amount):
        return "never"
    if "usd" not in name.lower() and "local" not in name:
        return measured(amount) if abs(amount) >= 1 else about(amount)
    return full(amount) if _PRICE.search(name) else money(amount)


def is_table(value: Any) -> bool:
    """Return whether a value is a list of rows."""
    return isinstance(value, tuple) and bool(value) and hasattr(value[0], "_fields") and not isinstance(value[0], Line)


def is_working(value: Any) -> bool:
    """Return whether a value is a list of lines of a cost."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Line)


def table_cells(rows: tuple[Any, ...]) -> list[list[str]]:
    """Return the heads and then the cells of a list of rows."""
    names: tuple[str, ...] = rows[0]._fields
    return [list(names), *([field_text(name, getattr(row, name)) for name in names] for row in rows)]


def working_text(line: Line) -> str:
    """Print how a line of a cost comes about: `1,000 requests/day x 30 days x … = 37.50 USD per month`."""
    return f"{line.name}: {working(line)} = {field_text('usd', line.usd_per_month)} USD per month"


def figure_text(figure: Figure, value: Range | str) -> str:
    """Print one side of a figure, with its unit."""
    if isinstance(value, str):
        return value
    shown = field_text(figure.unit if figure.unit.startswith("USD") else "", value)
    return f"{shown} {figure.unit}".strip()
