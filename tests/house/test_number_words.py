"""Numbers are formatted in one place, so that one value is printed one way."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import parsed, python_files, relative

HOME = "policyengine/words/numbers.py"
STYLES = "full, money, compact, grouped, declared, measured, about, tenths, percent, counted, span or exact"

FORMATTED_WITH_REASONS = {
    "policyengine/charts/curve.py": "coordinates of SVG points",
    "policyengine/costs/quantities.py": "bounds with an exponent, in a module that knows no other",
    "policyengine/message.py": "the formats of placeholders, which rules name",
    "policyengine/outputs/cost/csv.py": "columns of CSV, which programs read",
    "policyengine/outputs/size/csv.py": "columns of CSV, which programs read",
    "policyengine/wire/values.py": "seconds in JSON, which programs read",
}
"""Modules that format numbers otherwise than for people."""

_NUMERIC = frozenset(",_.eEfFgGn%")
"""What a format has if it chooses digits or separators; `>12`, `<{width}`, `04` and `02x` align, pad or code."""


def spec_of(joined: ast.expr | None) -> str:
    """Return the fixed part of a format."""
    parts = joined.values if isinstance(joined, ast.JoinedStr) else [joined]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


def is_numeric(spec: str) -> bool:
    """Return whether a format chooses the digits of a number."""
    fill_is_given = len(spec) > 1 and spec[1] in "<>^="
    return bool(_NUMERIC.intersection(spec[2:] if fill_is_given else spec))


def in_texts(text: str) -> bool:
    """Return whether a text for `str.format` has a field with a numeric format."""
    fields = text.replace("{{", "").replace("}}", "").split("{")[1:]
    return any(is_numeric(field.partition("}")[0].partition(":")[2]) for field in fields)


def formats_a_number(node: ast.AST) -> bool:
    """Return whether a piece of syntax formats a number: in an f-string, by `format`, `str.format` or `%`."""
    match node:
        case ast.FormattedValue(format_spec=ast.JoinedStr() as spec):
            return is_numeric(spec_of(spec))
        case ast.Call(func=ast.Name("format"), args=[_, spec]):
            return not isinstance(spec, ast.Constant) or is_numeric(spec_of(spec))
        case ast.Call(func=ast.Attribute(ast.Constant(str() as text), "format")):
            return in_texts(text)
        case ast.BinOp(ast.Constant(str() as text), ast.Mod()):
            return "%" in text
    return False


def formatted_numbers(path: Path) -> Iterator[int]:
    """Yield the lines of a file at which numbers are formatted."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.expr) and formats_a_number(node):
            yield node.lineno


def test_numbers_are_formatted_by_the_words_package() -> None:
    """No module but those listed formats a number itself; each that is listed does."""
    found = {relative(path): sorted(set(formatted_numbers(path))) for path in python_files("policyengine")}
    assert found.pop(HOME), "the styles themselves are found"
    lines = [f"{path}:{line}" for path, numbers in found.items() for line in numbers]
    others = [line for line in lines if line.partition(":")[0] not in FORMATTED_WITH_REASONS]
    assert others == [], f"use {STYLES} of policyengine.words.numbers, or say here why not"
    assert {path for path, numbers in found.items() if numbers} == FORMATTED_WITH_REASONS.keys()


def test_every_way_to_format_a_number_is_noticed() -> None:
    """What chooses digits is found; what aligns, pads with zeros or writes hexadecimal is not."""
    numbers = [
        'f"{a:,}"', 'f"{a:,.2f}"', 'f"{a:.2f}"', 'f"{a:g}"', 'f"{a:.3g}"', 'f"{a:.0%}"', 'f"{a:>12,.1f}"',
        'f"{a:.{b}g}"', 'format(a, ",")', "format(a, style)", '"{:,.2f} USD".format(a)', '"%.2f" % a', '"%d" % a',
    ]  # fmt: skip
    others = [
        'f"{a}"', 'f"{a!r}"', 'f"{a:<20}"', 'f"{a:>{b}}"', 'f"{a:.>20}"', 'f"{a:04}"', 'f"{a:02x}"', 'format(a, "08x")',
        '"{} of {name}".format(a, name=b)', "a % 2", "format(a)",
    ]  # fmt: skip
    said = {text: any(map(formats_a_number, ast.walk(ast.parse(text)))) for text in (*numbers, *others)}
    assert said == {**dict.fromkeys(numbers, True), **dict.fromkeys(others, False)}
