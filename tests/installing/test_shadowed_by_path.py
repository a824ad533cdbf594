"""A module or a package `policyengine` that PYTHONPATH or the working directory puts before ours."""

from pathlib import Path

import pytest

from tests.cli.running import ROOT, python

FOREIGN = "raise SystemExit('foreign code ran')\n"


def _shadow(folder: Path, *, module: bool) -> Path:
    """Make a module, or a package, that fails when it is imported; return the file or folder that Python finds."""
    folder.mkdir(exist_ok=True)
    place = folder / ("policyengine.py" if module else "policyengine")
    if module:
        place.write_text(FOREIGN)
    else:
        place.mkdir()
        (place / "__init__.py").write_text(FOREIGN)
    return place


@pytest.mark.parametrize("module", [True, False])
def test_pythonpath(tmp_path: Path, *, module: bool) -> None:
    """What Python finds is named with its place, and the help names the folder in PYTHONPATH."""
    place = _shadow(tmp_path / "other", module=module)
    command = "from llm_policyengine import main; main()"
    done = python(tmp_path, "-c", command, PYTHONPATH=f"{place.parent}:{ROOT}")
    assert (done.code, done.out) == (2, "")
    assert f"\n  = note: `policyengine` is at {place}\n" in done.err
    assert done.err.endswith(
        f"  = help: PYTHONPATH names `{place.parent}`: take that folder out of it, or leave PYTHONPATH unset\n"
    )


@pytest.mark.parametrize("module", [True, False])
def test_working_directory(tmp_path: Path, *, module: bool) -> None:
    """The help names the working directory, where that is what Python searches first."""
    place = _shadow(tmp_path, module=module)
    done = python(tmp_path, "-c", "from llm_policyengine import main; main()")
    assert (done.code, done.out) == (2, "")
    assert f"\n  = note: `policyengine` is at {place}\n" in done.err
    assert f"  = help: Python looks in the working directory, `{tmp_path}`, first" in done.err
    assert "pip uninstall" not in done.err
