"""What `policyengine cost` writes, and what it does not write over."""

from pathlib import Path

import pytest

from tests.cli.running import DAY, policyengine

PROFILE = """\
version: 1
project: {name: answers, owner: care, lifecycle: prototype}
workloads:
  qa:
    data: {classes: [internal]}
    volume: {requests_per_day: 20000, input_tokens: 1000, output_tokens: 200}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
    considered:
      - {model: openai/gpt-4o-mini, hosting: vendor-api, provider: openai}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a directory with a profile and one for pictures."""
    (tmp_path / "llm-profile.yaml").write_text(PROFILE)
    (tmp_path / "pictures").mkdir()
    return tmp_path


def test_pictures_are_written_beside_a_report(folder: Path) -> None:
    """Two of a workload, whatever the report is written as."""
    done = policyengine(folder, "cost", "llm-profile.yaml", "--as-of", DAY, "--charts", "pictures")
    assert (done.code, done.err) == (0, "")
    assert sorted(path.name for path in (folder / "pictures").iterdir()) == ["qa-breakdown.svg", "qa-curve.svg"]


@pytest.mark.parametrize("path", ["llm-profile.yaml", "./llm-profile.yaml", "link.yaml", "pictures/qa-curve.svg"])
def test_a_report_replaces_nothing_that_it_belongs_to(folder: Path, path: str) -> None:
    """Neither the profile that it is made from nor a picture of the same run."""
    (folder / "link.yaml").symlink_to("llm-profile.yaml")
    done = policyengine(folder, "cost", "llm-profile.yaml", "--charts", "pictures", "--output-file", path)
    assert done.code == 2
    assert done.err == (
        f"error: `{path}` is an input of the report, or was written beside it\n"
        "  = help: write to another path with --output-file\n\n"
    )
    assert (folder / "llm-profile.yaml").read_text() == PROFILE


@pytest.mark.parametrize("command", ["check", "size", "plan"])
def test_no_command_replaces_its_profile(folder: Path, command: str) -> None:
    """A report is not worth a profile."""
    profile = PROFILE.replace("model: openai/gpt-4o, hosting: vendor-api, provider: openai", SELF_HOSTED)
    (folder / "llm-profile.yaml").write_text(profile)
    done = policyengine(folder, command, "llm-profile.yaml", "--output-file", "llm-profile.yaml")
    assert (done.code, (folder / "llm-profile.yaml").read_text()) == (2, profile)
    assert "`llm-profile.yaml` is an input of the report, or was written beside it" in done.err


SELF_HOSTED = "model: meta-llama/Llama-3.1-8B-Instruct, hosting: on-premises, hardware: {gpu: A10G, count: 1}"


def test_a_picture_does_not_follow_a_link(folder: Path) -> None:
    """What a repository plants in the directory leads nowhere."""
    (folder / "pictures" / "qa-curve.svg").symlink_to("../elsewhere.svg")
    done = policyengine(folder, "cost", "llm-profile.yaml", "--charts", "pictures")
    assert (done.code, (folder / "elsewhere.svg").exists()) == (2, False)
    assert done.err.startswith("error: `pictures/qa-curve.svg` is a link\n")


def test_pictures_that_cannot_be_written(folder: Path) -> None:
    """The option that is at fault is named."""
    (folder / "pictures" / "qa-curve.svg").mkdir()
    done = policyengine(folder, "cost", "llm-profile.yaml", "--charts", "pictures")
    assert done.code == 2
    assert done.err.endswith("  = help: name another directory with --charts\n\n")
