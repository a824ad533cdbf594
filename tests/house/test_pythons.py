"""Classifiers say on which Pythons the tests run, and an interpreter that does not work is not taken for one."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.every_python import NEXT, find, supported
from tests.house.sources import ROOT, pyproject


def test_classifiers_are_what_is_run() -> None:
    """Each version from the oldest that installs, without a gap; CI runs the program that reads them."""
    oldest = int(pyproject()["project"]["requires-python"].removeprefix(">=3."))
    assert supported() == tuple(f"3.{minor}" for minor in range(oldest, oldest + len(supported())))
    assert f"3.{sys.version_info.minor}" in (*supported(), *NEXT)
    assert (f"3.{oldest + len(supported())}",) == NEXT
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.findall(r"^(?:exec )?make --no-print-directory (.+)$", run, re.MULTILINE) == ["test-pythons test"]
    assert "python -m tests.every_python" in (ROOT / "Makefile").read_text(encoding="utf-8")


def program(path: Path, text: str) -> Path:
    """Write an executable file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_shim_that_does_not_work_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the path and the reason; the next on PATH, or the version that pyenv keeps, is taken instead."""
    version = f"3.{sys.version_info.minor}"
    shim = program(tmp_path / "shims" / f"python{version}", "echo 'pyenv: command not found' >&2; exit 127")
    other = program(tmp_path / "other" / f"python{version}", "echo 2.7")
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, (shim.parent, other.parent))))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    reasons = (f"{shim}: pyenv: command not found", f"{other}: is Python 2.7")
    nothing = f"no python{version} that works is on PATH or kept by pyenv"
    assert find(version) == (version, "", (*reasons, nothing))
    kept = program(tmp_path / "pyenv" / "versions" / f"{version}.9" / "bin" / f"python{version}", f"echo {version}")
    assert find(version) == (version, str(kept), reasons)
