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


_PRIVATE_DIALECT = {"give", "gives", "say", "says", "tell", "tells"}
"""Words that docstrings of functions began with; the convention is Return, Yield, Raise, Load, Write and the like."""


def test_docstrings_begin_with_what_the_field_says() -> None:
    """A function that returns something says Return, not Give, Say or Tell."""
    begun = [
        f"{relative(path)}:{node.lineno} {node.name}"
        for path in python_files("policyengine", "generators")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        and re.split(r"\W", (ast.get_docstring(node) or "").lower(), maxsplit=1)[0] in _PRIVATE_DIALECT
    ]
    assert begun == [], "begin with Return, Yield, Raise or what the function does"


SMALL = 60
SMALL_WITH_REASONS = {
    "policyengine.cli.progress": "how a terminal shows progress, and nothing of logs",
    "policyengine.expressions.overloads": "the table of CEL's overloads that the fragment has",
    "policyengine.expressions.python_loops": "one of two writers of Python source that call each other",
    "policyengine.facts.evidence.dead_ends": "what to do where nobody can declare a fact, not where it is from",
    "policyengine.methods.word_tokens": "a published method, one file each",
    "policyengine.records.due": "what a day makes of a decision, apart from what a record says",
    "policyengine.records.left_behind": "searches a repository, unlike everything around it",
    "policyengine.waivers.persons": "how names of people are compared",
}
"""Modules that would be a part of their only importer, were it not for this."""


def importers() -> dict[str, set[tuple[str, bool]]]:
    """Return the modules that import each module of the package, each with whether it does so at its top."""
    found: dict[str, set[tuple[str, bool]]] = {}
    known = {module_of(path) for path in python_files("policyengine")}
    for path in python_files("policyengine"):
        tree = parsed(path)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module in known:
                for alias in node.names:
                    name = f"{node.module}.{alias.name}"
                    target = name if name in known else node.module
                    found.setdefault(target, set()).add((module_of(path), node in tree.body))
    return found


def module_of(path: Path) -> str:
    """Return the name under which a file is imported."""
    return relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_small_modules_have_readers_elsewhere() -> None:
    """A small module that one module of its own package imports as it starts belongs into that module."""
    imported = importers()
    slivers = {}
    for path in python_files("policyengine"):
        name, by = module_of(path), imported.get(module_of(path), set())
        if path.name != "__init__.py" and length(path) < SMALL and len({importer for importer, _ in by}) == 1:
            ((importer, at_start),) = sorted(by)[:1]
            if at_start and importer.rpartition(".")[0] == name.rpartition(".")[0]:
                slivers[name] = importer
    assert slivers.keys() == SMALL_WITH_REASONS.keys(), "merge these into their importers, or say here why not"
