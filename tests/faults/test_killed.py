"""A command killed while it writes leaves each file as it was or as it would be, and the next run ends as it should."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.cli.running import DAY, EXAMPLE, ROOT, policyengine
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


def test_records_are_written_whole_or_not_at_all(fresh: Callable[[Path], Callable[[], Path]]) -> None:
    """`record` writes several files: each is missing or whole, and the next run completes them."""
    copy = fresh(EXAMPLE)
    command = ("record", "llm-profile.yaml")
    whole = copy()
    before = texts(whole)
    assert policyengine(whole, *command).code == 0
    after = texts(whole)
    assert len(after) > len(before) + 2
    for moment, folder in kills(copy, *command):
        left = texts(folder)
        assert {name: text for name, text in left.items() if after[name] != text} == {}, moment
        assert policyengine(folder, *command).code == 0, moment
        assert texts(folder) == after, moment


def test_a_price_set_is_written_whole_or_not_at_all(fresh: Callable[[Path], Callable[[], Path]]) -> None:
    """`catalog update` over an older set: the older one or the new one is there."""
    copy = fresh(ROOT / "examples" / "smallest")
    command = ("catalog", "update", "--output-file", "acme-prices.yaml", "--as-of", DAY)
    older = copy()
    assert (
        policyengine(older, "catalog", "update", "--output-file", "acme-prices.yaml", "--as-of", "2025-06-01").code == 0
    )
    text = (older / "acme-prices.yaml").read_bytes()

    def with_older() -> Path:
        folder = copy()
        (folder / "acme-prices.yaml").write_bytes(text)
        return folder

    whole = with_older()
    assert policyengine(whole, *command).code == 0
    new = (whole / "acme-prices.yaml").read_bytes()
    assert new != text
    for moment, folder in kills(with_older, *command):
        assert (folder / "acme-prices.yaml").read_bytes() in (text, new), moment
    assert policyengine(folder, *command).code == 0
    assert (folder / "acme-prices.yaml").read_bytes() == new


def test_a_cache_is_written_whole_or_not_at_all(fresh: Callable[[Path], Callable[[], Path]], tmp_path: Path) -> None:
    """A run that dies while it writes the cache leaves one that the next run refuses or that says the same."""
    copy = fresh(ROOT / "examples" / "smallest")
    command = ("check", ".", "--as-of", DAY)
    expected = policyengine(copy(), *command)
    cache = tmp_path / "cache"

    def without_cache() -> Path:
        shutil.rmtree(cache, ignore_errors=True)
        return copy()

    for moment, folder in kills(without_cache, *command, POLICYENGINE_CACHE_DIR=str(cache)):
        assert policyengine(folder, *command, POLICYENGINE_CACHE_DIR=str(cache)) == expected, moment
        assert len([path for path in cache.iterdir() if path.suffix == ".bin"]) == 1, moment
