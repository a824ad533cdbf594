"""0 nothing to report, 1 verdicts, 2 something is broken, 3 nothing was checked; 2 beats 1."""

from pathlib import Path

import pytest

from policyengine.cli.first_profile import first_profile_text
from tests.cli.running import DAY, FAILING, GOOD, policyengine

RULE = ("--as-of", DAY, "--select", "compliance/hipaa/self-hosting")


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """Return a folder with a profile that fails."""
    (tmp_path / "llm-profile.yaml").write_text(FAILING)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (RULE, 1),
        ((*RULE, "--output-format", "json"), 1),
        ((*RULE, "--exit-zero"), 0),
        ((*RULE, "--fail-on", "never"), 0),
        ((*RULE, "--fail-on", "note"), 1),
        ((*RULE, "no/such/path", "."), 2),
        ((*RULE, "no/such/path", ".", "--exit-zero"), 2),
    ],
)
def test_verdicts(failing: Path, arguments: tuple[str, ...], code: int) -> None:
    """An error exits 1 in every format, unless it is asked not to; a mistake beats it."""
    assert policyengine(failing, "check", *arguments).code == code


def test_an_empty_folder(tmp_path: Path) -> None:
    """No profile is not a success, and the way to silence verdicts does not silence it."""
    assert policyengine(tmp_path, "check", "--as-of", DAY, "--exit-zero") == (
        3,
        f"checked 0 profiles, 0 workloads, 0 rules as of {DAY}\nnothing was checked (exit code 3)\n",
        "error: nothing was checked: no profile in `.`\n  = help: profiles are called llm-profile.yaml\n\n"
        + first_profile_text(),
    )


def test_no_rule(tmp_path: Path) -> None:
    """A selection that leaves no rule is not a success."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    done = policyengine(tmp_path, "check", "--select", "license/*", "--ignore", "category:license")
    assert done.code == 3
    assert done.err.startswith("error: nothing was checked: no rule is selected\n")


def test_no_question(tmp_path: Path) -> None:
    """Rules that have no element to be asked about check nothing."""
    (tmp_path / "llm-profile.yaml").write_text(GOOD)
    done = policyengine(tmp_path, "check", "--select", "license/user-limit")
    assert done.code == 3
    assert done.err.startswith("error: nothing was checked: no rule applies to anything in the profiles\n")
