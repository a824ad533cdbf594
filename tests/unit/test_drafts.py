"""Drafts of killed runs are removed by the next one; those in use, and files of people, are not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from policyengine.drafts import discard_draft, put_in_place, remove_leftovers, write_draft
from tests.cli.running import surroundings

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX's locks and signals")
WRITING = """
import sys, time
from policyengine.drafts import write_draft
draft = write_draft(sys.argv[1], b"half")
print(draft.path, flush=True)
time.sleep(60)
"""


def test_a_draft_is_put_in_place_or_discarded(tmp_path: Path) -> None:
    """A draft replaces its file, or leaves it as it was; discarding twice does no harm."""
    target = tmp_path / "report.txt"
    draft = write_draft(str(target), b"new", durable=True)
    assert not target.exists()
    put_in_place(draft)
    discard_draft(draft)
    discard_draft(write_draft(str(target), b"other"))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"report.txt": b"new"}


@POSIX
def test_only_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    """As long as the run lives, its draft is locked; once it was killed, the next run removes the draft."""
    command = [sys.executable, "-c", WRITING, str(tmp_path / "report.txt")]
    with subprocess.Popen(command, env=surroundings(), stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        path = Path(run.stdout.readline().strip())
        remove_leftovers(str(tmp_path))
        assert path.read_bytes() == b"half"
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert path.exists()
    remove_leftovers(str(tmp_path))
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_files_of_people_stay(tmp_path: Path) -> None:
    """Names that only resemble ours, links and folders are not touched."""
    ours = ".report.txt.policyengine-0123456789abcdef.tmp"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("kept")
    folder = tmp_path / "folder"
    folder.mkdir()
    names = [
        ".llm-profile.yaml.20261130",
        ".report.txt.policyengine-0123.tmp",
        "report.policyengine-0123456789abcdef.tmp",
    ]
    for name in names:
        (folder / name).write_text("kept")
    (folder / ours).symlink_to(elsewhere)
    (folder / ours.replace("report", "folder")).mkdir()
    (folder / ours.replace("report", "old")).write_text("left by a killed run")
    remove_leftovers(str(folder))
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, ours, ours.replace("report", "folder")])
    assert elsewhere.read_text() == "kept"


def test_long_names_have_room(tmp_path: Path) -> None:
    """The longest name a file can have can still be written."""
    target = tmp_path / ("é" * 127)
    put_in_place(write_draft(str(target), b"x"))
    assert target.read_bytes() == b"x"
