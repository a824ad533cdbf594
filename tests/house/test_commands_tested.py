"""Every command has tests that run it, and a row in the README."""

import ast
import re

import pytest

from policyengine.cli.main import COMMANDS, FORMER
from tests.house.sources import ROOT, parsed, python_files

README = (ROOT / "README.md").read_text(encoding="utf-8")


def words_given() -> dict[str, set[str]]:
    """Return, by test file of `tests/cli`, the texts that calls in it are given."""
    return {
        path.name: {
            argument.value
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Call)
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        }
        for path in python_files("tests")
        if path.parent.name == "cli"
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_run_and_listed(name: str) -> None:
    """Some test of `tests/cli` runs it; users find it in the README."""
    files = [file for file, words in words_given().items() if name in words]
    assert files, f"write tests/cli/test_{name}.py: it runs `policyengine(tmp_path, {name!r}, …)` as a user would"
    row = re.search(rf"`[^`]*\b{name}\b[^`]*`", README)
    assert row, f"add a row for `policyengine {name}` to the table of README.md"


def test_former_names_lead_somewhere() -> None:
    """A former name is no command of today, and means one."""
    assert not FORMER.keys() & COMMANDS.keys()
    assert set(FORMER.values()) <= COMMANDS.keys()
