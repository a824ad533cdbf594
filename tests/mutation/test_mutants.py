"""Tests of what decides over a gate fail when the code is changed a little: no comparison or condition is untested.

Each mutant is a copy of the program with one small change, and the tests named beside the module run on it. A mutant
that no test notices is listed with the reason why it makes no difference, or this test fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT
from tests.mutation.mutants import mutants_of

pytestmark = pytest.mark.verify

MODULES = {
    "policyengine/loading/tightness.py": ("tests/unit/loading/test_tightness.py",),
    "policyengine/policy/selection.py:is_in_force": ("tests/unit/engine/test_severity.py",),
    "policyengine/rule.py:phase_at": ("tests/unit/engine/test_severity.py",),
    "policyengine/severity.py": ("tests/unit/engine/test_severity.py",),
    "policyengine/waivers/persons.py": ("tests/unit/waivers/test_persons.py",),
}
"""Modules, and functions of modules, that decide whether something passes the gate, with the tests that hold them."""

UNNOTICED = {
    "policyengine/severity.py:RANK[severity] <= RANK[cap] -> RANK[severity] < RANK[cap]": "both are the same then",
}
"""Mutants that change nothing a user could see, by module and change, with the reason."""

SHIPPED = ("policyengine", "llm_policyengine", "rules", "catalog", "schemas", "templates", "tests", "examples")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the checkout to where it can be changed."""
    folder = tmp_path_factory.mktemp("program")
    for name in SHIPPED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "upgrades"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize("module", MODULES)
def test_every_mutant_is_noticed(program: Path, module: str) -> None:
    """The tests of a module fail on each of its mutants, and pass on the module itself."""
    name, _, within = module.partition(":")
    path = program / name
    source = path.read_text()
    assert _pass(program, module), "the tests fail without any change"
    unnoticed = set()
    for mutant in mutants_of(source, within):
        path.write_text(mutant.source)
        if _pass(program, module):
            unnoticed.add(f"{module}:{mutant.name}")
    path.write_text(source)
    assert unnoticed == {name for name in UNNOTICED if name.startswith(f"{module}:")}


def _pass(program: Path, module: str) -> bool:
    command = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *MODULES[module])
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=program, env=environment, capture_output=True, check=False, timeout=300)
    return done.returncode == 0
