"""Every example says what it says: its transcript, its exit code, and its decision records, byte for byte."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Golden
from tests.golden.transcripts import ROOT, parsed, played, run

EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
EXPECTED = {
    "broken": 2,
    "customer-support": 0,
    "failing": 1,
    "patient-chatbot": 0,
    "productivity-tools": 0,
    "smallest": 0,
}
"""What `check` exits with for each example, so that an update of the expected files cannot change it unseen."""

RECORDED = [path for path in EXAMPLES if (path / "docs" / "decisions").is_dir()]


def named(path: Path) -> str:
    """Name an example in the test's id."""
    return path.name


def test_every_example_is_listed() -> None:
    """Each folder of examples/ has its exit code here and its transcript there."""
    assert [path.name for path in EXAMPLES] == sorted(EXPECTED)
    assert [path.name for path in EXAMPLES if not (path / "expected.txt").is_file()] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_transcript(example: Path, golden: Golden) -> None:
    """The commands at the top of expected.txt print what follows them; --update-golden plays them again."""
    expected = example / "expected.txt"
    commands = [transcript.command for transcript in parsed(expected.read_text(encoding="utf-8"))]
    actual = "\n".join(played(command) for command in commands)
    golden.assert_equal(expected, actual)
    assert f"(exit code {EXPECTED[example.name]})\n" in actual


@pytest.mark.parametrize("example", RECORDED, ids=named)
def test_records_are_written_again(example: Path, tmp_path: Path, golden: Golden) -> None:
    """Writing the records into an empty directory gives the committed bytes."""
    done = run("record", f"examples/{example.name}/llm-profile.yaml", "--directory", str(tmp_path))
    assert done.returncode == 0, done.stdout
    committed = example / "docs" / "decisions"
    written = sorted(path.name for path in tmp_path.iterdir())
    for name in written:
        golden.assert_equal(committed / name, (tmp_path / name).read_text(encoding="utf-8"))
    assert written == sorted(path.name for path in committed.iterdir())


@pytest.mark.parametrize("example", RECORDED, ids=named)
def test_records_are_fresh(example: Path) -> None:
    """`record --check` finds nothing to change."""
    done = run("record", "--check", f"examples/{example.name}/llm-profile.yaml")
    assert done.returncode == 0, done.stdout


def test_all_scenarios_have_records() -> None:
    """The three scenarios come with the record of their decision."""
    assert {path.name for path in RECORDED} == {"customer-support", "patient-chatbot", "productivity-tools"}


def test_failing_is_the_chatbot_with_another_choice() -> None:
    """What fails in examples/failing fails for its choice: the needs and the settings are those of the chatbot."""
    good, bad = (
        yaml.load((ROOT / "examples" / name / "llm-profile.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes nothing but text
        for name in ("patient-chatbot", "failing")
    )
    for profile in (good, bad):
        profile.pop("decisions", None)
        for key in ("choice", "considered"):
            profile["workloads"]["patient-qa"].pop(key, None)
    assert bad == good
    settings = [
        (ROOT / "examples" / name / "policyengine.yaml").read_bytes() for name in ("patient-chatbot", "failing")
    ]
    assert settings[1] == settings[0]
