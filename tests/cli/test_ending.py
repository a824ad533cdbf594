"""How the process ends: at once, unless something is still to be done."""

import pstats
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import EXAMPLE, surroundings

CHECK = ("check", str(EXAMPLE / "llm-profile.yaml"), "--as-of", "2026-11-28")
# what is freed as the interpreter ends says so
FREED = """
import os, sys
class Freed:
    def __del__(self, write=os.write):
        write(2, b"freed")
sys.held = Freed()
"""
MAIN = "from policyengine.__main__ import main; main()"


def ended(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program of Python that ends as the command does."""
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=surroundings(), capture_output=True, text=True, check=False)


def test_it_frees_nothing() -> None:
    """The system frees what a run held; the exit code and the whole output are there all the same."""
    usual = ended(f"{FREED}import atexit; atexit.register(int); {MAIN}", *CHECK)
    quick = ended(FREED + MAIN, *CHECK)
    assert "freed" in usual.stderr
    assert (quick.returncode, quick.stdout) == (usual.returncode, usual.stdout)
    assert "freed" not in quick.stderr


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("import atexit; atexit.register(print, 'called back')", "called back"),
        (
            "import threading, time; threading.Thread(target=lambda: (time.sleep(1), print('another thread'))).start()",
            "another thread",
        ),
    ],
    ids=["callback", "thread"],
)
def test_what_others_asked_for_is_done(before: str, said: str) -> None:
    """Callbacks are called and threads end before the process does."""
    assert ended(f"{before}; {MAIN}", *CHECK).stdout.endswith(f"{said}\n")


def test_a_profile_is_written(tmp_path: Path) -> None:
    """A run under Python's profiler comes back to it."""
    profile = tmp_path / "profile"
    command = [sys.executable, "-m", "cProfile", "-o", str(profile), "-m", "policyengine", *CHECK]
    subprocess.run(command, env=surroundings(), capture_output=True, check=False)
    assert "main" in pstats.Stats(str(profile)).get_stats_profile().func_profiles
