"""`check --policy-from REF`: what the revision gained after the branch left it is not missing from the branch."""

from pathlib import Path

import pytest

from tests.cli.cloning import PROFILE, commit, git
from tests.cli.running import DAY, Done, policyengine
from tests.cli.test_removals import HARMLESS, SELECT

PATH = "services/chat/llm-profile.yaml"
SAFE = PROFILE.replace("[phi]", "[public]")
UNKNOWN = "note: this clone does not contain the merge base with origin/main"


def check(folder: Path, *arguments: str) -> Done:
    """Check everything by the base branch."""
    return policyengine(folder, "check", ".", *SELECT, "--policy-from", "origin/main", *arguments)


@pytest.fixture
def moved_on(clone: Path) -> Path:
    """Let the base branch gain a profile, a workload and a stricter lifecycle after the branch left it."""
    (clone / PATH).write_text(SAFE.replace("production", "pilot"))
    commit(clone)
    git(clone, "checkout", "--quiet", "-b", "base")
    more = "  sum: {tasks: [summarization], data: {classes: [public]}}\ndecisions:\n"
    (clone / PATH).write_text(SAFE.replace("decisions:\n", more))
    (clone / "other").mkdir()
    (clone / "other" / "llm-profile.yaml").write_text(HARMLESS)
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(clone, "checkout", "--quiet", "-")
    git(clone, "commit", "--quiet", "--allow-empty", "--message=Work")
    return clone


def test_main_moved_on(moved_on: Path) -> None:
    """Nothing is missing: merging a branch that never had a file does not delete it."""
    done = check(moved_on)
    assert (done.code, "removed/" in done.out, UNKNOWN in done.out) == (0, False, False)


def test_what_both_have_is_expected(moved_on: Path) -> None:
    """A workload or lifecycle that the branch had, and a profile that it merged, count as before."""
    text = (moved_on / PATH).read_text()
    (moved_on / PATH).write_text(text.replace("  ask:", "  tell:").replace("[ask]", "[tell]").replace("public", "pii"))
    assert "error[removed/workload]: `origin/main` has the workload `ask`" in check(moved_on).out
    (moved_on / PATH).write_text(text.replace("pilot", "prototype"))
    lowered = "error[removed/lifecycle]: the lifecycle is `pilot` at `origin/main` and `prototype` here"
    done = check(moved_on)
    assert (done.code, f"{lowered}, where fewer rules apply\n --> {PATH}:2:" in done.out) == (1, True)
    allowed = check(moved_on, "--allow-removed", PATH)
    told = f"note: `{PATH}` is pilot in origin/main and prototype here, which --allow-removed allows"
    assert (allowed.code, told in allowed.out) == (0, True)
    (moved_on / PATH).write_text(text)
    git(moved_on, "merge", "--quiet", "--message=Merge", "origin/main")
    assert check(moved_on).code == 0
    git(moved_on, "rm", "--quiet", "other/llm-profile.yaml")
    assert "error[removed/profile]: `origin/main` has `other/llm-profile.yaml`" in check(moved_on).out


def test_a_clone_that_cannot_tell(moved_on: Path) -> None:
    """Everything is expected then, and a note says why and what to do."""
    shallow = moved_on.parent / "shallow"
    branch = git(moved_on, "branch", "--show-current")
    git(moved_on, "branch", "--force", "main", "origin/main")
    source = f"file://{moved_on}"
    git(moved_on.parent, "clone", "--quiet", "--depth=1", "--no-single-branch", f"--branch={branch}", source, "shallow")
    done = check(shallow)
    assert (done.code, UNKNOWN in done.out, "`other/llm-profile.yaml`, and this run" in done.out) == (1, True, True)
    git(shallow, "fetch", "--quiet", "--unshallow")
    assert check(shallow).code == 0


def test_everything_is_allowed_to_go(moved_on: Path) -> None:
    """A note says that the permission has no limits."""
    note = "note: --allow-removed allows the removal of every profile of `.`"
    assert note in check(moved_on, "--allow-removed", ".").out
    assert note not in check(moved_on, "--allow-removed", "services").out
    for empty in ("", " ", "/"):
        done = check(moved_on, "--allow-removed", empty)
        assert (done.code, done.err.splitlines()[0]) == (
            2,
            f"error: --allow-removed names no path of a repository: `{empty}`",
        )


def test_comments_in_a_linked_profile(clone: Path) -> None:
    """They count where the revision has them behind its own link."""
    rule = "compliance/hipaa/self-hosting"
    comment = f"  # policyengine: ignore[{rule}] agreed with legal on 2026-10-01\n"
    (clone / "shared.yaml").write_text(PROFILE.replace("decisions:", f"{comment}decisions:"))
    (clone / PATH).unlink()
    (clone / PATH).symlink_to("../../shared.yaml")
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    plain = policyengine(clone, "check", ".", "--as-of", DAY)
    judged = policyengine(clone, "check", ".", "--as-of", DAY, "--policy-from", "origin/main")
    assert "excuses nothing" not in judged.out
    assert judged.code == plain.code
