"""Outside a repository, settings above the working directory do not count, and the run says so."""

from pathlib import Path

import pytest

from tests.cli.cloning import git
from tests.cli.running import GOOD, policyengine

NOTE = (
    "note: `{file}` was not used: outside a git repository, settings count up to the working directory; "
    "run from `{folder}`\n"
)


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Return a service below a folder with settings that would be refused."""
    folder = tmp_path / "team" / "service"
    folder.mkdir(parents=True)
    (folder / "llm-profile.yaml").write_text(GOOD)
    (tmp_path / "team" / "policyengine.yaml").write_text("version: 1\nseverities: {nothing/like-it: off}\n")
    return folder


def test_settings_above_are_reported(service: Path) -> None:
    """The file that was not used is named, with the directory from which it counts."""
    note = NOTE.format(file=service.parent / "policyengine.yaml", folder=service.parent)
    done = policyengine(service, "check", "llm-profile.yaml")
    assert done.code == 0
    assert note in done.out
    assert policyengine(service, "settings").err == note
    assert policyengine(service.parent, "check", "service").code == 2


def test_inside_a_repository_they_are_used(service: Path) -> None:
    """The root of the repository is where the search ends, so nothing is left to report."""
    git(service.parent, "init", "--quiet")
    assert "no rule matches `nothing/like-it`" in policyengine(service, "check").out
    git(service, "init", "--quiet")
    done = policyengine(service, "check")
    assert (done.code, "was not used" in done.out) == (0, False)
