"""Every command that takes a profile takes files, directories and standard input, or says why it does not."""

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from policyengine.cli.first_profile import first_profile_text
from tests.cli.running import DAY, FAILING, ROOT, policyengine

EXAMPLE = ROOT / "examples" / "patient-chatbot"
FAST = ("--as-of", DAY)
REPORTS = {
    "cost": ("cost",),
    "size": ("size",),
    "plan": ("plan",),
    "explain": ("explain", "license/user-limit"),
}
"""Commands that report on profiles, up to the profiles they take."""
DEFAULTS = {
    **{name: command for name, command in REPORTS.items() if name != "explain"},
    "explain --unknown": ("explain", "--unknown"),
    "record": ("record",),
}
"""Commands that take the current directory where no profile is named."""
NOTHING_FOUND = (
    3,
    "",
    "error: nothing was checked: no profile in `.`\n  = help: profiles are called llm-profile.yaml\n\n"
    + first_profile_text(),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a directory with two services, one of which has settings of its own."""
    for name in ("a", "b"):
        shutil.copytree(EXAMPLE, tmp_path / name, ignore=shutil.ignore_patterns("expected*"))
    return tmp_path


@pytest.mark.parametrize("command", REPORTS.values(), ids=REPORTS)
def test_a_directory_several_paths_and_standard_input(folder: Path, command: tuple[str, ...]) -> None:
    """A directory has the reports of its profiles, each under its path; standard input has that of the file it is."""
    alone = policyengine(folder / "a", *command, "llm-profile.yaml", *FAST)
    assert alone.code in (0, 1)
    both = policyengine(folder, *command, ".", *FAST)
    assert both.code == alone.code
    for name in ("a", "b"):
        assert f"{name}/llm-profile.yaml\n\n" in both.out
    named = policyengine(folder, *command, "a/llm-profile.yaml", "b", *FAST)
    assert named == both
    text = (EXAMPLE / "llm-profile.yaml").read_text()
    assert policyengine(folder / "a", *command, "-", *FAST, stdin=text) == alone
    elsewhere = ("--stdin-filename", "a/llm-profile.yaml")
    assert policyengine(folder, *command, "-", *elsewhere, *FAST, stdin=text).code == alone.code


@pytest.mark.parametrize("command", DEFAULTS.values(), ids=DEFAULTS)
def test_the_current_directory_is_the_default(folder: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    """A command without paths reports on the profiles in the current directory and below it, as `check` does."""
    assert policyengine(folder, *command, *FAST) == policyengine(folder, *command, ".", *FAST)
    (tmp_path / "empty").mkdir()
    assert policyengine(tmp_path / "empty", *command) == NOTHING_FOUND


@pytest.mark.parametrize("command", REPORTS.values(), ids=REPORTS)
def test_paths_without_a_profile(tmp_path: Path, command: tuple[str, ...]) -> None:
    """An empty directory exits 3; a path that leads nowhere, among several, exits 2."""
    assert policyengine(tmp_path, *command, ".") == NOTHING_FOUND
    done = policyengine(tmp_path, *command, ".", "nowhere.yaml")
    assert (done.code, done.out) == (2, "")
    assert "`nowhere.yaml`: no such file or directory" in done.err


def test_machine_formats_name_the_profile(folder: Path) -> None:
    """JSON is a list with the path of each, CSV has it in the first column; one profile prints as it always did."""
    paths = ["a/llm-profile.yaml", "b/llm-profile.yaml"]
    alone = [json.loads(policyengine(folder, "cost", path, *FAST, "--output-format", "json").out) for path in paths]
    both = json.loads(policyengine(folder, "cost", ".", *FAST, "--output-format", "json").out)
    assert both == [{"profile": path, "report": report} for path, report in zip(paths, alone, strict=True)]
    rows = list(csv.DictReader(io.StringIO(policyengine(folder, "cost", ".", *FAST, "--output-format", "csv").out)))
    assert {row["profile"] for row in rows} == {"a/llm-profile.yaml", "b/llm-profile.yaml"}
    done = policyengine(folder, "cost", ".", *FAST, "--output-format", "html")
    assert (done.code, done.out) == (2, "")
    assert "is a page about one profile" in done.err


def test_one_broken_profile_does_not_stop_the_others(folder: Path) -> None:
    """What is wrong with one is reported, and the exit code says so."""
    (folder / "a" / "llm-profile.yaml").write_text("verzion: 1\n")
    done = policyengine(folder, "cost", ".", *FAST)
    assert done.code == 2
    assert "b/llm-profile.yaml\n\n" in done.out
    assert "unknown key `verzion`" in done.err


@pytest.mark.parametrize(
    "arguments",
    [("cost", ".", "--workload", "x"), ("cost", ".", "--charts", "."), ("plan", ".", "--status", "x.yaml")],
    ids=" ".join,
)
def test_what_goes_with_one_profile(folder: Path, arguments: tuple[str, ...]) -> None:
    """An option about one profile is refused where several can be named."""
    done = policyengine(folder, *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"{arguments[2]} goes with one profile" in done.err


def test_records_of_a_directory(folder: Path) -> None:
    """Each profile that declares a decision has its records beside it; one without is left out."""
    (folder / "c").mkdir()
    (folder / "c" / "llm-profile.yaml").write_text(FAILING)
    done = policyengine(folder, "record", ".", *FAST)
    assert (done.code, done.err) == (0, "")
    for name in ("a", "b"):
        assert list((folder / name / "docs" / "decisions").glob("*.md"))
    assert not (folder / "c" / "docs").exists()
    assert policyengine(folder, "record", "--check", ".", *FAST).code == 0


@pytest.mark.parametrize(
    "arguments", [("record",), ("record", "--check"), ("waive", "license/user-limit")], ids=" ".join
)
def test_no_standard_input_where_files_count(folder: Path, arguments: tuple[str, ...]) -> None:
    """Records and waivers are written beside a file, or into it."""
    done = policyengine(folder, *arguments, "-")
    assert (done.code, done.out) == (2, "")
    assert "`-` is standard input, and this command needs the profile's file" in done.err


def test_a_directory_with_one_profile(folder: Path) -> None:
    """A command about one profile takes the directory that has one, and names those of a directory that has more."""
    done = policyengine(folder, "waive", "license/user-limit", ".")
    assert (done.code, done.out) == (2, "")
    assert "`.` has 2 profiles, and `waive` takes one" in done.err
    assert "name one of `a/llm-profile.yaml`, `b/llm-profile.yaml`" in done.err
    same = policyengine(folder, "waive", "license/user-limit", "a/llm-profile.yaml", *FAST)
    assert policyengine(folder, "waive", "license/user-limit", "a", *FAST) == same
    assert policyengine(folder, "rules", "list", "--profile", "a").code == 0


@pytest.mark.parametrize("command", ["explain", "waive"])
def test_swapped_arguments(folder: Path, command: str) -> None:
    """A path in the place of the rule is answered with the command that was meant."""
    done = policyengine(folder, command, "a/llm-profile.yaml", "license/user-limit")
    assert done == (
        2,
        "",
        (
            "error: `a/llm-profile.yaml` is a path, and the rule comes first\n"
            f"  = help: write `policyengine {command} license/user-limit a/llm-profile.yaml`\n\n"
        ),
    )


def test_facts_to_declare_of_a_directory(folder: Path) -> None:
    """The facts of several profiles are ranked together; standard input is one profile."""
    assert policyengine(folder, "explain", "--unknown", ".", *FAST).code == 0
    text = (EXAMPLE / "llm-profile.yaml").read_text()
    alone = policyengine(folder / "a", "explain", "--unknown", "llm-profile.yaml", *FAST)
    assert policyengine(folder / "a", "explain", "--unknown", "-", *FAST, stdin=text) == alone
