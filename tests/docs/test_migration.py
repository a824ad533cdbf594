"""docs/migration.md is executed: its files are read, its commands work, and the numbers in it come out."""

import json
import re
from pathlib import Path

import pytest

from policyengine.loading.request_columns import NAMES
from policyengine.offload.reading import LONGEST_TASK, MOST_TASKS
from tests.cli.running import ROOT, Done, policyengine

PAGE = (ROOT / "docs" / "migration.md").read_text(encoding="utf-8")
_FILE = re.compile(r"^```(?:csv|yaml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with every file of the page."""
    for name, text in _FILE.findall(PAGE):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_commands_of_the_page_work(folder: Path) -> None:
    """Each command in the block says something and nothing on standard error; two of them have somebody act."""
    (block,) = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    done = [policyengine(folder, *line.split()[1:]) for line in block.splitlines()]
    assert [(one.code, one.err) for one in done] == [(0, ""), (0, ""), (1, ""), (1, "")]
    assert all(one.out for one in done)


def test_the_log_of_the_page_shows_a_candidate(folder: Path) -> None:
    """Four months, in which every classification is simple and the troubleshooting is not."""
    found = json.loads(policyengine(folder, "offload", "requests.csv", "--output-format", "json").out)
    assert {task["task"]: task["candidate"] for task in found["tasks"]} == {
        "classification": True,
        "troubleshooting": False,
    }


@pytest.mark.parametrize(("day", "word"), [("2026-02-07", "blocked"), ("2026-02-09", "advance")])
def test_the_status_of_the_page_says_what_comes_next(day: str, word: str, folder: Path) -> None:
    """The word that the page gives for each day."""
    done = policyengine(folder, "plan", "llm-profile.yaml", "--status", "status.yaml", "--as-of", day)
    assert _line(done, "next: ").startswith(f"next: {word}")
    assert word == "advance" or "5 days at parity of 7" in _line(done, "next: ")


def test_the_results_of_the_page_are_what_it_says(folder: Path) -> None:
    """0.90 to 0.85 is 5 points and 5.56 %."""
    done = policyengine(folder, "monitor", "results.csv")
    assert _line(done, "  worse by 5 points") == "  worse by 5 points: not above the threshold"
    assert _line(done, "  worse by 5.56 %") == "  worse by 5.56 % of the baseline: above the threshold"


def test_the_page_names_every_column_and_limit() -> None:
    """What is read by default, and how much of it, is what the page says."""
    names = [name for known in NAMES.values() for name in known]
    assert [name for name in names if f"`{name}`" not in PAGE] == []
    assert f"at most {MOST_TASKS:,} types of {LONGEST_TASK} characters" in PAGE


def test_the_schemas_of_the_page_are_there(tmp_path: Path) -> None:
    """Each schema that it names can be printed."""
    names = ["candidates", "plan", "monitoring", "migration-status", "evaluation-results"]
    assert [name for name in names if policyengine(tmp_path, "schema", name).code != 0] == []
    assert [name for name in names if name not in PAGE] == []


def _line(done: Done, start: str) -> str:
    (line,) = [line for line in done.out.splitlines() if line.startswith(start)]
    return line
