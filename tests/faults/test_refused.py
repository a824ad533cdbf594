"""A full disk, a folder that cannot be written, a damaged cache: the same verdicts, or a mistake that says so."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

from tests.cli.running import DAY, EXAMPLE, ROOT, Done, policyengine, python, surroundings

pytestmark = pytest.mark.verify

SMALLEST = ROOT / "examples" / "smallest"
NOBODY = 65534
# Ends before it writes more than so many bytes to a file: as on a full disk, or killed in the middle of a write.
_LIMITED = """
import resource, signal, sys
size, action = int(sys.argv.pop(1)), sys.argv.pop(1)
signal.signal(signal.SIGXFSZ, signal.SIG_DFL if action == "kill" else signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from policyengine.__main__ import main
main()
"""


def limited(folder: Path, size: int, action: str, *arguments: str, **environment: str) -> Done:
    """Run `policyengine` where no file may grow beyond a size: `refuse` fails the write, `kill` ends the process."""
    return python(folder, "-B", "-c", _LIMITED, str(size), action, *arguments, **environment)


def example(source: Path, target: Path) -> Path:
    """Copy an example without its records."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("docs", "expected.txt"))
    return target


def files(folder: Path) -> dict[str, bytes]:
    """Return each file below a folder with what it holds, but for drafts."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found if path.suffix != ".tmp"}


@pytest.mark.parametrize("action", ["refuse", "kill"])
@pytest.mark.parametrize("size", [0, 1, 100, 1000, 4096])
@pytest.mark.parametrize(
    ("source", "command"),
    [
        (EXAMPLE, ("record", "llm-profile.yaml")),
        (ROOT / "examples" / "failing", ("waive", "compliance/hipaa/self-hosting", "llm-profile.yaml", "--as-of", DAY)),
        (ROOT / "examples" / "failing", ("check", ".", "--as-of", DAY, "--output-file", "report.txt")),
        (SMALLEST, ("catalog", "update", "--output-file", "acme-prices.yaml", "--as-of", DAY)),
    ],
    ids=["record", "waive", "output-file", "catalog-update"],
)
def test_a_full_disk(tmp_path: Path, source: Path, command: tuple[str, ...], size: int, action: str) -> None:
    """No file is half-written: exit 2 with the reason, or dead, and every file is as it was or as it would be."""
    folder, whole = example(source, tmp_path / "limited"), example(source, tmp_path / "whole")
    policyengine(whole, *command)
    before, after = files(folder), files(whole)
    done = limited(folder, size, action, *command)
    left = files(folder)
    assert {name for name, text in left.items() if text not in (before.get(name), after.get(name))} == set()
    if action == "kill":
        assert done.code == -signal.SIGXFSZ
    else:
        assert (done.code, "Traceback" in done.err, left) == (2, False, before)
        assert "file too large" in done.err.lower()
        assert "  = help: " in done.err
        assert not (folder / "docs").exists()


@pytest.mark.parametrize("action", ["refuse", "kill"])
@pytest.mark.parametrize("size", [0, 10, 5000])
def test_a_full_disk_under_the_cache(tmp_path: Path, size: int, action: str) -> None:
    """A cache that cannot be written costs time, and one that is cut short is never read."""
    folder, cache = example(SMALLEST, tmp_path / "smallest"), str(tmp_path / "cache")
    command = ("check", ".", "--as-of", DAY)
    expected = policyengine(folder, *command)
    done = limited(folder, size, action, *command, POLICYENGINE_CACHE_DIR=cache)
    assert done == expected if action == "refuse" else done.code == -signal.SIGXFSZ
    assert policyengine(folder, *command, POLICYENGINE_CACHE_DIR=cache) == expected


def test_a_damaged_cache_is_never_believed(tmp_path: Path) -> None:
    """Cut at any of 40 places, or with a bit turned there: the same report, and a cache that is whole again."""
    folder, cache = example(ROOT / "examples" / "failing", tmp_path / "failing"), tmp_path / "cache"
    command = ("check", ".", "--as-of", DAY)
    expected = policyengine(folder, *command, POLICYENGINE_CACHE_DIR=str(cache))
    (kept,) = cache.glob("*.bin")
    data = kept.read_bytes()
    places = range(0, len(data), len(data) // 20)
    damaged = [data[:place] for place in places]
    damaged += [data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] for place in places]
    for wrong in damaged:
        kept.write_bytes(wrong)
        assert policyengine(folder, *command, POLICYENGINE_CACHE_DIR=str(cache)) == expected


def as_nobody(folder: Path, *command: str, **environment: str) -> Done:
    """Run a program in a folder as a user who owns nothing."""
    packages = os.pathsep.join((str(ROOT), sysconfig.get_path("purelib")))
    done = subprocess.run(
        command,
        cwd=folder,
        env=surroundings(PYTHONPATH=packages, HOME=str(folder), **environment),
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def interpreter_of_nobody(folder: Path) -> str:
    """Return an interpreter of this version that every user can run; skips the test where there is none."""
    if os.getuid() != 0:
        pytest.skip("only root becomes another user")
    for path in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        try:
            if as_nobody(folder, path, "-c", "import click, yaml, policyengine").code == 0:
                return path
        except OSError:
            continue
    pytest.skip("no interpreter that another user can run")


def test_a_repository_that_cannot_be_written(tmp_path: Path) -> None:
    """A user without write access gets the same verdicts; what writes exits 2 with the reason."""
    top = Path(tempfile.gettempdir())
    for folder in (tmp_path, *(parent for parent in tmp_path.parents if top in parent.parents)):
        folder.chmod(0o755)
    folder = example(ROOT / "examples" / "failing", tmp_path / "failing")
    program = (interpreter_of_nobody(folder), "-B", "-m", "policyengine")
    before = files(folder)
    check = ("check", ".", "--output-format", "full", "--as-of", DAY)
    for cache in (tmp_path / "nowhere", folder):
        done = as_nobody(folder, *program, *check, POLICYENGINE_CACHE_DIR=str(cache))
        assert done == policyengine(folder, *check)
    for command in (
        ("waive", "compliance/hipaa/self-hosting", "llm-profile.yaml", "--as-of", DAY),
        (*check, "--output-file", "report.txt"),
    ):
        done = as_nobody(folder, *program, *command, POLICYENGINE_CACHE_DIR=str(tmp_path / "nowhere"))
        assert (done.code, "permission denied" in done.err.lower(), "Traceback" in done.err) == (2, True, False)
    assert files(folder) == before


@pytest.mark.parametrize("percent", range(5, 100, 6))
def test_an_interrupted_run_writes_nothing_half(tmp_path: Path, percent: int) -> None:
    """SIGINT at moments from the start to the end of `record`: each file is missing or whole, the next run is right."""
    folder, whole = example(EXAMPLE, tmp_path / "stopped"), example(EXAMPLE, tmp_path / "whole")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert policyengine(whole, "record", "llm-profile.yaml").code == 0
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime) * percent / 100
    after = files(whole)
    command = [sys.executable, "-B", "-m", "policyengine", "record", "llm-profile.yaml"]
    with subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    left = files(folder)
    assert {name: text for name, text in left.items() if after[name] != text} == {}
    assert policyengine(folder, "record", "llm-profile.yaml").code == 0
    assert files(folder) == after
