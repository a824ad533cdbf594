"""`record --check --policy-from`: what may become of a final record, and what may not."""

import re
import shutil
from pathlib import Path

import pytest

from policyengine.loading.git import command
from tests.cli.cloning import commit, git
from tests.cli.running import DAY, Done, policyengine
from tests.cli.test_withdrawn import FIRST, PROFILE, compare, folder

__all__ = ["folder"]  # the fixture

RECORD = "0001-*.md"


def records(folder: Path, name: str = "a") -> Path:
    """Return the directory of a profile's records."""
    return folder / name / "docs" / "decisions"


def publish(folder: Path) -> None:
    """Let the base branch be what is here."""
    commit(folder)
    git(folder, "update-ref", "refs/remotes/origin/main", "HEAD")


def record(folder: Path, *arguments: str) -> Done:
    """Write the records of `a`."""
    done = policyengine(folder, "record", *(arguments or ("a/llm-profile.yaml",)), "--as-of", DAY)
    assert done.code == 0, done.err
    return done


def test_moves_of_a_folder(folder: Path) -> None:
    """Of one service, of all services, and of a service that nobody decided on beside them."""
    (folder / "c").mkdir()
    (folder / "c" / "llm-profile.yaml").write_text(PROFILE.replace("NAME", "a").partition("decisions:")[0])
    publish(folder)
    (folder / "apps").mkdir()
    for name in "abc":
        (folder / name).rename(folder / "apps" / name)
    commit(folder)
    done = compare(folder)
    assert (done.code, "error" in done.out) == (0, False), done.out


def test_a_shared_directory_of_records(folder: Path) -> None:
    """The settings name it, and only the profile moves."""
    (folder / "policyengine.yaml").write_text("version: 1\nrecords: {directory: ../docs/decisions}\n")
    shutil.rmtree(folder / "b")
    (folder / "docs").mkdir()
    records(folder).rename(folder / "docs" / "decisions")
    record(folder)
    publish(folder)
    (folder / "a").rename(folder / "c")
    commit(folder)
    done = compare(folder)
    assert (done.code, "error" in done.out) == (0, False), done.out
    (path,) = (folder / "docs" / "decisions").glob(RECORD)
    path.write_text(path.read_text().replace("Ada", "Eve"))
    assert "error[record-changed]: it is accepted in `origin/main`, and differs here" in compare(folder).out
    named = compare(folder, "c/llm-profile.yaml")
    assert "error[record-changed]" in named.out


def test_a_project_is_renamed(folder: Path) -> None:
    """The old record stays, and is still compared with the decision; the new name has a record, too."""
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(path.read_text().replace("name: a,", "name: another,"))
    for one in records(folder).glob("0002-*"):
        one.unlink()
    record(folder)
    done = compare(folder)
    assert (done.code, done.out.count("fresh: a/")) == (0, 3), done.out


def test_a_record_is_renumbered(folder: Path) -> None:
    """Its name and number change, and its text does not."""
    (path,) = records(folder).glob(RECORD)
    assert policyengine(folder, "records", "renumber", "a/docs/decisions", path.name, "--number", "9").code == 0
    done = compare(folder)
    assert (done.code, "record-" in done.out) == (0, False), done.out


def test_a_record_is_superseded(folder: Path) -> None:
    """That is how a decision changes."""
    path = folder / "a" / "llm-profile.yaml"
    first = FIRST.replace("status: accepted", "status: superseded, superseded_by: third")
    third = FIRST.replace("first:", "third:").replace("2026-10-01,", "2026-10-02, supersedes: first, title: Anew,")
    path.write_text(path.read_text().replace(FIRST, first + third).replace("gpt-4o,", "gpt-4o-mini,"))
    policyengine(folder, "record", "a/llm-profile.yaml", "--as-of", DAY)
    done = compare(folder)
    assert ("record-" in done.out, "withdrawn" in done.out) == (False, False), done.out


def test_a_record_is_amended(folder: Path) -> None:
    """An amendment is below the text, wherever the record goes."""
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(path.read_text().replace("classes: [phi]", "classes: [phi, pii]"))
    record(folder, "a/llm-profile.yaml", "--decision", "first", "--amend", "also names")
    record(folder)
    done = compare(folder)
    assert (done.code, "record-" in done.out) == (0, False), done.out


@pytest.mark.parametrize("layout", ["nygard", "madr2"])
def test_a_record_of_another_decision(folder: Path, layout: str) -> None:
    """In these layouts the key is in a comment; it stays, too."""
    shutil.rmtree(records(folder))
    record(folder, "a/llm-profile.yaml", "--layout", layout)
    publish(folder)
    (path,) = records(folder).glob(RECORD)
    path.write_text(path.read_text().replace('key="a/first"', 'key="a/other"'))
    done = compare(folder)
    assert (done.code, "error[record-changed]: it is accepted in" in done.out) == (1, True), done.out


def test_what_only_the_branch_adds(folder: Path) -> None:
    """A new service, and the first acceptance of a proposal; a name that another team has is no matter."""
    shutil.copytree(folder / "a", folder / "c")
    path = folder / "c" / "llm-profile.yaml"
    path.write_text(path.read_text().replace("gpt-4o,", "gpt-4o-mini,"))
    shutil.rmtree(records(folder, "c"))
    record(folder, "c/llm-profile.yaml")
    path = folder / "b" / "llm-profile.yaml"
    path.write_text(path.read_text().replace("status: proposed", "status: accepted, because: x"))
    record(folder, "b/llm-profile.yaml")
    done = compare(folder)
    assert (done.code, "error" in done.out) == (0, False), done.out


def test_whoever_runs_it_may_allow_it(folder: Path) -> None:
    """By the record's path or its profile's; a record that is still there is not allowed to differ."""
    for path in records(folder).glob("0001-*"):
        path.unlink()
    for allowed in ("a", "a/docs", "a/llm-profile.yaml"):
        done = compare(folder, ".", "--allow-removed", allowed)
        assert "is gone, which --allow-removed allows" in done.out
        assert "record-gone" not in done.out
    assert "record-gone" in compare(folder, ".", "--allow-removed", "b").out
    git(folder, "checkout", "--", ".")
    (path,) = records(folder).glob(RECORD)
    path.write_text(re.sub("Ada Lovelace", "Eve", path.read_text()))
    assert "record-changed" in compare(folder, ".", "--allow-removed", "a").out


def test_git_is_not_asked_for_each_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice for the records of a revision, and twice more where some have moved."""
    from policyengine.loading.git.revisions import revision_of
    from policyengine.records import detached, final_records
    from policyengine.records.here import Here

    for number in range(3, 30):
        (path,) = records(folder).glob(RECORD)
        (records(folder) / f"{number:04}-other.md").write_text(path.read_text().replace("a/first", f"a/{number}"))
    publish(folder)
    (folder / "a" / "docs").rename(folder / "a" / "papers")
    revision_of(str(folder), "origin/main")
    asked: list[str] = []
    real = command.run_git

    def counted(root: str, *arguments: str, stdin: bytes = b"") -> bytes:
        asked.append(arguments[0])
        return real(root, *arguments, stdin=stdin)

    monkeypatch.setattr("policyengine.loading.git.objects.run_git", counted)
    monkeypatch.setattr(final_records, "run_git", counted)
    found, _ = detached.detached(Here({}, [str(folder)], [], {}), "origin/main")
    assert sorted(asked) == ["cat-file", "cat-file", "ls-files", "ls-tree"]
    assert {one.code for one in found} <= {"record-changed"}
