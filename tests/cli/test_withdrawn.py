"""`record --check --policy-from`: final decisions of the revision that a pull request takes away."""

import os
from pathlib import Path

import pytest

from tests.cli.cloning import commit, git
from tests.cli.running import DAY, Done, policyengine

PROFILE = """\
version: 1
project: {name: NAME, owner: care, lifecycle: pilot}
workloads:
  ask:
    tasks: [question-answering]
    data: {classes: [phi]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
decisions:
  first: {workloads: [ask], status: accepted, because: x, date: 2026-10-01, makers: [Ada Lovelace]}
  second: {workloads: [ask], status: proposed, date: 2026-10-01, makers: [Ada Lovelace]}
"""
FIRST = "  first: {workloads: [ask], status: accepted, because: x, date: 2026-10-01, makers: [Ada Lovelace]}\n"
GONE = "error[withdrawn]: `origin/main` has the accepted decision `a/first`, "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a clone with two profiles and their records; `origin/main` has them, and a branch is checked out."""
    folder = tmp_path / "clone"
    for name in ("a", "b"):
        (folder / name).mkdir(parents=True)
        (folder / name / "llm-profile.yaml").write_text(PROFILE.replace("NAME", name))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Ada Lovelace")
    git(folder, "config", "user.email", "ada@example.org")
    for name in ("a", "b"):
        assert policyengine(folder, "record", f"{name}/llm-profile.yaml", "--as-of", DAY).code == 0
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(folder, "checkout", "--quiet", "-b", "pr")
    return folder


def compare(folder: Path, *arguments: str) -> Done:
    """Run `record --check` as continuous integration does."""
    commands = ("record", "--check", "--as-of", DAY, "--policy-from", "origin/main")
    return policyengine(folder, *commands, *(arguments or (".",)))


def without(folder: Path, part: str = FIRST, by: str = "") -> None:
    """Change the profile of `a`, and delete the records beside it."""
    path = folder / "a" / "llm-profile.yaml"
    text = path.read_text()
    assert part in text
    path.write_text(text.replace(part, by))
    for record in (folder / "a" / "docs" / "decisions").iterdir():
        record.unlink()


def test_nothing_is_withdrawn(folder: Path) -> None:
    """Neither on the branch as it is, nor when it moves a profile with its records."""
    assert "withdrawn" not in compare(folder).out
    assert compare(folder).code == 0
    (folder / "a").rename(folder / "c")
    assert (compare(folder).code, "withdrawn" in compare(folder).out) == (0, False)


def test_a_decision_that_is_gone(folder: Path) -> None:
    """The decision and its record are deleted; another decision of the profile is still checked."""
    without(folder)
    policyengine(folder, "record", "a/llm-profile.yaml", "--as-of", DAY)
    done = compare(folder)
    assert (done.code, f"{GONE}which its profile here does not declare" in done.out) == (1, True)
    assert "--> origin/main:a/llm-profile.yaml:9:3" in done.out
    assert "second`" not in done.out  # proposals come and go
    named = compare(folder, "a/llm-profile.yaml")
    assert (named.code, GONE in named.out) == (1, True)
    assert GONE not in compare(folder, "b").out
    assert policyengine(folder, "record", "--check", ".", "--as-of", DAY).code == 0


def test_a_profile_that_is_gone(folder: Path) -> None:
    """Nothing else is wrong, and other decisions are still checked."""
    git(folder, "rm", "-r", "--quiet", "a")
    commit(folder)
    done = compare(folder)
    assert (done.code, GONE in done.out) == (1, True)


@pytest.mark.parametrize("status", ["proposed", "draft", "rejected"])
def test_a_decision_that_is_taken_back(folder: Path, status: str) -> None:
    """What people have accepted is no proposal again, with a record written anew."""
    without(folder, FIRST, FIRST.replace("accepted", status))
    policyengine(folder, "record", "a/llm-profile.yaml", "--as-of", DAY)
    done = compare(folder)
    assert (done.code, f"{GONE}which is {status} here" in done.out) == (1, True)


def test_a_decision_may_be_deprecated(folder: Path) -> None:
    """That is how one ends."""
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(path.read_text().replace("status: accepted", "status: deprecated"))
    policyengine(folder, "record", "a/llm-profile.yaml", "--as-of", DAY)
    done = compare(folder)
    assert (done.code, "withdrawn" in done.out) == (0, False), done.out


def test_another_profile_with_the_same_decision_is_no_substitute(folder: Path) -> None:
    """Two profiles of one project had a decision of that name before."""
    (folder / "b" / "llm-profile.yaml").write_text(PROFILE.replace("NAME", "a"))
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    without(folder)
    assert GONE in compare(folder).out


def test_a_linked_profile_whose_target_changes(folder: Path) -> None:
    """The profile is a link on both sides."""
    path = folder / "a" / "llm-profile.yaml"
    path.rename(folder / "a" / "text.yaml")
    path.symlink_to("text.yaml")
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    text = (folder / "a" / "text.yaml").read_text()
    (folder / "a" / "text.yaml").write_text(text.replace(FIRST, ""))
    done = compare(folder)
    assert (done.code, GONE in done.out) == (1, True)


def test_a_decision_that_the_branch_never_had(folder: Path) -> None:
    """The base branch went on; merging keeps what it added."""
    git(folder, "checkout", "--quiet", "main")
    (folder / "c").mkdir()
    (folder / "c" / "llm-profile.yaml").write_text(PROFILE.replace("NAME", "c"))
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(folder, "checkout", "--quiet", "pr")
    done = compare(folder)
    assert (done.code, "withdrawn" in done.out) == (0, False)


def test_whoever_runs_it_may_allow_it(folder: Path) -> None:
    """By the path of the profile or a directory above it, and only with a revision."""
    git(folder, "rm", "-r", "--quiet", "a")
    done = compare(folder, ".", "--allow-removed", "a")
    note = "note: the decision `first` of `origin/main:a/llm-profile.yaml` is gone, which --allow-removed allows"
    assert (done.code, note in done.out) == (0, True)
    alone = policyengine(folder, "record", "--check", ".", "--allow-removed", "a")
    assert (alone.code, "--allow-removed goes with --policy-from" in alone.err) == (2, True)


def test_a_profile_that_is_only_not_on_disk(folder: Path) -> None:
    """Git tracks it, so a note says that its records were not checked."""
    os.unlink(folder / "a" / "llm-profile.yaml")
    done = policyengine(folder, "record", "--check", ".", "--as-of", DAY)
    note = "note: git tracks `a/llm-profile.yaml`, which is not on disk, so it was not judged"
    assert (done.code, note in done.out) == (0, True)
    assert GONE in compare(folder).out
