"""`check --policy-from REF`: the branch's own settings do not count yet, and have to be right all the same."""

import os
import stat
from pathlib import Path

from tests.cli.cloning import PROFILE, TOP, commit, git
from tests.cli.running import DAY, Done, policyengine

OWN = "the settings of the branch judge once they are merged, so they must be correct"
SAFE = PROFILE.replace("[phi]", "[public]")


def check(folder: Path, *arguments: str, **environment: str) -> Done:
    """Check everything by the base branch."""
    return policyengine(folder, "check", ".", "--as-of", DAY, "--policy-from", "origin/main", *arguments, **environment)


def test_settings_that_would_let_no_later_run_pass(clone: Path) -> None:
    """A mistake is reported with its line and the reason; what the revision has itself is reported once."""
    assert OWN not in check(clone).out
    (clone / "policyengine.yaml").write_text(f"{TOP}severity: {{}}\n")
    done = check(clone)
    assert (done.code, " --> policyengine.yaml:5:1" in done.out, OWN in done.out) == (2, True, True)
    assert "error[compliance/hipaa/self-hosting]" in done.out
    (clone / "policyengine.yaml").write_text(f"{TOP}severities: {{own/unknown: off}}\n")
    done = check(clone)
    assert (done.code, " --> policyengine.yaml:5:" in done.out, OWN in done.out) == (2, True, True)
    (clone / "policyengine.yaml").write_text(TOP)
    (clone / "policy" / "acme" / "rules" / "own" / "hosting.yaml").write_text("title: nothing else\n")
    done = check(clone)
    assert (done.code, OWN in done.out) == (2, True)


def test_settings_that_do_not_count_yet(clone: Path) -> None:
    """A line names those that the revision does not have, or not so."""
    assert "before they are merged" not in check(clone).out
    (clone / "policyengine.yaml").write_text(f"{TOP}severities: {{compliance/hipaa/self-hosting: off}}\n")
    differs = "note: `services/chat/policyengine.yaml`: these settings are not those of origin/main, which judge"
    assert differs in check(clone).out
    git(clone, "checkout", "--quiet", "--orphan", "empty")
    git(clone, "read-tree", "--empty")
    git(clone, "commit", "--quiet", "--allow-empty", "--message=Empty")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    first = (
        "note: origin/main has no settings in place of `services/chat/policyengine.yaml`, whose settings do not count"
    )
    assert first in check(clone).out


def test_settings_of_a_branch_that_is_behind(clone: Path) -> None:
    """The branch has changed nothing, and the revision has: the note says what to do, here and of `record --check`."""
    behind = "note: `services/chat/policyengine.yaml`: origin/main has later settings, which judge; merge origin/main"
    changed = "note: `services/chat/policyengine.yaml`: these settings are not those of origin/main, which judge"
    git(clone, "checkout", "--quiet", "-b", "behind")
    later = f"{TOP}severities: {{governance/owner: error}}\n"
    (clone / "policyengine.yaml").write_text(later)
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(clone, "reset", "--quiet", "--hard", "HEAD~1")
    git(clone, "commit", "--quiet", "--allow-empty", "--message=Own")
    assert f"{behind} into this branch to have them here\n" in check(clone).out
    record = ("record", "--check", ".", "--as-of", DAY, "--policy-from", "origin/main")
    assert behind in policyengine(clone, *record).out
    (clone / "policyengine.yaml").write_text(f"{TOP}# ours\n")
    assert changed in check(clone).out
    assert changed in policyengine(clone, *record).out
    (clone / "policyengine.yaml").write_text(later)
    assert "which judge" not in policyengine(clone, *record).out


def test_git_runs_do_not_grow_with_the_number_of_directories(clone: Path) -> None:
    """Settings are read at once from a revision, however many files and directories there are."""
    tools = clone.parent / "tools"
    tools.mkdir()
    log, real = clone.parent / "log", git(clone, "--exec-path")
    wrapper = tools / "git"
    wrapper.write_text(f'#!/bin/sh\necho run >> "{log}"\nexec "{real}/git" "$@"\n')
    wrapper.chmod(wrapper.stat().st_mode | stat.S_IXUSR)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    counts = []
    for more in (3, 12):
        for number in range(more):
            (clone / "teams" / str(number)).mkdir(parents=True, exist_ok=True)
            (clone / "teams" / str(number) / "llm-profile.yaml").write_text(SAFE.replace("chat", f"chat-{number}"))
            (clone / "teams" / str(number) / "policyengine.yaml").write_text("version: 1\nextends: ../..\n")
        commit(clone)
        git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
        log.write_text("")
        assert f"checked {more + 1} profiles" in check(clone, PATH=path).out
        counts.append(len(log.read_text().splitlines()))
    assert counts[0] == counts[1]


def test_a_repository_of_another_user(clone: Path) -> None:
    """Git refuses it, and the hint is about that."""
    tools = clone.parent / "tools"
    tools.mkdir()
    (tools / "git").write_text(
        "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '$2'\" >&2\nexit 128\n"
    )
    (tools / "git").chmod(0o755)
    done = check(clone, PATH=f"{tools}{os.pathsep}{os.environ['PATH']}")
    hint = (
        f"help: another user owns the folder; if you trust it, run `git config --global --add safe.directory {clone}`"
    )
    assert (done.code, hint in f"{done.out}{done.err}") == (2, True), done
