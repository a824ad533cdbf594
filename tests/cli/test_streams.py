"""Pipes that close, terminals that are none, encodings that are not UTF-8, and output files."""

import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.running import DAY, FAILING, GOOD, ROOT, policyengine, python, surroundings
from tests.cli.test_exit_codes import RULE

POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX's pipes and signals")


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """Return a folder with a profile that fails."""
    (tmp_path / "llm-profile.yaml").write_text(FAILING)
    return tmp_path


@POSIX
def test_a_reader_that_goes(failing: Path) -> None:
    """A closed pipe is no error, and the exit code is still that of the verdicts."""
    command = f'"{sys.executable}" -m policyengine check {" ".join(RULE)} | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command], cwd=failing, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_streams(failing: Path, closed: str) -> None:
    """A stream that was never open is not needed."""
    command = f'"{sys.executable}" -m policyengine check {" ".join(RULE)} {closed}'
    done = subprocess.run(
        ["bash", "-c", command], cwd=failing, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk(failing: Path) -> None:
    """Output that cannot be written is a mistake with exit code 2."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policyengine", "check", *RULE],
            cwd=failing, env=surroundings(), stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    expected = "error: standard output: no space left on device\n  = help: use --output-file PATH\n\n"
    assert (done.returncode, done.stderr) == (2, expected)


def heed_interrupts() -> None:
    """Take away that the run of the tests may itself have been started in the background, where Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@POSIX
def test_interrupted(tmp_path: Path) -> None:
    """Ctrl-C exits 130 without a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-m", "policyengine", "check", "-"], cwd=tmp_path, env=surroundings(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_interrupts,  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)  # it waits for standard input, with everything loaded
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


@POSIX
@pytest.mark.parametrize("module", ["click", "yaml"])
def test_an_interrupt_while_it_loads(tmp_path: Path, module: str) -> None:
    """Ctrl-C exits 130 without a traceback from the first import on, for the script as for `python -m`."""
    (tmp_path / f"{module}.py").write_text(
        "import os, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "os.kill(os.getpid(), signal.SIGINT)\n"
    )
    entry = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]["policyengine"]
    imported, _, called = entry.partition(":")
    script = f"from {imported} import {called}; {called}()"
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    for arguments in (["-m", "policyengine", "check"], ["-c", script, "check"]):
        done = python(tmp_path, *arguments, PYTHONPATH=paths)
        assert (done.code, done.out, done.err.strip()) == (130, "", "")


def test_standard_input_takes_its_settings_from_its_name(tmp_path: Path) -> None:
    """`-` is judged as if it stood at --stdin-filename."""
    (tmp_path / "policyengine.yaml").write_text("version: 1\nseverities: {compliance/hipaa/self-hosting: note}\n")
    (tmp_path / ".git").mkdir()
    elsewhere = tmp_path / "deep" / "er"
    elsewhere.mkdir(parents=True)
    judged = policyengine(elsewhere, "check", "-", *RULE, stdin=FAILING.encode())
    named = policyengine(elsewhere, "check", "-", *RULE, "--stdin-filename", "svc.yaml", stdin=FAILING.encode())
    assert judged.code == named.code == 0
    assert named.out.startswith("note[compliance/hipaa/self-hosting]: ")
    assert "--> svc.yaml:8:" in named.out
    assert "--> llm-profile.yaml:8:" in judged.out


def test_bad_standard_input(tmp_path: Path) -> None:
    """What is wrong with standard input is told like what is wrong with a file."""
    done = policyengine(tmp_path, "check", "-", "--as-of", DAY, stdin=b"version: \xff\n")
    assert done.code == 2
    assert "--> llm-profile.yaml:1:10\n" in done.out


def test_bytes_do_not_depend_on_the_stream(failing: Path) -> None:
    """Output is UTF-8 whatever the locale, and plain where there is no terminal, unless colour is asked for."""
    profile = FAILING.replace("chat:", "gespräch-日本:")
    (failing / "llm-profile.yaml").write_text(profile.replace("gespräch-日本", "chat").replace("patients'", "日本"))
    plain = policyengine(failing, "check", *RULE)
    ascii_only = policyengine(
        failing, "check", *RULE, PYTHONIOENCODING="ascii:strict", PYTHONUTF8="0", LC_ALL="POSIX", NO_COLOR=""
    )
    assert ascii_only == plain
    assert "\x1b" not in plain.out
    assert "\x1b[" in policyengine(failing, "check", *RULE, "--color").out


def test_an_output_file(failing: Path) -> None:
    """The report is written whole, through a link too, and devices are written to, not replaced."""
    report = failing / "report.txt"
    (failing / "link.txt").symlink_to("report.txt")
    printed = policyengine(failing, "check", *RULE)
    assert policyengine(failing, "check", *RULE, "--output-file", "link.txt") == (1, "", "")
    assert report.read_text(encoding="utf-8") == printed.out
    assert (failing / "link.txt").is_symlink()
    assert policyengine(failing, "check", *RULE, "--output-file", os.devnull).code == 1
    assert not Path(os.devnull).is_file()
    expected = "error: `no/such/report.txt`: no such file or directory\n"
    expected += "  = help: write to another path with --output-file\n\n"
    assert policyengine(failing, "check", *RULE, "--output-file", "no/such/report.txt") == (2, "", expected)
    assert policyengine(failing, "check", *RULE, "--output-file", ".").code == 2
    assert {path.name for path in failing.iterdir()} == {"llm-profile.yaml", "report.txt", "link.txt"}


def test_a_bug_of_ours(tmp_path: Path) -> None:
    """An internal error says that it is one and what to report; it exits 2 and shows no traceback."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    program = (
        "import sys, policyengine.pipeline as p\n"
        "def judge(*_): raise KeyError('\\x1b[2J')\n"
        "p.judge = judge\n"
        "sys.argv = ['policyengine', 'check']\n"
        "from policyengine.cli.main import main; main()\n"
    )
    done = python(tmp_path, "-c", program)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "internal error: KeyError in __main__:2: '\\x1b[2J'\n  = help: this is a bug in policyengine"
    )
    assert "Traceback" not in done.err
