"""The published hooks at work: real git, real pre-commit, the package installed as a stranger's machine would."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import FAILING

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "patient-chatbot"
PRE_COMMIT = (sys.executable, "-m", "pre_commit")
# what pip says when it cannot reach the index, and not when a requirement of ours is wrong
OFFLINE = ("Retrying (Retry(", "ConnectionError", "ConnectTimeout")

CONFIG = """\
repos:
  - repo: {hooks}
    rev: {revision}
    hooks:
      - id: policyengine-check
      - id: policyengine-check-all
"""


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder; its two outputs come as one, as a terminal shows them."""
    return subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=300
    )


def done(folder: Path, *command: str) -> str:
    """Run a program that must succeed, and give its output."""
    finished = run(folder, *command)
    assert finished.returncode == 0, finished.stdout
    return finished.stdout


def make_repository(folder: Path) -> None:
    """Make what is in a folder a git repository with an author, nothing committed yet."""
    done(folder, "git", "init", "--quiet", "--initial-branch=main")
    done(folder, "git", "config", "user.name", "Ada Lovelace")
    done(folder, "git", "config", "user.email", "ada@example.org")


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """Give a repository of this project as it stands here, committed or not."""
    folder = tmp_path / "hooks"
    listed = done(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    make_repository(folder)
    done(folder, "git", "add", "--all")
    done(folder, "git", "commit", "--quiet", "--message=Release")
    return folder


@pytest.fixture
def service(hooks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a service's repository with the hooks installed and nothing committed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    folder = tmp_path / "service"
    folder.mkdir()
    make_repository(folder)
    revision = done(hooks, "git", "rev-parse", "HEAD").strip()
    (folder / ".pre-commit-config.yaml").write_text(CONFIG.format(hooks=hooks.as_posix(), revision=revision))
    done(folder, "git", "add", ".pre-commit-config.yaml")
    installed = run(folder, *PRE_COMMIT, "install", "--install-hooks")
    if installed.returncode and "CI" not in os.environ and any(words in installed.stdout for words in OFFLINE):
        pytest.skip("the Python package index is out of reach, so pre-commit cannot install the hook")
    assert installed.returncode == 0, installed.stdout
    return folder


@pytest.mark.slow
def test_a_commit_is_judged(service: Path) -> None:
    """A good profile is committed; a bad one stays out, and so do settings changed above one; the screen says where."""
    shutil.copy(EXAMPLE / "llm-profile.yaml", service)
    (service / "policyengine.yaml").write_text((EXAMPLE / "policyengine.yaml").read_text())
    done(service, "git", "add", "--all")
    good = done(service, "git", "commit", "--message=Choose a model")
    assert statuses(good) == ["Passed", "Passed"]
    accepted = done(service, "git", "rev-parse", "HEAD")

    (service / "chat").mkdir()
    (service / "chat" / "llm-profile.yaml").write_text(FAILING)
    done(service, "git", "add", "--all")
    bad = run(service, "git", "commit", "--message=Choose another")
    assert bad.returncode == 1
    assert statuses(bad.stdout) == ["Failed", "Skipped"]
    assert "error[" in bad.stdout
    assert "--> chat/llm-profile.yaml:8:" in bad.stdout
    assert done(service, "git", "rev-parse", "HEAD") == accepted

    done(service, "git", "commit", "--no-verify", "--message=Force it")
    with (service / "policyengine.yaml").open("a") as settings:
        settings.write("# touched\n")
    done(service, "git", "add", "--all")
    touched = run(service, "git", "commit", "--message=Touch the settings")
    assert touched.returncode == 1
    assert statuses(touched.stdout) == ["Skipped", "Failed"]
    assert "--> chat/llm-profile.yaml:8:" in touched.stdout


def statuses(output: str) -> list[str]:
    """Give what pre-commit says of each hook."""
    lines = [line for line in output.splitlines() if line.startswith("policyengine check")]
    return [line.rpartition(".")[2].rpartition(")")[2] for line in lines]
