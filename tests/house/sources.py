"""The files that the laws are about."""

import ast
import functools
import tomllib
from pathlib import Path
from typing import Any

from generators.outputs import outputs

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "policyengine"
CODE_FOLDERS = ("policyengine", "llm_policyengine", "generators", "benchmarks", "tests")

GENERATED_MARK = "Made by `python -m generators`"
"""Stands near the top of each file that `make generate` writes."""


def python_files(*folders: str) -> list[Path]:
    """Return the Python files below folders of the repository, sorted; at least one, or the law checks nothing."""
    found = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    assert found, f"no Python files in {folders}"
    return found


def relative(path: Path) -> str:
    """Return a path as messages print it."""
    return path.relative_to(ROOT).as_posix()


def is_generated(path: Path) -> bool:
    """Return whether `make generate` wrote a file."""
    return GENERATED_MARK in path.read_text(encoding="utf-8")[:500]


@functools.cache
def generated() -> frozenset[Path]:
    """Return the files that `make generate` writes."""
    return frozenset(ROOT / name for name in outputs())


@functools.cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@functools.cache
def pyproject() -> dict[str, Any]:
    """Return `pyproject.toml`."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)
