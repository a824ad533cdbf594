"""The repository that every way around the gate starts from."""

import shutil
from pathlib import Path

import pytest

from tests.bypasses.gate import FAILING, Gate
from tests.cli.cloning import commit, git
from tests.cli.running import ROOT
from tests.editions import pin_no_edition


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the repository that teams clone: settings at the root, one profile that fails and one that passes."""
    folder = tmp_path_factory.mktemp("guarded")
    for name in ("svc/chat", "svc/notes"):
        (folder / name).mkdir(parents=True)
    shutil.copy(FAILING / "policyengine.yaml", folder)
    pin_no_edition(folder)
    shutil.copy(FAILING / "llm-profile.yaml", folder / "svc" / "chat")
    shutil.copy(ROOT / "examples" / "smallest" / "llm-profile.yaml", folder / "svc" / "notes")
    git(folder, "init", "--quiet", "--initial-branch=main")
    _identify(folder)
    commit(folder)
    return folder


@pytest.fixture
def gate(guarded: Path, tmp_path: Path) -> Gate:
    """Clone the repository, and switch to the branch of a pull request."""
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(guarded), str(folder))
    _identify(folder)
    git(folder, "checkout", "--quiet", "-b", "pull-request")
    return Gate(folder)


def _identify(folder: Path) -> None:
    git(folder, "config", "user.name", "Ada Lovelace")
    git(folder, "config", "user.email", "ada@example.org")
