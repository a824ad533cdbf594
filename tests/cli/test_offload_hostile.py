"""`policyengine offload` on logs and command lines that are wrong, and ended early."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.request_logs import HEADER, counted
from tests.cli.running import policyengine, surroundings

BAD = f"""\
{HEADER}
2026-01-05,a,10,1,simple
2026-01-05,a,ten,1,simple
2026-13-05,a,10,1,simple

2026-01-05,,10,1,simple
2026-01-05,a,10,1
2026-01-06T00:00:00+02:00,a,10,-1,simple
1767700000,a,10,1,simple
2026-01-07,"a,10,1,simple
"""


def test_rows_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    """Bad numbers, days, widths and quotes are left out, counted, and the first is placed; --strict stops at them."""
    (tmp_path / "log.csv").write_text(BAD)
    found = counted(tmp_path, "log.csv")
    assert (found["requests"], found["left_out"], found["last_day"]) == (2, 6, "2026-01-06")
    assert found["first_left_out"]["message"] == "`ten` is not a number of tokens"
    place = found["first_left_out"]["location"]
    assert (place["path"], place["line"], place["column"], place["end_column"]) == ("log.csv", 3, 14, 17)
    strict = policyengine(tmp_path, "offload", "log.csv", "--strict")
    assert strict.code == 2
    assert strict.err.splitlines()[:4] == [
        "error: `ten` is not a number of tokens",
        " --> log.csv:3:14",
        "  |",
        "3 | 2026-01-05,a,ten,1,simple",
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "this line is not one JSON object"),
        ("[1]", "this line is not one JSON object"),
        ('{"task": "a"}', "this row has no `input_tokens`"),
        (
            '{"task": "a", "input_tokens": 1.5, "output_tokens": 1, "timestamp": "2026-01-05"}',
            "`1.5` is not a number of tokens",
        ),
        ('{"task": "", "input_tokens": 1, "output_tokens": 1, "timestamp": "2026-01-05"}', "this row names no task"),
        (
            '{"task": "a", "input_tokens": 1, "output_tokens": 1, "timestamp": true}',
            "`True` is not a day, a time or seconds since 1970",
        ),
        (
            '{"task": "a", "input_tokens": NaN, "output_tokens": 1, "timestamp": "2026-01-05"}',
            "`nan` is not a number of tokens",
        ),
        (
            f'{{"task": "a", "input_tokens": {10**30}, "output_tokens": 1, "timestamp": "2026-01-05"}}',
            f"`{10**30}` is not a number of tokens",
        ),
        (
            '{"task": "a", "input_tokens": 1, "output_tokens": 1, "timestamp": -1}',
            "`-1` is not a day, a time or seconds since 1970",
        ),
        (
            '{"task": "a", "input_tokens": 1, "output_tokens": 1, "timestamp": "2026-01-05", "complexity": [1]}',
            "the complexity of this row is not text: `[1]`",
        ),
        ('{"task": "a", "task": "b"}', "the key `task` appears twice in this object"),
        ("[" * 100_000, "this line is not one JSON object"),
        ('{"a": 1} {"b": 2}', "this line is not one JSON object"),
        (
            '{"task": "a", "input_tokens": "12", "output_tokens": 1, "timestamp": "2026-01-05"}',
            '`"12"` is not a number of tokens',
        ),
        (
            f'{{"task": "a", "input_tokens": {"7" * 1_000_000}, "output_tokens": 1, "timestamp": "2026-01-05"}}',
            "a number here has 1,000,000 digits, more than any number of tokens",
        ),
    ],
)
def test_lines_that_cannot_be_read_are_counted(line: str, message: str, tmp_path: Path) -> None:
    """Each wrong line is left out, with what is wrong with it."""
    good = '{"task": "a", "input_tokens": 1, "output_tokens": 1, "timestamp": 1767600000}'
    (tmp_path / "log.jsonl").write_text(f"{good}\n{line}\n\n{good}\n")
    found = counted(tmp_path, "log.jsonl")
    assert (found["requests"], found["left_out"], found["first_left_out"]["message"]) == (2, 1, message)
    assert found["first_left_out"]["location"]["line"] == 2


def test_a_path_may_lead_nowhere_and_a_name_may_have_dots(tmp_path: Path) -> None:
    """A key may have dots in it; where none is called so they are a path, and a row in which it ends is left out."""
    flat = '{"task": "a", "gen_ai.in": 5, "usage": {"out": 1}, "time": "2026-01-05"}'
    broken = flat.replace('{"out": 1}', "7")
    names = ("--column", "input_tokens=gen_ai.in", "--column", "output_tokens=usage.out")
    (tmp_path / "log.jsonl").write_text(f"{flat}\n{broken}\n")
    found = counted(tmp_path, "log.jsonl", *names)
    assert (found["requests"], found["first_left_out"]["message"]) == (1, "this row has no `usage.out`")


def test_words_may_begin_late(tmp_path: Path) -> None:
    """The first object need not say how complex it is; where only some say it, that is told."""
    row = '{"task": "a", "input_tokens": 5, "output_tokens": 1, "time": "2026-01-05"'
    (tmp_path / "log.jsonl").write_text(f'{row}}}\n{row}, "complexity": null}}\n{row}, "complexity": "simple"}}\n')
    assert counted(tmp_path, "log.jsonl")["complexity"] == {"simple": 1}
    out = policyengine(tmp_path, "offload", "log.jsonl").out
    assert "simple share: unknown: 1 of 3 requests have a complexity" in out.splitlines()


def test_bytes_that_are_not_utf_8_spoil_their_line_only(tmp_path: Path) -> None:
    """One bad row among good ones, whatever the form of line ends."""
    rest = b"2026-01-05,a,1,1,simple\r\n2026-01-05,\xff,1,1,simple\r\n2026-01-05,a,1,1,simple\r\n"
    (tmp_path / "log.csv").write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n" + rest)
    found = counted(tmp_path, "log.csv")
    assert (found["requests"], found["first_left_out"]["message"]) == (2, "this line is not UTF-8")


def test_rows_cross_the_chunks_in_which_a_log_is_read(tmp_path: Path) -> None:
    """Plain rows, then quoted ones over two lines, over several chunks: nothing is lost or told twice."""
    plain, quoted = "2026-01-05,a,10,1,simple\n", '2026-01-05,"b\nc",10,1,simple\n'
    (tmp_path / "log.csv").write_text(HEADER + "\n" + plain * 100_000 + quoted * 100_000)
    found = counted(tmp_path, "log.csv")
    assert (found["requests"], found["left_out"]) == (200_000, 0)
    assert [task["requests"] for task in found["tasks"]] == [100_000, 100_000]


def test_what_is_no_log_is_told(tmp_path: Path) -> None:
    """A missing column, a wrong name, an empty file, a log of prompts: exit 2 or 3, with what to do."""
    (tmp_path / "log.csv").write_text("date,kind,tokens_in\n2026-01-05,a,1\n")
    done = policyengine(tmp_path, "offload", "log.csv")
    assert done.code == 2
    assert "error: no column `task` in the log" in done.err
    assert "--column task=…; the log has date, kind, tokens_in" in done.err
    assert policyengine(tmp_path, "offload", "log.txt").code == 2
    assert policyengine(tmp_path, "offload", "log.csv", "--column", "tasks=kind").code == 2
    (tmp_path / "log.csv").write_text(HEADER + "\n")
    assert policyengine(tmp_path, "offload", "log.csv").code == 3
    prompts = [f"2026-01-05,prompt {number},1,1,simple" for number in range(1001)]
    (tmp_path / "log.csv").write_text("\n".join([HEADER, *prompts]))
    done = policyengine(tmp_path, "offload", "log.csv")
    assert done.err.splitlines()[:2] == ["error: the log has more than 1,000 types of task", "    --> log.csv:1002:1"]
    (tmp_path / "log.csv").write_text("\n".join([HEADER, prompts[0], f"2026-01-05,{'p' * 201},1,1,simple"]))
    done = policyengine(tmp_path, "offload", "log.csv")
    first = "error: the log has more than 200 characters in a type of task"
    assert done.err.splitlines()[:2] == [first, " --> log.csv:3:1"]
    assert policyengine(tmp_path, "offload", "nothing.csv").err.startswith("error: `nothing.csv`: no such file")


@pytest.mark.parametrize("count", ["١٢", "1_0", "+1", "1\u0660", "²", "0x1", "1.0", ""])
@pytest.mark.parametrize("quote", ["", '"'])
def test_only_ascii_digits_are_numbers_of_tokens(count: str, quote: str, tmp_path: Path) -> None:
    """Python reads more than other readers of CSV do."""
    good = f"2026-01-05,{quote}a{quote},10, 1 ,simple"
    bad = f"2026-01-05,{quote}a{quote},10,{count},simple"
    (tmp_path / "log.csv").write_text(f"{HEADER}\n{good}\n{bad}\n{good}")
    found = counted(tmp_path, "log.csv")
    assert (found["requests"], found["left_out"]) == (2, 1)
    assert found["first_left_out"]["message"] == f"`{count}` is not a number of tokens"
    assert found["first_left_out"]["location"]["line"] == 3


@pytest.mark.parametrize("stamp", ["١٧٦٧٦٠٠٠٠٠", "1_767_600_000", "٢٠٢٦-01-05"])
def test_only_ascii_digits_are_times(stamp: str, tmp_path: Path) -> None:
    """The same for seconds and days."""
    rows = [HEADER, "1767600000,a,1,1,simple", f"{stamp},a,1,1,simple"]
    (tmp_path / "log.csv").write_text("\n".join(rows))
    found = counted(tmp_path, "log.csv")
    assert found["first_left_out"]["message"] == f"`{stamp}` is not a day, a time or seconds since 1970"


ROW = "2026-01-05,a,10,1,simple"


@pytest.mark.parametrize(
    ("data", "code", "first"),
    [
        (b"", 2, "error: the log has no header"),
        (b"\n\n", 2, "error: the log has no header"),
        (f"{HEADER}\n".encode(), 3, "error: `log.csv`: no requests"),
        (f"{HEADER}\n{ROW}\n".encode("utf-16"), 2, "error: this line is not UTF-8"),
        (f"{HEADER}\r{ROW}\r".encode(), 2, "error: lines end in carriage returns alone"),
        (f"{HEADER},task\n{ROW},b\n".encode(), 2, "error: the log has 2 columns `task`"),
        (f'{HEADER},"\n{ROW},b\n'.encode(), 2, "error: the header is not CSV: unexpected end of data"),
        (f"{HEADER}\n{'x' * 5_000_000}".encode(), 2, "error: this line is longer than 4,194,304 bytes"),
        (f"{HEADER}\n{'x' * 4_200_000}\n{ROW}\n".encode(), 2, "error: this line is longer than 4,194,304 bytes"),
        (f"{HEADER}\n{ROW.replace('a', 'a' * 201)}\n".encode(), 2, "error: the log has more than 200 characters"),
        (f"{HEADER}\n{ROW.replace('10', '9' * 5000)}\n".encode(), 2, f"error: `{'9' * 60}…` is not a number of tokens"),
        (f"{HEADER}\n{ROW.replace('10', 'NaN')}\n".encode(), 2, "error: `NaN` is not a number of tokens"),
    ],
    ids=range(12),
)
def test_hostile_logs_are_told(data: bytes, code: int, first: str, tmp_path: Path) -> None:
    """Whatever the bytes are: one message, and no report."""
    (tmp_path / "log.csv").write_bytes(data)
    done = policyengine(tmp_path, "offload", "log.csv")
    assert (done.code, done.out) == (code, "")
    assert done.err.splitlines()[0].startswith(first)


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["."], "error: the name `.` does not end in a known extension"),
        ([".", "--log-form", "csv"], "error: `.`: a directory, not a file"),
        (["pipe.csv"], "error: `pipe.csv`: not a regular file"),
        (["log.csv", "--simple-tokens", "-1"], "error: --simple-tokens is negative"),
        (["log.csv", "--simple", ","], "error: --simple is empty"),
        (["log.csv", "--column", "task=a", "--column", "task=b"], "error: --column names `task` twice"),
        (["log.csv", "--started", "2026-01-06"], "error: --started 2026-01-06 is after a request of 2026-01-05"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: list[str], first: str, tmp_path: Path) -> None:
    """A folder, a named pipe, numbers and words that mean nothing: exit 2, and what to write."""
    (tmp_path / "log.csv").write_text(f"{HEADER}\n{ROW}\n")
    os.mkfifo(tmp_path / "pipe.csv")
    done = policyengine(tmp_path, "offload", *arguments)
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", first)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a file that opens and cannot be read")
def test_a_log_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """What goes wrong while it is read is told like what goes wrong before."""
    done = policyengine(tmp_path, "offload", "/proc/self/mem", "--log-form", "csv")
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", "error: `/proc/self/mem`: input/output error")


def test_who_stops_it_gets_no_traceback(tmp_path: Path) -> None:
    """Ctrl-C while a log is read from a pipe: exit 130, in silence."""
    words = ["policyengine", "offload", "-", "--log-form", "csv"]
    # A shell's background job ignores the signal, and so would what it starts.
    code = (
        f"import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); sys.argv = {words}; "
        "from policyengine.cli.main import main; print('ready', flush=True); main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdin is not None
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        # More than a pipe holds: the log is being read when this is over.
        run.stdin.write(f"{HEADER}\n{ROW}\n".encode() + f"{ROW}\n".encode() * 100_000)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out, err.strip()) == (130, b"", b"")


def test_who_stops_reading_is_no_error(tmp_path: Path) -> None:
    """`policyengine offload … | head -1` ends well."""
    (tmp_path / "log.csv").write_text(f"{HEADER}\n{ROW}\n")
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "policyengine", "offload", "log.csv"]
    with os.fdopen(theirs, "wb") as gone:
        done = subprocess.run(
            command, cwd=tmp_path, env=surroundings(), stdout=gone, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_name_steers_no_terminal(tmp_path: Path) -> None:
    """Escapes in a task are shown as what they are, and the table stays straight."""
    (tmp_path / "log.csv").write_text(f"{HEADER}\n{ROW.replace('a', chr(27) + '[31mred' + chr(0x202E))}\n{ROW}\n")
    head, *table = policyengine(tmp_path, "offload", "log.csv").out.splitlines()[2:5]
    assert [len(line) for line in table] == [head.index("candidate") + len("too early")] * 2
    assert table[0].startswith("\\u{1b}[31mred\\u{202e}")


def test_the_same_log_gives_the_same_bytes(tmp_path: Path) -> None:
    """In any order of its rows, in any time zone and with any seed for hashes."""
    lines = [f"{day},{task},10,1,simple" for day in ("2026-01-05", "2026-05-05") for task in "cab"]
    said = set()
    for number, order in enumerate((lines, lines[::-1])):
        (tmp_path / "log.csv").write_text("\n".join([HEADER, *order]))
        for form in ("text", "json"):
            changed = {"PYTHONHASHSEED": str(number), "TZ": ("Pacific/Kiritimati", "America/Lima")[number]}
            said.add(policyengine(tmp_path, "offload", "log.csv", "--output-format", form, **changed).out)
    assert len(said) == 2
