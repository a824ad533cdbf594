"""What is public says what it is for."""

import ast
from collections.abc import Iterator

from tests.house.sources import parsed, python_files, relative

Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(module: ast.Module) -> Iterator[tuple[int, Documented]]:
    """Yield a module with its public classes, functions and methods, and the line of each."""
    yield 1, module
    for node in module.body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield node.lineno, node
            if isinstance(node, ast.ClassDef):
                yield from (
                    (method.lineno, method)
                    for method in node.body
                    if isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
                )


def test_public_names_are_documented() -> None:
    """Each module, public class, function and method has a docstring that begins with one sentence."""
    names = [(path, *found) for path in python_files("policyengine", "generators") for found in public(parsed(path))]
    undocumented = [
        f"{relative(path)}:{line}"
        for path, line, node in names
        if not (ast.get_docstring(node) or "").partition("\n\n")[0].rstrip().endswith((".", ":", "?"))
    ]
    assert undocumented == []
