"""Every example says what it says: its transcript, its exit code, and its decision records, byte for byte."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from tests.conftest import Golden
from tests.editions import pin_no_edition
from tests.golden.transcripts import ROOT, parsed, played, run

EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
EXPECTED = {
    "broken": [2],
    "claims-platform": [0, 2, 0, 0, 0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0],
    "content-pipeline": [0],
    "customer-support": [0, 0],
    "failing": [1],
    "first-profile": [1],
    "hospital-rented-gpus": [0, 1, 0],
    "patient-chatbot": [0],
    "platform-defaults": [1, 1, 0],
    "productivity-tools": [0],
    "smallest": [0],
}
"""What each command of an example exits with, so that an update of the expected files cannot change it unseen."""

RECORDED = sorted(path.parent.parent for path in (ROOT / "examples").rglob("docs/decisions"))
"""The folders of profiles whose decisions have records; one example may have several."""

TUTORIALS = [path for path in EXAMPLES if (path / "README.md").is_file()]


def named(path: Path) -> str:
    """Name an example, or a folder in one, in the test's id."""
    return path.relative_to(ROOT / "examples").as_posix()


def test_every_example_is_listed() -> None:
    """Each folder of examples/ has its exit codes here and its transcript there."""
    assert [path.name for path in EXAMPLES] == sorted(EXPECTED)
    assert [path.name for path in EXAMPLES if not (path / "expected.txt").is_file()] == []


@pytest.mark.parametrize("example", RECORDED, ids=named)
def test_records_are_written_again(example: Path, tmp_path: Path, golden: Golden) -> None:
    """Writing the records into an empty directory gives the committed bytes.

    What a profile was before it became llm-profile.yaml, such as llm-profile.pilot.yaml, is recorded first.
    This comes before the transcripts, some of which compare the records.
    """
    for profile in (*sorted(example.glob("llm-profile.*.yaml")), example / "llm-profile.yaml"):
        done = run("record", profile.relative_to(ROOT).as_posix(), "--directory", str(tmp_path))
        assert done.returncode == 0, done.stdout
    committed = example / "docs" / "decisions"
    written = sorted(path.name for path in tmp_path.iterdir())
    for name in written:
        golden.assert_equal(committed / name, (tmp_path / name).read_text(encoding="utf-8"))
    assert written == sorted(path.name for path in committed.iterdir())


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_transcript(example: Path, golden: Golden) -> None:
    """The commands at the top of expected.txt print what follows them; --update-golden plays them again."""
    expected = example / "expected.txt"
    commands = [transcript.command for transcript in parsed(expected.read_text(encoding="utf-8"))]
    actual = "\n".join(played(command) for command in commands)
    golden.assert_equal(expected, actual)
    assert [int(code) for code in re.findall(r"^\(exit code (\d+)\)$", actual, re.MULTILINE)] == EXPECTED[example.name]


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_exit_codes_under_every_rule(example: Path, tmp_path: Path) -> None:
    """Without the edition that the settings pin, each `check` of a transcript ends as it does there."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    pin_no_edition(tmp_path)
    transcripts = parsed((example / "expected.txt").read_text(encoding="utf-8"))
    for transcript in transcripts:
        if transcript.command.startswith("check ") and "--policy-from" not in transcript.command:
            done = run(*shlex.split(transcript.command), cwd=tmp_path)
            assert f"(exit code {done.returncode})" in transcript.rest, done.stdout


@pytest.mark.parametrize("example", TUTORIALS, ids=named)
def test_tutorial_shows_what_is_played(example: Path) -> None:
    """The commands of an example's README are those of its transcript, and its links lead somewhere."""
    text = (example / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)
    transcripts = parsed((example / "expected.txt").read_text(encoding="utf-8"))
    assert [f"policyengine {played.command}" for played in transcripts] == "".join(blocks).splitlines()
    assert [link for link in re.findall(r"\]\(([^)]+)\)", text) if not (example / link).exists()] == []


@pytest.mark.parametrize("example", RECORDED, ids=named)
def test_records_are_fresh(example: Path) -> None:
    """`record --check` finds nothing to change."""
    done = run("record", "--check", f"examples/{named(example)}/llm-profile.yaml", "--as-of", "2026-11-22")
    assert done.returncode == 0, done.stdout


def test_all_scenarios_have_records() -> None:
    """The scenarios come with the records of their decisions; the others decide nothing."""
    assert {named(path).partition("/")[0] for path in RECORDED} == EXPECTED.keys() - {
        "broken",
        "failing",
        "first-profile",
        "platform-defaults",
        "smallest",
    }


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("patient-chatbot/llm-profile.yaml", "failing/llm-profile.yaml"),
        ("hospital-rented-gpus/llm-profile.yaml", "hospital-rented-gpus/on-lambda.llm-profile.yaml"),
    ],
)
def test_what_fails_has_another_choice(good: str, bad: str) -> None:
    """What fails for its choice fails for nothing else: the needs and the settings are those of its passing twin."""
    twins = [ROOT / "examples" / path for path in (good, bad)]
    profiles = [yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in twins]  # noqa: S506 - makes nothing but text
    for profile in profiles:
        profile.pop("decisions", None)
        for workload in profile["workloads"].values():
            workload.pop("considered", None)
            del workload["choice"]
    assert profiles[1] == profiles[0]
    settings = [path.with_name("policyengine.yaml").read_bytes() for path in twins]
    assert settings[1] == settings[0]
