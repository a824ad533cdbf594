"""Small files and functions, called what they hold."""

import ast
import re
from pathlib import Path

from tests.house.sources import PACKAGE, is_generated, parsed, python_files, relative

MODULE_LINES = 300
FUNCTION_LINES = 40
# words that name a drawer, not a thing; as a whole word of a snake_case or CamelCase name
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "manager", "base", "misc", "shared", "stuff", "tools"}


def length(path: Path) -> int:
    """Count the lines of a file."""
    return len(path.read_text(encoding="utf-8").splitlines())


def words(name: str) -> list[str]:
    """Take a snake_case or CamelCase name apart: `YamlManager` is `yaml` and `manager`."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)]


def test_modules_are_short() -> None:
    """No module has more than 300 lines, generated tables apart."""
    files = [path for path in python_files("policyengine", "generators") if not is_generated(path)]
    assert {relative(path): length(path) for path in files if length(path) > MODULE_LINES} == {}


def test_only_the_vocabulary_is_generated() -> None:
    """The mark that lifts the limits stands only on the generated fact tables."""
    marked = {path for path in python_files("policyengine") if is_generated(path)}
    vocabulary = {path for path in (PACKAGE / "vocabulary").glob("*.py") if path.name != "__init__.py"}
    assert vocabulary
    assert marked == vocabulary


def test_functions_are_short() -> None:
    """No function has more than 40 lines, docstring included."""
    functions = [
        (f"{relative(path)}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for path in python_files("policyengine", "generators")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert functions
    assert {name: lines for name, lines in functions if lines > FUNCTION_LINES} == {}


def test_nothing_is_named_after_a_drawer() -> None:
    """No folder, module, class or function is called utils, helpers, common, core, manager, base or the like."""
    files = python_files("policyengine", "generators", "tests")
    named = [(relative(path), part) for path in files for part in Path(relative(path)).with_suffix("").parts]
    named += [
        (relative(path), node.name)
        for path in files
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]
    # a `tool` is a scope of ours; a test may say what a thing has in common
    vague = [
        (path, name)
        for path, name in named
        if not name.startswith("test_") and VAGUE.intersection(words(name)) - ({"tools"} if "tool" in path else set())
    ]
    assert vague == []
