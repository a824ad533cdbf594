"""One door per third-party library, one place that speaks to the terminal. The quick twin of `lint-imports`."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, parsed, pyproject, python_files, relative

DOORS = {
    "cel_expr_python": "policyengine/expressions/checking.py",
    "click": "policyengine/cli/",
    "genai_prices": "policyengine/prices/genai.py",
    "jinja2": "policyengine/rendering/",
    "jsonschema": "policyengine/loading/validator.py",
    "markdown_it": "policyengine/markdown_parsing.py",
    "ruamel": "policyengine/loading/yaml/writing.py",
    "yaml": "policyengine/loading/yaml/parsing.py",
}
# distribution -> what is imported, where the two differ
IMPORT_NAMES = {
    "cel-expr-python": "cel_expr_python",
    "genai-prices": "genai_prices",
    "markdown-it-py": "markdown_it",
    "pyyaml": "yaml",
    "ruamel.yaml": "ruamel",
}


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level name of each absolute import in a file, those inside functions too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{relative(path)}:{node.lineno}: relative import"
            yield str(node.module).partition(".")[0]


def foreign_imports() -> set[tuple[str, str]]:
    """Return (library, file) for each import of the package that is neither its own nor the standard library's."""
    return {
        (name, relative(path))
        for path in python_files("policyengine")
        for name in imported(path)
        if name != "policyengine" and name not in sys.stdlib_module_names
    }


def test_each_library_has_one_door() -> None:
    """A third-party library is imported by its door and by nothing else."""
    assert sorted((name, path) for name, path in foreign_imports() if not path.startswith(DOORS.get(name, "?"))) == []


def test_each_door_is_used() -> None:
    """Each library has its door: a dependency nobody imports would be one too many."""
    assert {name for name, _ in foreign_imports()} == set(DOORS)


def test_doors_are_the_dependencies() -> None:
    """The libraries with a door are the declared dependencies, those of the extras that users install among them."""
    project = pyproject()["project"]
    extras = project["optional-dependencies"]
    requirements = [
        *project["dependencies"],
        *(line for name in extras if not name.startswith("test") for line in extras[name]),
    ]
    declared = [found[0] for found in map(re.compile(r"[\w.-]+").match, requirements) if found]
    assert sorted(IMPORT_NAMES.get(name, name) for name in declared) == sorted(DOORS)


def test_each_door_has_a_contract() -> None:
    """`lint-imports` forbids each library outside the same door."""
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    doors = {}
    for contract in contracts:
        if contract["type"] == "forbidden":
            (exception,) = contract["ignore_imports"]
            module, _, library = exception.partition(" -> ")
            door = module.replace(".", "/")
            doors[library] = door.removesuffix("**") if door.endswith("**") else f"{door}.py"
    assert doors == DOORS


# what speaks to the terminal or ends the process
SPEAKING = {"print", "input", "exit", "quit", "sys.exit", "os._exit", "SystemExit", "sys.stdout", "sys.stderr"}


def spoken(module: ast.Module) -> list[str]:
    """Return each use of a name that prints or exits, as `line: name`; a field may be called `input`."""
    names = [
        (node.lineno, ast.unparse(node))
        for node in ast.walk(module)
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load)  # a field may be an `input`
    ]
    return [f"{line}: {name}" for line, name in names if name in SPEAKING]


def test_only_the_command_line_prints_and_exits() -> None:
    """Below `cli/` nothing prints, exits or knows the terminal; `__main__` ends a run interrupted as it loads."""
    above = {PACKAGE / "cli", PACKAGE / "__main__.py"}
    files = [path for path in python_files("policyengine") if not above & {path, *path.parents}]
    speaking = {relative(path): spoken(parsed(path)) for path in files}
    assert {path: uses for path, uses in speaking.items() if uses} == {}


@pytest.mark.parametrize("source", ["print()", "sys.exit(2)", "raise SystemExit", "x = sys.stdout", "os._exit(1)"])
def test_speaking_is_noticed(source: str) -> None:
    """The scan sees each way of speaking."""
    assert len(spoken(ast.parse(source))) == 1
