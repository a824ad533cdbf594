"""What `policyengine waive` leaves as it was: the rest of the text, its bytes, the file's mode, the link to it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import policyengine, surroundings
from tests.cli.test_waive import COMMENTED, HIPAA, WAIVE

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX's modes, links and limits")
ADDED = f"""\
  - rule: {HIPAA}
    workload: chat
    subject: primary
    owner:
    reason:
    approved_by:
    ticket:
    granted: 2026-11-22
    expires: 2027-05-21
    facts: """
OTHER = "{rule: license/user-limit,   expires: '2027-01-01', workload: chat}"
BLOCK = "rule: license/user-limit   # odd\n{0}  expires:    2027-01-01\n{0}  workload: 'chat'\n{0}  # done\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository; each test writes its profile."""
    (tmp_path / ".git").mkdir()
    return tmp_path


def waived(folder: Path, text: str, mark: bytes = b"") -> str:
    """Add a waiver to a profile with these bytes; give its text afterwards, with `…` for the facts."""
    path = folder / "llm-profile.yaml"
    path.write_bytes(mark + text.encode())
    assert policyengine(folder, *WAIVE) == (
        0,
        f"added a waiver of {HIPAA} to llm-profile.yaml; to be completed: owner, reason, approved_by, ticket\n",
        "",
    )
    data = path.read_bytes()
    assert data.startswith(mark)
    text = data.removeprefix(mark).decode()
    return re.sub(
        r"facts:(?:\r?\n +(?:outcome|decided|read|option|model|provider|digest|[a-z]+\.\S+):[^\r\n]*)+",
        "facts: …",
        text,
    )


TEXTS = {
    "no list": (f"{COMMENTED}\n", f"{COMMENTED}\nwaivers:\n{ADDED}…\n"),
    "no line feed at the end": (COMMENTED, f"{COMMENTED}\nwaivers:\n{ADDED}…\n"),
    "blank lines at the end": (f"{COMMENTED}\n\n\n", f"{COMMENTED}\n\n\nwaivers:\n{ADDED}…\n"),
    "empty list": (
        f"version:   1\nwaivers: []  # mine\n{COMMENTED[11:]}\n",
        f"version:   1\nwaivers:  # mine\n{ADDED}…\n{COMMENTED[11:]}\n",
    ),
    "nothing": (f"{COMMENTED}\nwaivers:   # mine", f"{COMMENTED}\nwaivers:   # mine\n{ADDED}…\n"),
    "null": (f"{COMMENTED}\nwaivers: ~\n", f"{COMMENTED}\nwaivers:\n{ADDED}…\n"),
    "items in lines": (f"{COMMENTED}\nwaivers:\n  - {OTHER}\n", f"{COMMENTED}\nwaivers:\n  - {OTHER}\n{ADDED}…\n"),
    "items in blocks, in the middle": (
        f"version: 1\nwaivers:\n  - {BLOCK.format('  ')}\n# below\n{COMMENTED[11:]}\n",
        f"version: 1\nwaivers:\n  - {BLOCK.format('  ')}{ADDED}…\n\n# below\n{COMMENTED[11:]}\n",
    ),
    "items without indentation": (
        f"version: 1\nwaivers:\n- {BLOCK.format('')}{COMMENTED[11:]}",
        "version: 1\nwaivers:\n- "
        + BLOCK.format("")
        + "".join(f"{line[2:]}\n" for line in f"{ADDED}…".splitlines())
        + COMMENTED[11:],
    ),
    "no line feed after the last item": (
        f"{COMMENTED}\nwaivers:\n  - {OTHER}",
        f"{COMMENTED}\nwaivers:\n  - {OTHER}\n{ADDED}…\n",
    ),
}


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("before", "after"), TEXTS.values(), ids=TEXTS)
def test_not_a_byte_else_changes(folder: Path, before: str, after: str, ends: str) -> None:
    """Comments, blank lines, quotes, spacing and line ends stay; the item is written as the list is."""
    assert waived(folder, before.replace("\n", ends)) == after.replace("\n", ends)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_items_in_brackets(folder: Path, ends: str) -> None:
    """Such a list is written anew, and what stands around it keeps its comments and line ends."""
    text = waived(folder, f"{COMMENTED}\nwaivers: [{OTHER}]\n".replace("\n", ends))
    assert text.count("rule:") == 2
    assert text.startswith(COMMENTED.replace("\n", ends))
    assert text.count("\n") == text.count(ends)


def test_a_byte_order_mark(folder: Path) -> None:
    """It stays where it was, once."""
    assert waived(folder, f"{COMMENTED}\n", b"\xef\xbb\xbf") == f"{COMMENTED}\nwaivers:\n{ADDED}…\n"


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_the_mode(folder: Path, mode: int) -> None:
    """Who may read and write the file stays as it was, whatever the umask."""
    path = folder / "llm-profile.yaml"
    path.write_text(COMMENTED)
    path.chmod(mode)
    assert policyengine(folder, *WAIVE).code == 0
    assert (oct(path.stat().st_mode & 0o7777), path.stat().st_size > len(COMMENTED)) == (oct(mode), True)


@POSIX
def test_a_link(folder: Path) -> None:
    """A link to the profile stays one, and the file behind it gets the waiver."""
    (folder / "real.yaml").write_text(COMMENTED)
    (folder / "llm-profile.yaml").symlink_to("real.yaml")
    assert policyengine(folder, *WAIVE).code == 0
    assert os.readlink(folder / "llm-profile.yaml") == "real.yaml"
    assert HIPAA in (folder / "real.yaml").read_text()


@POSIX
def test_a_link_out_of_the_repository(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file elsewhere is not written to."""
    outside = tmp_path_factory.mktemp("outside") / "llm-profile.yaml"
    outside.write_text(COMMENTED)
    (folder / "llm-profile.yaml").symlink_to(outside)
    done = policyengine(folder, *WAIVE)
    assert done.code == 2
    assert done.err.startswith("error: `llm-profile.yaml`: symbolic link to a file outside the repository\n")
    assert outside.read_text() == COMMENTED


@POSIX
def test_a_disk_that_is_full(folder: Path) -> None:
    """The profile is as it was, and nothing is left beside it."""
    resource = pytest.importorskip("resource")
    (folder / "llm-profile.yaml").write_text(COMMENTED)
    policyengine(folder, "check")  # the cache is there, so that the profile is all there is to write
    done = subprocess.run(
        [sys.executable, "-m", "policyengine", *WAIVE],
        cwd=folder,
        env=surroundings(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: cannot write `")
    assert (folder / "llm-profile.yaml").read_text() == COMMENTED
    assert sorted(path.name for path in folder.iterdir()) == [".git", "llm-profile.yaml"]
