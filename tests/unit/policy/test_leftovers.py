"""Cache files do not pile up, and nothing of anybody else's is removed."""

import os
import time
from pathlib import Path

import pytest

from policyengine.policy.cache import MAGIC, write_cache
from policyengine.policy.leftovers import remove_unused

DAY = 24 * 60 * 60


def put(folder: Path, name: str, content: bytes, *, written: int, read: int) -> None:
    """Write a file that was last written and read so many days ago."""
    (folder / name).write_bytes(content)
    now = time.time()
    os.utime(folder / name, (now - read * DAY, now - written * DAY))


def left(folder: Path) -> list[str]:
    """Return the names that are there."""
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("written", "read", "expected"),
    [(31, 31, []), (29, 31, ["policy-0123abcd.bin"]), (31, 29, ["policy-0123abcd.bin"])],
    ids=["unused", "written", "read"],
)
def test_unused_for_a_month(tmp_path: Path, written: int, read: int, expected: list[str]) -> None:
    """A cache that nobody wrote or read for 30 days is removed."""
    put(tmp_path, "policy-0123abcd.bin", MAGIC + b"...", written=written, read=read)
    remove_unused(str(tmp_path))
    assert left(tmp_path) == expected


def test_other_versions_and_cut_runs(tmp_path: Path) -> None:
    """Files of older versions go, and what a run that was killed had begun to write."""
    for name, content in {
        "policy-00000000.bin": b"policyengine 1\n",
        "policy-00000001.bin.4711": MAGIC[:13],
        "policy-00000002.bin.9": b"",
    }.items():
        put(tmp_path, name, content, written=99, read=99)
    remove_unused(str(tmp_path))
    assert left(tmp_path) == []


def test_foreign_files_stay(tmp_path: Path) -> None:
    """Whatever differs in name, contents or kind is not ours, however old it is."""
    ours = MAGIC + b"..."
    for name, content in {
        "notes.txt": ours,
        "policy-0123abcd.bin.bak": ours,
        "policy-0123ABCD.bin": ours,
        "my-policy-0123abcd.bin": ours,
        "policy-0123abcd.bin": b"#!/bin/sh\n",
    }.items():
        put(tmp_path, name, content, written=99, read=99)
    (tmp_path / "policy-00000000.bin").symlink_to(tmp_path / "notes.txt")
    (tmp_path / "policy-00000001.bin").mkdir()
    os.utime(tmp_path / "policy-00000001.bin", (0, 0))
    before = left(tmp_path)
    remove_unused(str(tmp_path))
    assert left(tmp_path) == before
    assert len(before) == 7


def test_they_go_when_a_cache_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run that makes a cache removes the leftovers of others."""
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    put(folder, "policy-0123abcd.bin", MAGIC, written=31, read=31)
    monkeypatch.setenv("POLICYENGINE_CACHE_DIR", str(folder))
    write_cache([], [], {"a": b"one"}, b"rest")
    (name,) = left(folder)
    assert name != "policy-0123abcd.bin"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """Another process may have cleaned up: that is not an error."""
    remove_unused(str(tmp_path / "gone"))
    assert left(tmp_path) == []
