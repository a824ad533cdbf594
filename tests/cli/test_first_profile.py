"""What somebody sees first: no profile yet, a first one, and `make demo`."""

import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from tests.cli.running import DAY, ROOT, policyengine

FIRST = ROOT / "examples" / "first-profile" / "llm-profile.yaml"
TEXT = ("--output-format", "text", "--as-of", DAY)
SOURCE = re.compile(r" *\d* *\|")


def test_without_a_profile_there_is_one_to_paste(tmp_path: Path) -> None:
    """It has twelve lines, and is judged as it stands."""
    done = policyengine(tmp_path, "check", *TEXT)
    assert done.code == 3
    pasted = textwrap.dedent(done.err.partition("`policyengine check`:\n\n")[2])
    assert len(pasted.splitlines()) == 12
    (tmp_path / "llm-profile.yaml").write_text(pasted, encoding="utf-8")
    again = policyengine(tmp_path, "check", *TEXT)
    assert (again.err, "checked 1 profile, 1 workload" in again.out) == ("", True)
    assert again.out.splitlines()[-1].startswith("failed: none; ")


def test_json_has_no_profile_to_paste(tmp_path: Path) -> None:
    """What programs read is the report alone."""
    assert "To start" not in policyengine(tmp_path, "check", "--output-format", "json").err


def test_a_first_profile_takes_sixty_lines(tmp_path: Path) -> None:
    """Under all shipped rules; no line is wider than 120 columns but for source lines."""
    shutil.copy(FIRST, tmp_path)
    lines = policyengine(tmp_path, "check", *TEXT).out.splitlines()
    assert len(lines) <= 60
    assert [line for line in lines if len(line) > 120 and not SOURCE.match(line)] == []


def test_failures_come_before_what_is_undecided(tmp_path: Path) -> None:
    """A person who reads the first block reads the worst failure; the last line separates the two."""
    shutil.copy(ROOT / "examples" / "failing" / "llm-profile.yaml", tmp_path)
    lines = policyengine(tmp_path, "check", *TEXT).out.splitlines()
    headings = [line for line in lines if re.match(r"(error|warning|note)\[", line)]
    assert headings == sorted(headings, key=lambda line: ("error", "warning", "note").index(line.partition("[")[0]))
    table = next(number for number, line in enumerate(lines) if line.startswith("llm-profile.yaml: undecided: "))
    assert table > lines.index(headings[-1])
    assert re.fullmatch(
        r"failed: \d+ errors?, \d+ warnings?; undecided: \d+ mandatory, \d+ other; passed: \d+ \(exit code 1\)",
        lines[-1],
    )


def test_a_line_a_verdict(tmp_path: Path) -> None:
    """`concise` prints what editors and scripts take apart."""
    shutil.copy(FIRST, tmp_path)
    out = policyengine(tmp_path, "check", "--as-of", DAY, "--output-format", "concise").out.splitlines()
    verdicts = [line for line in out if line.startswith("llm-profile.yaml:")]
    form = re.compile(r"llm-profile\.yaml:\d+:\d+: (error|warning|note) [a-z0-9-]+(/[a-z0-9-]+)+ \S.*")
    assert [line for line in verdicts if not form.fullmatch(line)] == []
    assert len(verdicts) == len(out) - 3


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_the_demo_takes_a_hundred_lines() -> None:
    """A failing check, a passing one, the beginning of a record, and where to look next."""
    done = subprocess.run(["make", "-s", "demo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) <= 100
    assert [line for line in done.stdout.splitlines() if line.startswith("$ ")] == [
        "$ policyengine check examples/failing --select category:compliance",
        "$ policyengine check examples/smallest",
        "$ policyengine record examples/patient-chatbot/llm-profile.yaml",
    ]
