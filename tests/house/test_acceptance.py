"""What was promised of costs, sizes and migrations, case by case, is held by tests that name it."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import parsed, python_files

CASES = (
    *("SYS-20", "SYS-21", "SYS-22", "SYS-23", "SYS-24", "SYS-25", "SYS-26", "SYS-27", "SYS-28", "SYS-29", "SYS-30"),
    *("SYS-31", "SYS-32", "SYS-33", "SYS-34", "SYS-35"),
    *("SYS-41", "SYS-42", "SYS-43", "SYS-44", "SYS-45", "SYS-46", "SYS-47"),
    *("SYS-49", "SYS-50", "SYS-51", "SYS-52", "SYS-53", "SYS-54", "SYS-55", "SYS-56"),
)
"""20 to 35 are calculators, 41 to 47 reliability, serving and sizes, 49 to 56 migration and operations."""


def named(module: ast.Module) -> set[str]:
    """Return the cases that the tests of a module are named after: `test_sys_20_api_cost` holds SYS-20."""
    tests = [node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    return {f"SYS-{found[1]}" for name in tests if (found := re.match(r"test_sys_(\d+)_", name))}


def test_each_case_has_a_test() -> None:
    """A case that no test names is not held."""
    held = set().union(*(named(parsed(path)) for path in python_files("tests") if path != Path(__file__)))
    assert [case for case in CASES if case not in held] == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def test_sys_20_api_cost(): ...", {"SYS-20"}),
        ("class Api:\n    def test_sys_21_flat(self): ...", {"SYS-21"}),
        ("def sys_20_api_cost(): ...", set()),
        ("def test_api_cost(): 'SYS-20'", set()),
        ("def test_sys_200(): ...", set()),
    ],
)
def test_names_are_read(source: str, expected: set[str]) -> None:
    """Only the name of a test counts: what a comment or a text says runs nothing."""
    assert named(ast.parse(source)) == expected
