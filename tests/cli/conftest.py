"""A repository that a team clones, and a clone on the branch of a pull request."""

from pathlib import Path

import pytest

from tests.cli.cloning import PROFILE, RULE, TOP, commit, git


@pytest.fixture(scope="session")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the repository that a team clones: settings in two layers, a pack, an overlay."""
    folder = tmp_path_factory.mktemp("origin")
    service = folder / "services" / "chat"
    rules = folder / "policy" / "acme" / "rules" / "own"
    for directory in (service, rules):
        directory.mkdir(parents=True)
    (folder / "policyengine.yaml").write_text(TOP)
    (rules / "hosting.yaml").write_text(RULE)
    (rules / "link.txt").symlink_to("/etc/hosts")
    (service / "policyengine.yaml").write_text("version: 1\nextends: ../../policyengine.yaml\n")
    (service / "llm-profile.yaml").write_text(PROFILE)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Ada Lovelace")
    git(folder, "config", "user.email", "ada@example.org")
    commit(folder)
    return folder


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> Path:
    """Clone the repository and stand on the branch of a pull request."""
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(folder))
    git(folder, "config", "user.name", "Mallory")
    git(folder, "config", "user.email", "mallory@example.org")
    git(folder, "checkout", "--quiet", "-b", "pull-request")
    return folder
