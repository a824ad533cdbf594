"""Values of methods for people: amounts, ranges, tables and the working of a line."""

from math import isinf
from typing import Any

from policyengine.cost_words.amounts import working
from policyengine.costing.lines import Line
from policyengine.costing.ranges import Range
from policyengine.costing.volumes import Volume
from policyengine.methods.method import Figure
from policyengine.methods.written import written

_WHOLE_FROM = 1_000


def amount_text(amount: float, *, money: bool = False) -> str:
    """Print a number: money with cents, whole numbers without, others shortened; an endless one is `never`."""
    if isinf(amount):
        return "never"
    if money:
        return f"{amount:,.2f}"
    if amount == round(amount) or abs(amount) >= _WHOLE_FROM:
        return f"{amount:,.0f}"
    return f"{amount:,.2f}" if abs(amount) >= 1 else f"{amount:.3g}"


def value_text(name: str, value: Any) -> str:
    """Print the value of a field on one line; a name with `usd` in it holds money."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Volume):
        return written(value)
    if isinstance(value, Range):
        ends = [value_text(name, end) for end in value]
        return ends[0] if ends[0] == ends[1] else " to ".join(ends)
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return value if isinstance(value, str) else amount_text(value, money="usd" in name or "local" in name)


def is_table(value: Any) -> bool:
    """Return whether a value is a list of rows."""
    return isinstance(value, tuple) and bool(value) and hasattr(value[0], "_fields") and not isinstance(value[0], Line)


def is_working(value: Any) -> bool:
    """Return whether a value is a list of lines of a cost."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Line)


def table_cells(rows: tuple[Any, ...]) -> list[list[str]]:
    """Return the heads and then the cells of a list of rows."""
    names: tuple[str, ...] = rows[0]._fields
    return [list(names), *([value_text(name, getattr(row, name)) for name in names] for row in rows)]


def working_text(line: Line) -> str:
    """Print how a line of a cost comes about: `1,000 requests/day x 30 days x … = 37.50 USD per month`."""
    return f"{line.name}: {working(line)} = {value_text('usd', line.usd_per_month)} USD per month"


def figure_text(figure: Figure, value: Range | str) -> str:
    """Print one side of a figure, with its unit."""
    if isinstance(value, str):
        return value
    shown = value_text("usd" if figure.unit.startswith("USD") else "", value)
    return f"{shown} {figure.unit}".strip()
