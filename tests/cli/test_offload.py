"""`policyengine offload`: a log of requests, by type of task."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.request_logs import HEADER, counted
from tests.cli.running import ROOT, policyengine, python, surroundings
from tests.conftest import Golden

EXPECTED = ROOT / "tests" / "golden" / "migration"


def rows(simple: int, days: int, each: int = 10) -> list[tuple[str, str, int, int, str]]:
    """Make `each` classifications a day from 5 January 2026 on, of ten the first `simple` simple, and one chat."""
    made = []
    for day in range(days):
        stamp = f"2026-{1 + (day + 4) // 28:02}-{1 + (day + 4) % 28:02}T08:00:00Z"
        made += [
            (stamp, "classification", 400, 20, "simple" if number % 10 < simple else "complex")
            for number in range(each)
        ]
        made.append((stamp, "chat, open", 900, 300, "complex"))
    return made


def write_csv(path: Path, simple: int, days: int) -> None:
    """Write such a log as CSV; a name with a comma stands in quotes."""
    lines = [f'{stamp},"{task}",{i},{o},{word}' for stamp, task, i, o, word in rows(simple, days)]
    path.write_text("\n".join([HEADER, *lines]) + "\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_log_in_both_forms(form: str, tmp_path: Path, golden: Golden) -> None:
    """Four months: the table, the share against the published one, and the age."""
    write_csv(tmp_path / "log.csv", simple=7, days=112)
    done = policyengine(tmp_path, "offload", "log.csv", "--output-format", form)
    assert (done.code, done.err) == (0, "")
    golden.assert_equal(EXPECTED / f"candidates.{form}.txt", done.out)


@pytest.mark.parametrize(("simple", "candidate"), [(5, True), (7, True), (4, False)])
def test_sys_56_half_simple_is_a_candidate(simple: int, candidate: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's second column
    """A type of which 50 to 70 % is simple is a candidate, one below is not."""
    write_csv(tmp_path / "log.csv", simple, days=112)
    found = {task["task"]: task["candidate"] for task in counted(tmp_path, "log.csv")["tasks"]}
    assert found == {"classification": candidate, "chat, open": False}


def test_sys_56_month_two_is_too_early(tmp_path: Path) -> None:
    """The same share in the second month is too early; with an earlier start it is not."""
    write_csv(tmp_path / "log.csv", simple=6, days=45)
    early = counted(tmp_path, "log.csv")
    assert early["age"]["verdict"] == "too-early"
    assert {task["candidate"] for task in early["tasks"]} == {False}
    assert "too early" in policyengine(tmp_path, "offload", "log.csv").out
    assert counted(tmp_path, "log.csv", "--started", "2025-11-01")["age"]["verdict"] == "in-time"
    assert counted(tmp_path, "log.csv", "--started", "2025-06-01")["age"]["verdict"] == "late"


def test_the_log_is_not_written_over(tmp_path: Path) -> None:
    """A report is not worth a log."""
    write_csv(tmp_path / "log.csv", 5, 30)
    log = (tmp_path / "log.csv").read_text()
    done = policyengine(tmp_path, "offload", "log.csv", "--output-file", "log.csv")
    assert (done.code, (tmp_path / "log.csv").read_text()) == (2, log)


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    """Nested names, other columns and words: the same counts from both forms, from a file and through a pipe."""
    write_csv(tmp_path / "log.csv", simple=7, days=10)
    lines = [
        json.dumps(
            {"at": stamp, "intent": task, "usage": {"in": i, "out": o}, "complexity": {"simple": "Low"}.get(word, word)}
        )
        for stamp, task, i, o, word in rows(7, 10)
    ]
    text = "\n".join(lines)
    (tmp_path / "log.jsonl").write_text(text)
    names = [
        f"--column={name}"
        for name in ("task=intent", "timestamp=at", "input_tokens=usage.in", "output_tokens=usage.out")
    ]
    expected = counted(tmp_path, "log.csv")
    expected["complexity"] = {"Low": 70, "complex": 40}
    assert {**expected, "log": "log.jsonl"} == counted(tmp_path, "log.jsonl", *names, "--simple", "Low,none")
    done = policyengine(
        tmp_path,
        "offload",
        "-",
        "--log-form",
        "jsonl",
        *names,
        "--simple",
        "Low",
        "--output-format",
        "json",
        stdin=text,
    )
    assert {**expected, "log": "standard input"} == json.loads(done.out)


def test_without_words_length_decides_or_nothing(tmp_path: Path) -> None:
    """No column for complexity: simple by input tokens where a number is given, and unknown, not none, where not."""
    (tmp_path / "log.csv").write_text("date;type;tokens_in;tokens_out\n2026-01-05;a;100;1\n2026-05-05;a;101;1\n")
    assert counted(tmp_path, "log.csv")["tasks"][0]["simple_share"] is None
    assert counted(tmp_path, "log.csv", "--simple-tokens", "100")["tasks"][0]["simple_share"] == 0.5
    assert "states no length" in policyengine(tmp_path, "offload", "log.csv").out


MEASURED = """\
import atexit, re, sys
from policyengine.cli.main import main
status = lambda: open("/proc/self/status").read()
atexit.register(lambda: print(re.search("VmHWM: *([0-9]+) kB", status().replace("\\t", " "))[1], file=sys.stderr))
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process its peak")
def test_memory_does_not_grow_with_the_log(tmp_path: Path) -> None:
    """A million rows take no more memory than a hundred thousand, but for what the allocator gives and takes."""
    row = "2026-01-05T08:00:00Z,classification,400,20,simple\n"
    peaks = []
    for name, count in (("small.csv", 100_000), ("large.csv", 1_000_000)):
        (tmp_path / name).write_text(HEADER + "\n" + row * count)
        done = python(tmp_path, "-c", MEASURED, "offload", name)
        assert done.code == 0
        peaks.append(int(done.err))
    assert peaks[1] < peaks[0] + 10_000


def test_progress_is_for_terminals(tmp_path: Path) -> None:
    """A long log tells a terminal how far it has come, whatever its name does to one, and a pipe nothing."""
    row = "2026-01-05,a,10,1,simple" + " " * 2000 + "\n"
    (tmp_path / "l\x1b[2Jog.csv").write_text(HEADER + "\n" + row * 10_000)
    command = [sys.executable, "-m", "policyengine", "offload", "l\x1b[2Jog.csv"]
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        done = subprocess.run(
            command, cwd=tmp_path, env=surroundings(), stdout=subprocess.PIPE, stderr=theirs, check=False, timeout=120
        )
        os.close(theirs)
        shown = terminal.read(1000).decode()
    assert done.returncode == 0
    assert "l\\u{1b}[2Jog.csv: 17 MB read, 82 %" in shown
    assert shown.endswith("\r\x1b[K")
    assert policyengine(tmp_path, "offload", "l\x1b[2Jog.csv").err == ""


def test_the_former_name_works(tmp_path: Path) -> None:
    """Version 0.1.0 called the command `candidates`; help names the new one only."""
    (tmp_path / "log.csv").write_text("timestamp,task,input_tokens,output_tokens\n2026-11-01,chat,10,10\n")
    former, now = (policyengine(tmp_path, name, "log.csv") for name in ("candidates", "offload"))
    assert (former.code, former.out, former.err) == (now.code, now.out, now.err)
    assert "candidates" not in policyengine(tmp_path, "--help").out
