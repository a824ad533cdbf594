"""The published hooks at work: real git, real pre-commit, the package installed as a stranger's machine would."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.cloning import RULE
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
      - id: policyengine-record-check
"""
BASE = """\
version: 1
organization: {name: X, jurisdictions: [DE], roles: []}
agreements: {openai: {entity_country: US, dpa: {status: signed}}}
packs: [acme]
"""
PROFILE = """\
version: 1
project: {name: bot, owner: cs, lifecycle: production, jurisdictions: [DE]}
workloads:
  chat:
    purpose: chat
    ai_act: {prohibited_screen: clear}
    operations: {incident_contact: a@example.org}
    evaluation: {own_metric: true, hardest_cases: 60}
    data: {classes: [pii], subjects: [DE], residency: [EU], boundary: none}
    use: {outputs_train: none, purposes: []}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
"""
LOUD = "acme:own/hosting"

Change = Callable[[Path], object]


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


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a repository of this project as it stands here, committed or not; pre-commit installs its hooks once."""
    folder = tmp_path_factory.mktemp("hooks")
    listed = done(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    make_repository(folder)
    done(folder, "git", "add", "--all")
    done(folder, "git", "commit", "--quiet", "--message=Release")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("pre-commit")))
        patch.setenv("PRE_COMMIT_COLOR", "never")
        yield folder


def repository(folder: Path, config: str) -> Path:
    """Make a repository with the hooks installed and their configuration staged."""
    folder.mkdir()
    make_repository(folder)
    (folder / ".pre-commit-config.yaml").write_text(config)
    done(folder, "git", "add", ".pre-commit-config.yaml")
    installed = run(folder, *PRE_COMMIT, "install", "--install-hooks")
    if installed.returncode and "CI" not in os.environ and any(words in installed.stdout for words in OFFLINE):
        pytest.skip("the Python package index is out of reach, so pre-commit cannot install the hook")
    assert installed.returncode == 0, installed.stdout
    return folder


@pytest.fixture
def service(hooks: Path, tmp_path: Path) -> Path:
    """Return a service's repository with the hooks installed and nothing committed."""
    revision = done(hooks, "git", "rev-parse", "HEAD").strip()
    return repository(tmp_path / "service", CONFIG.format(hooks=hooks.as_posix(), revision=revision))


@pytest.fixture
def layered(service: Path) -> Path:
    """Fill the repository: a profile that passes nothing, settings in two layers, a pack, a waiver; all committed.

    The profile fails, so a hook that judges it fails as well, and one that has nothing to do passes.
    """
    rules = service / "policy" / "acme" / "rules" / "own"
    (service / "svc").mkdir()
    rules.mkdir(parents=True)
    (rules / "hosting.yaml").write_text(RULE)
    (service / "svc" / "llm-profile.yaml").write_text(PROFILE)
    (service / "policy" / "base.txt").write_text(BASE)
    (service / "policyengine.yaml").write_text("version: 1\nextends: policy/base.txt\n")
    done(service, "git", "add", "--all")
    done(service, "git", "commit", "--quiet", "--no-verify", "--message=Begin")
    return service


def added(name: str, text: str) -> Change:
    """Return what adds a text to a file, or makes the file."""

    def change(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text() if path.exists() else "") + text)

    return change


def removed(name: str) -> Change:
    """Return what removes a file."""
    return lambda folder: (folder / name).unlink()


def commit(folder: Path, change: Change) -> tuple[list[str], str]:
    """Make a change and try to commit it; give what pre-commit says of each hook, and all that it prints."""
    change(folder)
    done(folder, "git", "add", "--all")
    finished = run(folder, "git", "commit", "--message=Change")
    assert (finished.returncode == 0) == ("Failed" not in statuses(finished.stdout)), finished.stdout
    return statuses(finished.stdout), finished.stdout


@pytest.mark.slow
def test_a_commit_is_judged(service: Path) -> None:
    """A good profile is committed; a bad one stays out, and so do settings changed above one; the screen says where."""
    shutil.copy(EXAMPLE / "llm-profile.yaml", service)
    (service / "policyengine.yaml").write_text((EXAMPLE / "policyengine.yaml").read_text())
    shutil.copytree(EXAMPLE / "docs", service / "docs")
    done(service, "git", "add", "--all")
    good = done(service, "git", "commit", "--message=Choose a model")
    assert statuses(good) == ["Passed", "Passed", "Passed"]
    accepted = done(service, "git", "rev-parse", "HEAD")

    (service / "chat").mkdir()
    (service / "chat" / "llm-profile.yaml").write_text(FAILING)
    done(service, "git", "add", "--all")
    bad = run(service, "git", "commit", "--message=Choose another")
    assert bad.returncode == 1
    assert statuses(bad.stdout) == ["Failed", "Passed", "Passed"]
    assert "error[" in bad.stdout
    assert "--> chat/llm-profile.yaml:8:" in bad.stdout
    assert done(service, "git", "rev-parse", "HEAD") == accepted

    done(service, "git", "commit", "--no-verify", "--message=Force it")
    touched, said = commit(service, added("policyengine.yaml", "# touched\n"))
    assert touched == ["Skipped", "Failed", "Passed"]  # a comment in the settings makes no record stale
    assert "--> chat/llm-profile.yaml:8:" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param(removed("policyengine.yaml"), " mandatory", id="settings-removed"),
        pytest.param(removed("svc/llm-profile.yaml"), "nothing was checked: no profile in `.`", id="profile-removed"),
        pytest.param(added("policy/base.txt", "severities: {vendor/retention: off}\n"), LOUD, id="extended"),
        pytest.param(removed("policy/base.txt"), "there is no settings file `policy/base.txt`", id="extended-removed"),
        pytest.param(added("policy/acme/rules/own/hosting.yaml", "# more\n"), LOUD, id="rule"),
        pytest.param(removed("policy/acme/rules/own/hosting.yaml"), " mandatory", id="rule-removed"),
        pytest.param(added("policy/acme/catalog/models/x.yaml", "{}\n"), "policy/acme/catalog", id="overlay"),
        pytest.param(added("policyengine.yml", "version: 1\n"), "policyengine", id="yml"),
    ],
)
def test_a_commit_that_changes_what_judges_is_judged(layered: Path, change: Change, says: str) -> None:
    """Settings, what they extend, packs and overlays: every profile is judged, though none changed."""
    found, said = commit(layered, change)
    assert found[:2] == ["Skipped", "Failed"], said
    assert says in said


@pytest.mark.slow
def test_a_linked_profile_is_judged(layered: Path) -> None:
    """pre-commit hands a new link to the first hook; when its target changes, the second judges everything."""

    def link(folder: Path) -> None:
        (folder / "new").mkdir()
        (folder / "new" / "text.yaml").write_text(PROFILE.replace("name: bot", "name: new"))
        (folder / "new" / "llm-profile.yaml").symlink_to("text.yaml")

    found, said = commit(layered, link)
    assert found[:2] == ["Failed", "Failed"], said
    assert "--> new/llm-profile.yaml:" in said
    done(layered, "git", "commit", "--no-verify", "--message=Force it")
    found, said = commit(layered, added("new/text.yaml", "# touched\n"))
    assert found[:2] == ["Skipped", "Failed"], said


@pytest.mark.slow
def test_a_commit_about_something_else_is_quiet(layered: Path) -> None:
    """The profile that fails is not judged; a run over all files judges it."""
    found, said = commit(layered, added("src/app.py", "print()\n"))
    assert found == ["Skipped", "Passed", "Passed"]
    assert "error" not in said
    everything = run(layered, *PRE_COMMIT, "run", "--all-files")
    assert statuses(everything.stdout) == ["Failed", "Failed", "Failed"]


@pytest.mark.slow
def test_a_record_that_is_no_longer_true_stays_out(service: Path) -> None:
    """A profile that changes what its record says, and a record edited by hand."""
    shutil.copytree(EXAMPLE, service / "svc", ignore=shutil.ignore_patterns("expected.txt"))
    done(service, "git", "add", "--all")
    assert statuses(done(service, "git", "commit", "--message=Begin")) == ["Passed", "Passed", "Passed"]
    (record,) = (service / "svc" / "docs" / "decisions").glob("0001-*.md")
    found, said = commit(service, lambda _: record.write_text(record.read_text().replace("Llama", "Lama")))
    assert found == ["Skipped", "Passed", "Failed"]
    assert f"stale: svc/docs/decisions/{record.name}" in said


@pytest.mark.slow
def test_the_example_of_the_readme_works(hooks: Path, tmp_path: Path) -> None:
    """`pre-commit autoupdate` writes the newest commit where there is no tag, and the hooks of the example run."""
    folder = tmp_path / "reader"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("expected.txt"))
    config = updated(folder, hooks)
    assert config["repos"][0]["rev"] == done(hooks, "git", "rev-parse", "HEAD").strip()
    assert [hook["id"] for hook in config["repos"][0]["hooks"]] == [hook["id"] for hook in published(hooks)]
    done(folder, "git", "add", "--all")
    everything = run(folder, *PRE_COMMIT, "run", "--all-files")
    assert statuses(everything.stdout) == ["Passed", "Passed", "Passed"], everything.stdout


@pytest.mark.slow
def test_a_tag_is_taken_where_there_is_one(hooks: Path, tmp_path: Path) -> None:
    """The example needs no change on the day of the first release."""
    source = tmp_path / "source"
    done(tmp_path, "git", "clone", "--quiet", str(hooks), str(source))
    done(source, "git", "tag", "v9.9.9")
    (tmp_path / "reader").mkdir()
    assert updated(tmp_path / "reader", source)["repos"][0]["rev"] == "v9.9.9"


def updated(folder: Path, source: Path) -> Any:
    """Write the example of the README for a source, run `pre-commit autoupdate`, and give the configuration."""
    block = r"```yaml\n# \.pre-commit-config\.yaml[^\n]*\n(.*?)```"
    (example,) = re.findall(block, (ROOT / "README.md").read_text(), re.DOTALL)
    config = folder / ".pre-commit-config.yaml"
    config.write_text(example.replace("https://example.org/llm-policyengine", source.as_posix()))
    make_repository(folder)
    done(folder, "git", "add", "--all")
    done(folder, *PRE_COMMIT, "autoupdate")
    return yaml.safe_load(config.read_text())


@pytest.mark.verify
def test_a_policy_from_a_package(hooks: Path, tmp_path: Path) -> None:
    """`additional_dependencies` installs the organisation's package beside the hook, where `extends:` finds it."""
    package = tmp_path / "acme-policy"
    (package / "acme_policy").mkdir(parents=True)
    (package / "acme_policy" / "__init__.py").write_text("")
    (package / "acme_policy" / "policyengine.yaml").write_text(BASE.replace("packs: [acme]\n", ""))
    (package / "pyproject.toml").write_text(PACKAGE)
    revision = done(hooks, "git", "rev-parse", "HEAD").strip()
    config = CONFIG.format(hooks=hooks.as_posix(), revision=revision)
    beside = f"        additional_dependencies: ['{package.as_posix()}']\n"
    config = "".join(line + (beside if "- id:" in line else "") for line in config.splitlines(keepends=True))
    folder = repository(tmp_path / "service", config)
    found, said = commit(
        folder,
        lambda _: [
            added("policyengine.yaml", "version: 1\nextends: package:acme_policy\n")(folder),
            added("llm-profile.yaml", (ROOT / "examples" / "smallest" / "llm-profile.yaml").read_text())(folder),
        ],
    )
    assert found[:2] == ["Passed", "Passed"], said


PACKAGE = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "acme-policy"
version = "1.0"
"""


def published(source: Path) -> list[dict[str, str]]:
    """Return the hooks that a repository publishes."""
    hooks: list[dict[str, str]] = yaml.safe_load((source / ".pre-commit-hooks.yaml").read_text())
    return hooks


def statuses(output: str) -> list[str]:
    """Return what pre-commit says of each hook."""
    names = ("policyengine check", "policyengine record")
    lines = [line for line in output.splitlines() if line.startswith(names) and ".." in line]
    return [line.rpartition(".")[2].rpartition(")")[2] for line in lines]
