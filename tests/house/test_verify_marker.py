"""Tests that take minutes are left out of a plain run, which says so, and run where `-m` names their marker."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

TESTS = """\
import pytest

def test_quick():
    pass

@pytest.mark.verify
def test_long():
    pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with this one's configuration and two tests, one of which has the marker."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_both.py").write_text(TESTS)
    return tmp_path


def pytest_run(folder: Path, *arguments: str) -> str:
    """Run pytest in a folder, and return what it prints."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.parametrize("arguments", [("-m", "not slow"), ("-n", "1")], ids=["marker", "worker"])
def test_a_plain_run_says_what_it_leaves_out(project: Path, arguments: tuple[str, ...]) -> None:
    """With another expression for markers, and with a worker, which collects instead of the process that prints."""
    printed = pytest_run(project, *arguments)
    assert "1 passed" in printed.splitlines()[-1]
    assert "left to `make verify`" in printed
    assert "1 test that proves a claim in minutes did not run" in printed


def test_the_marker_selects_them(project: Path) -> None:
    """`-m verify`, as `make verify` runs it, runs them and leaves nothing."""
    printed = pytest_run(project, "-m", "verify")
    assert "1 passed, 1 deselected" in printed.splitlines()[-1]
    assert "left to" not in printed
