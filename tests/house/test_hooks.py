"""The hooks that others install call commands that exist, and we run them on ourselves."""

import re
import shlex
import subprocess
import sys
from typing import Any

import pytest
import yaml

from policyengine.cli.exit_codes import exit_code
from policyengine.engine.session import Question
from policyengine.loading.near_names import PROFILE_NAMES, is_profile_name
from policyengine.whole_report import check
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
        "chat.llm-profile.yaml",
        ".llm-profile.yml",
        "my-llm-profile.yaml",
        "llm-profile.yaml.bak",
        "llm-profile.json",
        "llm-profil.yaml",
        "llm-profile",
        "policyengine.yaml.md",
        "my.policyengine.yaml",
    ],
)
def test_the_first_hook_takes_profiles(folder: str, name: str) -> None:
    """It takes the names by which `check` finds profiles in a directory, and no lookalikes.

    A file that is named is judged, so the pattern cannot say that a name is near: the hook that always runs refuses it.
    """
    assert (re.search(HOOKS[0]["files"], folder + name) is not None) == is_profile_name(name)


def test_the_first_hook_takes_links() -> None:
    """A profile may be a symbolic link, which pre-commit leaves out by default; ours takes the same."""
    (own,) = [hook for hook in OWN if hook["id"] == HOOKS[0]["id"]]
    for hook in (HOOKS[0], own):
        assert (hook["types"], hook["types_or"]) == ([], ["file", "symlink"])


def test_the_other_hooks_decide_for_themselves() -> None:
    """Patterns see no deleted file and cannot know what settings name, so these hooks always run."""
    for hook in HOOKS[1:]:
        assert (hook["always_run"], hook["pass_filenames"], "files" in hook) == (True, False, False)
        assert hook["entry"].endswith(" . --on-commit")


@pytest.mark.parametrize("page", ["README.md", "docs/pre-commit.md", ".pre-commit-hooks.yaml"])
def test_every_hook_is_documented(page: str) -> None:
    """The examples for copying name all of them, in their order, and no revision that there may not be."""
    text = (ROOT / page).read_text(encoding="utf-8")
    example = text[text.index("repos:") :]
    assert list(dict.fromkeys(re.findall(r"- id: (policyengine-\S+)", example))) == [hook["id"] for hook in HOOKS]
    assert set(re.findall(r"rev: (\S+)", text)) == {'""'}


def test_every_example_is_seen() -> None:
    """The published pattern matches every profile below examples/."""
    profiles = [path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").rglob("*llm-profile.y*ml")]
    assert profiles
    assert [path for path in profiles if not re.search(HOOKS[0]["files"], path)] == []


def test_we_run_our_own_hooks() -> None:
    """This repository's configuration has the published hooks, which judge its examples; `files` and `entry` differ.

    Its examples fail on purpose, so those that judge every profile do so for the examples that pass.
    """
    own = {hook["id"]: hook for hook in OWN if hook["id"].startswith("policyengine-")}
    assert list(own) == [hook["id"] for hook in HOOKS]
    assert (own[HOOKS[0]["id"]]["entry"], own[HOOKS[0]["id"]]["files"]) == (HOOKS[0]["entry"], HOOKS[0]["files"])
    for hook in HOOKS[1:]:
        command, _, _ = hook["entry"].partition(" . ")
        mine = own[hook["id"]]
        assert (mine["entry"].startswith(f"{command} "), mine["entry"].endswith(" --on-commit")) == (True, True)
        assert (mine["always_run"], mine["pass_filenames"]) == (True, False)


def test_our_own_hook_passes() -> None:
    """It judges the profiles of the examples and nothing fails, but for those that are left out: each of these does."""
    (own,) = [hook for hook in OWN if hook["id"] == HOOKS[0]["id"]]
    paths = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "examples").rglob("*llm-profile.y*ml"))]
    codes = {
        path: exit_code(check([(str(ROOT / path), None)], Question("2026-11-22")).totals, "error") for path in paths
    }
    assert {path for path, code in codes.items() if code} == {path for path in paths if re.search(own["exclude"], path)}


def test_our_hooks_need_no_clone() -> None:
    """Each of our own hooks uses what is installed; none is fetched from elsewhere."""
    assert [repo["repo"] for repo in CONFIG["repos"]] == ["local"]
    assert {hook["language"] for hook in OWN} == {"system"}
