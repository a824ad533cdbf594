"""The hooks that others install call commands that exist, and we run them on ourselves."""

import re
import shlex
import subprocess
import sys
from typing import Any

import pytest
import yaml

from policyengine.cli.exit_codes import exit_code
from policyengine.engine.bench import Question
from policyengine.loading.near_names import PROFILE_NAMES, SETTINGS_NAME, is_profile_name
from policyengine.pipeline import check
from tests.house.sources import ROOT

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
CONFIG: dict[str, Any] = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
OWN: list[dict[str, Any]] = [hook for repo in CONFIG["repos"] for hook in repo["hooks"]]


def test_hooks_are_published() -> None:
    """The first hook is the check of changed profiles."""
    assert HOOKS[0]["id"] == "policyengine-check"


@pytest.mark.parametrize("hook", HOOKS, ids=[hook["id"] for hook in HOOKS])
def test_entry_is_a_command(hook: dict[str, Any]) -> None:
    """Each hook's entry is a command of ours with flags that its help names."""
    program, *arguments = shlex.split(hook["entry"])
    flags = [argument.partition("=")[0] for argument in arguments if argument.startswith("-")]
    command = arguments[0]
    run = [sys.executable, "-c", "from policyengine.cli.main import main; main()", command, "--help"]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert program == "policyengine"
    assert done.returncode == 0, done.stderr
    assert [flag for flag in flags if flag not in done.stdout] == []


@pytest.mark.parametrize("folder", ["", "services/chat/"])
@pytest.mark.parametrize(
    "name",
    [
        *PROFILE_NAMES,
        SETTINGS_NAME,
        "chat.llm-profile.yaml",
        ".llm-profile.yml",
        "my-llm-profile.yaml",
        "llm-profile.yaml.bak",
        "llm-profile.json",
        "policyengine.yaml.md",
        "my.policyengine.yaml",
    ],
)
def test_hooks_take_their_files(folder: str, name: str) -> None:
    """Profiles, as `check` finds them in a directory, go to the one hook, settings to the other, lookalikes to none."""
    expected = {"policyengine-check": is_profile_name(name), "policyengine-check-all": name == SETTINGS_NAME}
    assert {hook["id"]: re.search(hook["files"], folder + name) is not None for hook in HOOKS} == expected


def test_every_example_is_seen() -> None:
    """The published pattern matches every profile below examples/."""
    profiles = [path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*llm-profile.y*ml")]
    assert profiles
    assert [path for path in profiles if not re.search(HOOKS[0]["files"], path)] == []


def test_we_run_our_own_hook() -> None:
    """This repository's configuration has the published check, with the same entry and files."""
    (own,) = [hook for hook in OWN if hook["id"] == HOOKS[0]["id"]]
    assert (own["entry"], own["files"]) == (HOOKS[0]["entry"], HOOKS[0]["files"])


def test_our_own_hook_passes() -> None:
    """It judges the profiles of the examples and nothing fails, but for those that are left out: each of these does."""
    (own,) = [hook for hook in OWN if hook["id"] == HOOKS[0]["id"]]
    paths = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "examples").rglob("*llm-profile.y*ml"))]
    codes = {path: exit_code(check([(str(ROOT / path), None)], Question("2026-11-22")), "error") for path in paths}
    assert {path for path, code in codes.items() if code} == {path for path in paths if re.search(own["exclude"], path)}


def test_our_hooks_need_no_clone() -> None:
    """Each of our own hooks uses what is installed; none is fetched from elsewhere."""
    assert [repo["repo"] for repo in CONFIG["repos"]] == ["local"]
    assert {hook["language"] for hook in OWN} == {"system"}
