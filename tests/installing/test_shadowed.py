"""Two distributions with the import name `policyengine` in one environment, installed by pip in both orders."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from policyengine import __version__
from tests.cli.running import ROOT, Done

pytestmark = pytest.mark.verify

METADATA = "Metadata-Version: 2.1\nName: policyengine\nVersion: 9.9.9\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
INFO = "policyengine-9.9.9.dist-info"


def run(*command: str | Path) -> Done:
    """Run a program without the variables of this run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command], env=kept, capture_output=True, text=True, check=False, timeout=600
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build a wheel of this project, and one of another distribution whose package fails when it is imported."""
    folder = tmp_path_factory.mktemp("wheels")
    built = run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    assert built.code == 0, built.err
    (ours,) = folder.glob("llm_policyengine-*.whl")
    theirs = folder / "policyengine-9.9.9-py3-none-any.whl"
    files = {
        "policyengine/__init__.py": "raise SystemExit('foreign code ran')\n",
        "policyengine/simulation.py": "",
        f"{INFO}/METADATA": METADATA,
        f"{INFO}/WHEEL": WHEEL,
    }
    with zipfile.ZipFile(theirs, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(f"{INFO}/RECORD", "".join(f"{name},,\n" for name in (*files, f"{INFO}/RECORD")))
    return {"ours": ours, "theirs": theirs}


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """Make an environment that finds what this one has installed, but not this project."""
    assert run(sys.executable, "-m", "venv", tmp_path / "venv").code == 0
    (packages,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    (packages / "requirements.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return tmp_path / "venv"


def install(environment: Path, *wheels: Path) -> None:
    """Install wheels one after the other."""
    for wheel in wheels:
        done = run(environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel)
        assert done.code == 0, done.err


def test_installed_over_ours(environment: Path, wheels: dict[str, Path]) -> None:
    """The command names both distributions and where they are, and runs nothing of the other."""
    install(environment, wheels["ours"], wheels["theirs"])
    done = run(environment / "bin" / "policyengine", "--version")
    assert (done.code, done.out) == (2, "")
    (packages,) = environment.glob("lib/python*/site-packages")
    said, _, advice = done.err.partition("  = help: ")
    assert said.splitlines() == [
        f"error: the package `policyengine` that Python finds is not that of llm-policyengine {__version__}",
        f"  = note: `policyengine` is at {packages / 'policyengine'}",
        f"  = note: llm-policyengine {__version__} is installed in {packages}",
        f"  = note: policyengine 9.9.9 is installed in {packages}",
    ]
    assert [word in advice for word in ("pipx install", "uv tool install", "pre-commit")] == [True, True, True]


def test_installed_under_ours(environment: Path, wheels: dict[str, Path]) -> None:
    """Ours overwrites what it needs and runs; without the other, files are missing, and that is explained."""
    install(environment, wheels["theirs"], wheels["ours"])
    command = environment / "bin" / "policyengine"
    assert run(command, "--version") == (0, f"policyengine {__version__}\n", "")
    checked = run(command, "check", ROOT / "examples" / "smallest", "--as-of", "2026-11-22")
    assert checked.code == 0, checked.err
    removed = run(environment / "bin" / "python", "-m", "pip", "uninstall", "--quiet", "--yes", "policyengine")
    assert removed.code == 0, removed.err
    done = run(command, "--version")
    assert (done.code, done.out, "files of llm-policyengine are missing" in done.err) == (2, "", True)
    install(environment, wheels["ours"])
