"""The command explains itself where another distribution's `policyengine` comes first."""

from pathlib import Path

from policyengine import __version__
from tests.cli.running import ROOT, python

FOREIGN = "print('foreign code ran')\n"


def shadowed(folder: Path, name: str = "__init__.py") -> Path:
    """Make a folder with a package `policyengine` that is not ours."""
    (folder / "policyengine").mkdir(parents=True)
    (folder / "policyengine" / name).write_text(FOREIGN)
    return folder


def test_ours_runs(tmp_path: Path) -> None:
    """The command, and the module of a name of its own."""
    for module in ("policyengine", "llm_policyengine"):
        assert python(tmp_path, "-m", module, "--version") == (0, f"policyengine {__version__}\n", "")


def test_modules_of_the_working_directory_are_not_run(tmp_path: Path) -> None:
    """`python -m` looks there first: a package of our name, and a module that the command needs."""
    folder = shadowed(tmp_path / "theirs")
    (folder / "click.py").write_text("raise SystemExit(0)\n")
    assert python(folder, "-m", "llm_policyengine", "--version").out == f"policyengine {__version__}\n"


def test_a_folder_of_that_name_is_named(tmp_path: Path) -> None:
    """With its place; nothing in it is run."""
    folder = shadowed(tmp_path / "theirs")
    done = python(tmp_path, "-m", "llm_policyengine", "--version", PYTHONPATH=f"{folder}:{ROOT}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: the package `policyengine` that Python finds is not that of llm-policyengine")
    assert f"  = note: `policyengine` is at {folder / 'policyengine'}\n" in done.err
    assert "  = help: " in done.err
    assert "pip uninstall" not in done.err


def test_a_folder_without_a_package_is_no_matter(tmp_path: Path) -> None:
    """A directory of that name, as a clone of this project is often called, is not a package."""
    folder = shadowed(tmp_path / "clone", name="notes.py")
    assert python(folder, "-m", "llm_policyengine", "--version").code == 0


def test_mixed_files_are_explained(tmp_path: Path) -> None:
    """Our `__init__.py` is there, and a module that it needs is not."""
    (tmp_path / "llm_policyengine").symlink_to(ROOT / "llm_policyengine")
    (tmp_path / "policyengine").mkdir()
    (tmp_path / "policyengine" / "__init__.py").write_text((ROOT / "policyengine" / "__init__.py").read_text())
    done = python(tmp_path, "-m", "llm_policyengine", PYTHONPATH=str(tmp_path))
    assert (done.code, done.out, "Traceback" in done.err) == (2, "", False)
    assert "is not that of llm-policyengine" in done.err
