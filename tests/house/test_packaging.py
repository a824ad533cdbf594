"""The folders without Python travel in the wheel, and are found where they travel to."""

import os.path
import re
import subprocess

import pytest

from policyengine import __version__, resources
from tests.house.sources import ROOT, pyproject


def shipped_folders() -> dict[str, str]:
    """Return the folders that `policyengine.resources` names, by the folder's name."""
    constants = {name: value for name, value in vars(resources).items() if re.fullmatch(r"(?!ROOT$)[A-Z]+", name)}
    return {name.lower(): os.path.relpath(value, resources.ROOT) for name, value in constants.items()}


def test_the_wheel_carries_what_is_looked_for() -> None:
    """Each folder that `resources` names is put into the wheel under `policyengine/data/`, and no other."""
    carried = pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert shipped_folders()
    assert carried == {folder: f"policyengine/data/{folder}" for folder in shipped_folders().values()}


def test_the_folders_are_here() -> None:
    """In a checkout each shipped folder stands at the top and holds something."""
    assert [folder for folder in shipped_folders().values() if not any((ROOT / folder).iterdir())] == []


def test_the_version_has_a_changelog_entry() -> None:
    """A version that is not the next one to be released stands in CHANGELOG.md."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog
    assert ".dev" in __version__ or f"## [{__version__}]" in changelog


TOP = """
    .ci .editorconfig .gitattributes .gitignore .pre-commit-config.yaml .pre-commit-hooks.yaml
    CHANGELOG.md CONTRIBUTING.md LICENSE Makefile README.md benchmarks catalog docs examples generators llm_policyengine
    policyengine pyproject.toml rules schemas templates tests
"""


def test_nothing_strays_into_the_top_folder() -> None:
    """What git tracks at the top is listed here; downloads and scratch files are committed by accident."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()

    assert sorted({name.partition("/")[0] for name in listed.split("\0") if name}) == sorted(TOP.split())
