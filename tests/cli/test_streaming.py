"""`check` prints the verdicts on a profile before it judges the next one."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import DAY, FAILING, policyengine, surroundings

PROFILES = 120
"""As many as make more text than a pipe holds, which is 64 KiB, so that the program waits for its reader."""

PIPE = 1 << 16


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with many profiles that fail."""
    for number in range(PROFILES):
        (tmp_path / f"s{number:03}").mkdir()
        text = FAILING.replace("name: chat", f"name: chat-{number}")
        (tmp_path / f"s{number:03}" / "llm-profile.yaml").write_text(text)
    return tmp_path


@pytest.mark.parametrize("name", ["text", "full", "concise"])
def test_a_profile_is_printed_before_the_next_is_judged(folder: Path, name: str) -> None:
    """While somebody reads the first line, the last profile can still change, and its change counts."""
    command = [sys.executable, "-m", "policyengine", "check", ".", "--output-format", name, "--as-of", DAY]
    whole = policyengine(folder, *command[3:])
    assert whole.code == 1
    assert len(whole.out) > 2 * PIPE
    last = folder / f"s{PROFILES - 1:03}" / "llm-profile.yaml"
    process = subprocess.Popen(command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    last.write_text("verzion: 1\n")
    with process.stdout as rest:
        out = first + rest.read()
    assert process.wait(60) == 2
    assert "unknown key `verzion`" in out
    before = whole.out[: whole.out.index(f"s{PROFILES - 1:03}/")]
    assert out.startswith(before[: before.rindex(f"s{PROFILES - 2:03}/")])


def test_mistakes_are_printed_with_their_profile(folder: Path) -> None:
    """A profile that cannot be read is reported between those before and after it; what no search finds comes first."""
    (folder / "s001" / "llm-profile.yaml").write_text("verzion: 1\n")
    done = policyengine(
        folder, "check", "s002", "s001", "s000", "nowhere", "--output-format", "concise", "--as-of", DAY
    )
    assert done.code == 2
    places = [
        line.partition(":")[0].split("/")[0] for line in done.out.splitlines()[:-3] if line.startswith(("s", "err"))
    ]
    assert done.out.startswith("error `nowhere`")
    assert list(dict.fromkeys(places)) == ["error `nowhere`", "s000", "s001", "s002"]


def test_a_wrong_selection_prints_no_verdict(folder: Path) -> None:
    """Words of the command line are checked before the first profile is judged."""
    done = policyengine(folder, "check", ".", "--select", "nothing/like-it")
    assert (done.code, done.out) == (2, "")
    assert "no rule matches `nothing/like-it`" in done.err
