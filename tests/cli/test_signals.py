"""A run that is asked to stop ends at once, without a traceback, and leaves no file behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import DAY, EXAMPLE, listing, python, surroundings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX's signals")
STOPPED = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129}
READY = "from policyengine.__main__ import main; print('ready', flush=True); main()"
# sends the signal when the run calls a function for the first time; the run of the tests may itself ignore signals
AT = """
import os, signal, sys
{heed}
from policyengine.__main__ import main
import {module} as module
called = module.{function}
def stopping(*arguments, **named):
    module.{function} = called
    os.kill(os.getpid(), {signal})
    return called(*arguments, **named)
module.{function} = stopping
sys.argv = ["policyengine", *sys.argv[1:]]
main()
"""


def at(function: str, name: str, handler: str = "SIG_DFL") -> str:
    """Return a program that gets a signal as it calls a function of `os`, and begins with a handler of that signal."""
    heed = f"signal.signal(signal.{name}, signal.{handler})"
    return AT.format(heed=heed, module="os", function=function, signal=int(getattr(signal, name)))


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Make a folder with a profile that has a decision, and with its settings."""
    folder = tmp_path / "service"
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "docs", ignore_errors=True)
    return folder


def ignore_nothing() -> None:
    """Take away that the run of the tests may itself ignore signals."""
    for name in STOPPED:
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def stopped(folder: Path, name: str, delay: float) -> tuple[int, bytes]:
    """Start a check, and send it a signal some seconds after its first module is loaded; give how it ended."""
    command = [sys.executable, "-c", READY, "check", "."]
    with subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=ignore_nothing,  # noqa: PLW1509 - no threads here
    ) as run:  # fmt: skip
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        time.sleep(delay)
        run.send_signal(getattr(signal, name))
        _, err = run.communicate(timeout=60)
    return run.returncode, err


@pytest.mark.slow
@pytest.mark.parametrize("name", STOPPED)
def test_whenever_it_is_stopped(service: Path, name: str) -> None:
    """While it loads, runs, writes and ends: the code is the signal's or that of the run, and nothing is printed."""
    python(service, "-m", "policyengine", "check", ".")  # fills the cache
    codes = set()
    for step in range(16):
        code, err = stopped(service, name, step * step * 0.004)
        assert (code in {STOPPED[name], 0, 1}, err) == (True, b""), f"step {step}: exit code {code}"
        codes.add(code)
    assert STOPPED[name] in codes
    assert [path for path in listing(service) if path.endswith(".tmp")] == []


@pytest.mark.parametrize(("name", "code"), STOPPED.items())
def test_a_draft_is_removed(service: Path, name: str, code: int) -> None:
    """A signal while a record is written leaves what was there before."""
    before = listing(service)
    program = at("fsync", name)
    done = python(service, "-c", program, "record", "llm-profile.yaml", "--as-of", DAY)
    assert (done.code, done.out, done.err) == (code, "", "")
    assert listing(service) - before <= {"docs", "docs/decisions"}


def test_files_that_belong_together_are_all_put_in_place(service: Path) -> None:
    """A signal between a record and the file beside it waits until both are there."""
    program = at("replace", "SIGTERM")
    python(service, "-m", "policyengine", "check", ".", "--as-of", DAY)  # fills the cache
    done = python(service, "-c", program, "record", "llm-profile.yaml", "--as-of", DAY)
    assert (done.code, done.out, done.err) == (143, "", "")
    whole = listing(service / "docs" / "decisions")
    shutil.rmtree(service / "docs")
    assert python(service, "-m", "policyengine", "record", "llm-profile.yaml", "--as-of", DAY).code == 0
    assert whole == listing(service / "docs" / "decisions")


def test_an_ignored_signal_stays_ignored(service: Path) -> None:
    """What `nohup` or a shell's background job has a run ignore does not stop it."""
    program = at("fsync", "SIGHUP", "SIG_IGN")
    assert python(service, "-c", program, "record", "llm-profile.yaml", "--as-of", DAY).code == 0
