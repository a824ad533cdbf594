"""A command killed while it writes leaves each file as it was or as it would be, and the next run ends as it should."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.cli.running import DAY, ROOT, policyengine
from tests.faults.killing import kills

pytestmark = pytest.mark.verify


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[[Path], Callable[[], Path]]:
    """Return what copies an example, without its records, to a new folder each time."""
    numbers = count()

    def copies(example: Path) -> Callable[[], Path]:
        def copy() -> Path:
            folder = tmp_path / str(next(numbers))
            shutil.copytree(example, folder, ignore=shutil.ignore_patterns("docs", "expected.txt"))
            return folder

        return copy

    return copies


def texts(folder: Path) -> dict[str, bytes]:
    """Return each file below a folder with what it holds, but for the drafts that a killed run leaves behind."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_report_is_written_whole_or_not_at_all(fresh: Callable[[Path], Callable[[], Path]]) -> None:
    """`check --output-file` over an older report: the older one or the new one is there."""
    copy = fresh(ROOT / "examples" / "smallest")
    command = ("check", ".", "--as-of", DAY, "--output-format", "json", "--output-file", "report.json")

    def with_report() -> Path:
        folder = copy()
        (folder / "report.json").write_text("older\n")
        return folder

    whole = with_report()
    assert policyengine(whole, *command).code == 0
    allowed = ({**texts(whole), "report.json": b"older\n"}, texts(whole))
    for moment, folder in kills(with_report, *command):
        left = {name: text for name, text in texts(folder).items() if not name.endswith(".tmp")}
        assert left in allowed, moment
        assert policyengine(folder, *command).code == 0
        assert (folder / "report.json").read_bytes() == allowed[1]["report.json"]


def test_a_profile_is_written_whole_or_not_at_all(fresh: Callable[[Path], Callable[[], Path]]) -> None:
    """`waive` adds a waiver to the profile: it is there as it was, or with the whole waiver."""
    copy = fresh(ROOT / "examples" / "failing")
    command = ("waive", "compliance/hipaa/self-hosting", "llm-profile.yaml", "--as-of", DAY)
    whole = copy()
    before = texts(whole)
    assert policyengine(whole, *command).code == 0
    after = texts(whole)
    assert before != after
    for moment, folder in kills(copy, *command):
        left = texts(folder)
        assert left in (before, after), moment
        assert policyengine(folder, *command).code == (0 if left == before else 2)
        assert texts(folder) == after
