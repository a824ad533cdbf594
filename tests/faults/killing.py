"""Runs a command of policyengine and kills it, as `kill -9` does, at one of the moments when it touches a file."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.cli.running import Done, python

# Counts what changes files: opening one to write, and each call that writes, syncs, closes, moves or removes. Kills the
# process at the moment `stop`; prints how many there were to the descriptor `report` when it lives to its end.
_PROGRAM = """
import os, signal, sys
stop = int(sys.argv.pop(1))
CHANGES = {"chmod", "close", "fsync", "link", "mkdir", "open", "remove", "rename", "replace", "unlink", "write"}
FILES = {"posix", "_io"}
moments = 0

def moment():
    global moments
    moments += 1
    if moments == stop:
        os.kill(os.getpid(), signal.SIGKILL)

def opened(event, arguments):
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        moment()

def called(frame, event, function):
    if event not in ("c_call", "c_return") or function.__name__ not in CHANGES:
        return
    owner = function.__self__
    if getattr(owner, "__name__", type(owner).__module__) in FILES and (function.__name__ != "open" or moments):
        moment()

sys.addaudithook(opened)
sys.setprofile(called)
try:
    from policyengine.__main__ import main
    main()
finally:
    sys.setprofile(None)
    sys.stderr.write(f"moments: {moments}\\n")
"""


MOST = 60
"""A command that touches files more often is killed at about so many moments, from the first to the last."""


def run_until(folder: Path, moment: int, *arguments: str, **environment: str) -> Done:
    """Run `policyengine` in a folder and kill it at a moment; 0 lets it end, and its last line counts the moments."""
    return python(folder, "-B", "-c", _PROGRAM, str(moment), *arguments, **environment)


def kills(make: Callable[[], Path], *arguments: str, **environment: str) -> Iterator[tuple[int, Path]]:
    """Kill a command at moment after moment, in a folder that `make` returns; yield the moment and the folder."""
    whole = run_until(make(), 0, *arguments, **environment)
    assert whole.code == 0, whole.err
    moments = int(whole.err.rpartition("moments: ")[2])
    assert moments > 2
    for moment in sorted({1 + (moments - 1) * number // MOST for number in range(MOST + 1)}):
        folder = make()
        killed = run_until(folder, moment, *arguments, **environment)
        assert killed.code == -signal.SIGKILL, f"moment {moment}: {killed}"
        yield moment, folder
