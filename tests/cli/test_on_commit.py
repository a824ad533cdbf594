"""`--on-commit` as a hook of real git: what a commit holds counts, and a repository may have nothing to check yet."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.cloning import git
from tests.cli.running import DAY, ROOT, Done, policyengine, surroundings

HOOK = """\
#!/bin/sh
"{python}" -m policyengine check . --on-commit --as-of {day} || exit $?
"{python}" -m policyengine record --check . --on-commit --as-of {day} || exit $?
"""
NO_PROFILE = "nothing was checked yet: neither this commit nor the last one has a profile\n"
NO_DECISION = "nothing was checked yet: neither this commit nor the last one has a decision\n"
PASSING = (ROOT / "examples" / "smallest" / "llm-profile.yaml").read_text()
FAILING = (ROOT / "examples" / "failing" / "llm-profile.yaml").read_text()
DECISION = "decisions: {one: {workloads: [draft-notes], status: draft, date: 2026-10-01, makers: [Ada Lovelace]}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a repository with both commands as its hook and nothing committed."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "config", "user.name", "Ada Lovelace")
    git(tmp_path, "config", "user.email", "ada@example.org")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(HOOK.format(python=sys.executable, day=DAY))
    hook.chmod(0o755)
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    """Write a file."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def commit(folder: Path, *names: str, by: tuple[str, ...] = ()) -> Done:
    """Stage files, or everything, and commit."""
    git(folder, "add", "--all", "--", *(names or (".",)))
    done = subprocess.run(
        ["git", "commit", "--quiet", "--message=Change", *by],
        cwd=folder, env=surroundings(), capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    return Done(done.returncode, done.stdout, done.stderr)


def test_hooks_may_come_first(folder: Path) -> None:
    """The hooks, then settings, then a profile without decisions, then a first decision's absence: none fails."""
    put(folder, ".pre-commit-config.yaml", "repos: []\n")
    first = commit(folder)
    assert (first.code, NO_PROFILE in first.err, NO_DECISION in first.err) == (0, True, True)
    put(folder, "policyengine.yaml", "version: 1\n")
    second = commit(folder)
    assert (second.code, NO_PROFILE in second.err) == (0, True)
    put(folder, "llm-profile.yaml", PASSING)
    third = commit(folder)
    assert (third.code, NO_PROFILE in third.err, NO_DECISION in third.err) == (0, False, True)


def test_the_last_profile_may_not_go_unseen(folder: Path) -> None:
    """Nor may it be turned into a file that is not read; afterwards there is nothing again."""
    put(folder, "llm-profile.yaml", PASSING)
    assert commit(folder).code == 0
    git(folder, "rm", "--quiet", "llm-profile.yaml")
    gone = commit(folder)
    assert (gone.code, "error: nothing was checked: no profile in `.`" in gone.err) == (1, True)
    assert commit(folder, by=("--no-verify",)).code == 0
    put(folder, "policyengine.yaml", "version: 1\n")
    assert commit(folder).code == 0


def test_the_last_decision_may_not_go_unseen(folder: Path) -> None:
    """A profile without decisions has no records, unless it had."""
    put(folder, "llm-profile.yaml", f"{PASSING}{DECISION}")
    commit(folder, by=("--no-verify",))
    put(folder, "llm-profile.yaml", PASSING)
    gone = commit(folder)
    assert (gone.code, "no profile in `.` declares a decision" in gone.err) == (1, True)


def test_outside_a_commit_nothing_proves_nothing(folder: Path) -> None:
    """Continuous integration, where the commit that deletes the last profile is the last one."""
    commands = (("check", "."), ("record", "--check", "."))
    assert [policyengine(folder, *command, "--on-commit").code for command in commands] == [3, 3]


def test_a_submodule_may_have_held_the_profiles(folder: Path) -> None:
    """It is taken out, so what the last commit had cannot be told."""
    put(folder, "vendored/x.txt", "")
    git(folder / "vendored", "init", "--quiet")
    git(folder / "vendored", "config", "user.name", "Ada Lovelace")
    git(folder / "vendored", "config", "user.email", "ada@example.org")
    commit(folder / "vendored")
    commit(folder, by=("--no-verify",))
    git(folder, "rm", "--quiet", "--cached", "vendored")
    gone = commit(folder, ".git")
    assert (gone.code, "nothing was checked: no profile" in gone.err) == (1, True)


@pytest.mark.parametrize("name", ["draft/llm-profile.yaml", "draft/llm_profile.yaml", "draft/docs/llm-profile.json"])
def test_a_draft_that_stays_behind_is_not_judged(folder: Path, name: str) -> None:
    """It is not in the index; once it is, it fails."""
    put(folder, "llm-profile.yaml", PASSING)
    assert commit(folder).code == 0
    put(folder, name, FAILING)
    put(folder, "policyengine.yaml", "version: 1\n")
    assert commit(folder, "policyengine.yaml").code == 0
    put(folder, "policyengine.yaml", "version: 1\n# touched\n")
    assert commit(folder).code == 1


def test_a_staged_draft_is_not_part_of_a_partial_commit(folder: Path) -> None:
    """`git commit FILE` has an index of its own."""
    put(folder, "llm-profile.yaml", PASSING)
    put(folder, "policyengine.yaml", "version: 1\n")
    assert commit(folder).code == 0
    put(folder, "draft/llm-profile.yaml", FAILING)
    put(folder, "policyengine.yaml", "version: 1\n# touched\n")
    assert commit(folder, by=("policyengine.yaml",)).code == 0


def test_settings_that_stay_behind_judge_nothing(folder: Path) -> None:
    """Untracked settings beside a profile of the commit would decide about it."""
    put(folder, "svc/llm-profile.yaml", PASSING)
    assert commit(folder).code == 0
    put(folder, "svc/policyengine.yaml", "version: 1\n")
    put(folder, "policyengine.yaml", "version: 1\n")
    done = commit(folder, "policyengine.yaml")
    message = "error: `svc/policyengine.yaml` would judge profiles of this commit, and is not in it\n"
    assert (done.code, message in f"{done.out}{done.err}") == (1, True)
