"""Outside a repository, settings above the working directory do not count, and the run says so."""

from pathlib import Path

import pytest

from tests.cli.cloning import git
from tests.cli.running import GOOD, policyengine

NOTE = (
    "note: `{file}` was not used: outside a git repository, settings count up to the working directory; "
    "run from `{folder}`\n"
)

DECISION = "decisions: {draft-model: {workloads: [draft], status: proposed, date: 2026-11-22}}\n"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Return a service below a folder with settings that would be refused."""
    folder = tmp_path / "team" / "service"
    folder.mkdir(parents=True)
    (folder / "llm-profile.yaml").write_text(GOOD)
    (tmp_path / "team" / "policyengine.yaml").write_text("version: 1\nseverities: {nothing/like-it: off}\n")
    return folder


def test_settings_above_are_reported(service: Path) -> None:
    """The file that was not used is named, with the directory from which it counts."""
    note = NOTE.format(file=service.parent / "policyengine.yaml", folder=service.parent)
    done = policyengine(service, "check", "llm-profile.yaml")
    assert done.code == 0
    assert note in done.out
    assert done.err == ""
    assert policyengine(service.parent, "check", "service").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("settings",),
        ("cost",),
        ("size",),
        ("plan",),
        ("explain", "license/known"),
        ("explain", "license/known", "llm-profile.yaml"),
        ("explain", "--unknown"),
        ("explain", "no/such-rule"),
        ("record",),
        ("record", "--check", "."),
        ("waive", "license/known", "llm-profile.yaml"),
        ("rules", "list"),
        ("rules", "show", "license/known"),
        ("monitor", "results.csv", "--profile", "llm-profile.yaml"),
    ],
    ids=" ".join,
)
def test_every_command_that_reads_settings_reports_them(service: Path, command: tuple[str, ...]) -> None:
    """The note is on standard error, once, also where the command fails."""
    (service / "results.csv").write_text("suite,metric,date,value\n")
    (service / "llm-profile.yaml").write_text(GOOD + DECISION)
    note = NOTE.format(file=service.parent / "policyengine.yaml", folder=service.parent)
    done = policyengine(service, *command)
    assert (done.out + done.err).count("was not used") == 1
    assert note in done.err


def test_commands_without_settings_report_nothing(service: Path) -> None:
    """A command that reads no settings does not search for them."""
    assert policyengine(service, "methods", "list").err == ""


def test_inside_a_repository_they_are_used(service: Path) -> None:
    """The root of the repository is where the search ends, so nothing is left to report."""
    git(service.parent, "init", "--quiet")
    assert "no rule matches `nothing/like-it`" in policyengine(service, "check").out
    git(service, "init", "--quiet")
    done = policyengine(service, "check")
    assert (done.code, "was not used" in done.out) == (0, False)
