"""A profile that moves without its records: the help says which file to move, and following it passes the gate."""

import re
import shutil
from pathlib import Path

from tests.cli.cloning import commit, git
from tests.cli.running import policyengine
from tests.cli.test_detached import record, records
from tests.cli.test_withdrawn import FIRST, compare, folder

__all__ = ["folder"]  # the fixture

WRITE = "= help: run `policyengine record {}` to write it\n"


def moved(folder: Path) -> Path:
    """Move the profile of `a` to `c` and nothing else; return the directory in which its records are expected."""
    (folder / "c").mkdir()
    git(folder, "mv", "a/llm-profile.yaml", "c/llm-profile.yaml")
    return records(folder, "c")


def test_following_the_help(folder: Path) -> None:
    """The file that it names is moved with those of the same name, and everything is fresh."""
    expected = moved(folder)
    done = compare(folder)
    named = re.findall(
        r"= help: the profile has moved without its record: move `([^`]+)` and the files beside", done.out
    )
    assert (done.code, [path.partition("/0")[0] for path in named]) == (1, ["a/docs/decisions"] * 2), done.out
    expected.mkdir(parents=True)
    for path in named:
        for each in (folder / path).parent.glob(f"{Path(path).stem}.*"):
            each.rename(expected / each.name)
    record(folder, "c/llm-profile.yaml")
    commit(folder)
    done = compare(folder)
    assert (done.code, "error" in done.out) == (0, False), done.out


def test_a_record_that_was_never_written(folder: Path) -> None:
    """Another decision has none anywhere."""
    path = folder / "a" / "llm-profile.yaml"
    path.write_text(path.read_text() + FIRST.replace("first:", "third:"))
    done = compare(folder, "a/llm-profile.yaml")
    assert (done.code, done.out.count(WRITE.format("a/llm-profile.yaml"))) == (1, 1)


def test_a_copy_of_a_profile(folder: Path) -> None:
    """The record belongs to the profile that is still there."""
    shutil.copytree(folder / "a", folder / "c", ignore=shutil.ignore_patterns("docs"))
    done = policyengine(folder, "record", "--check", "c", "--as-of", "2026-11-22")
    assert (done.code, done.out.count(WRITE.format("c/llm-profile.yaml"))) == (1, 2)
