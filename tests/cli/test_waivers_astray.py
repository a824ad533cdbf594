"""A waiver in the settings that can reach no profile is told; one for a profile that was not asked for is not."""

from pathlib import Path

import pytest

from tests.cli.running import DAY, GOOD, policyengine

RULE = "governance/owner"
WAIVER = """\
  - rule: {rule}
    profile: {profile}
    owner: Ann
    reason: It moves in May
    approved_by: Bob
    ticket: RISK-1
    granted: 2026-11-22
    expires: 2027-05-01
    facts: x
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with the profiles of two services, one of which has settings of its own."""
    (tmp_path / ".git").mkdir()
    for name in ("chat", "notes"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "llm-profile.yaml").write_text(GOOD)
    (tmp_path / "notes" / "policyengine.yaml").write_text("version: 1\n")
    return tmp_path


def checked(repository: Path, profile: str, *arguments: str, rule: str = RULE) -> tuple[int, str]:
    """Check with one waiver, for a profile; give the exit code where warnings count, and what is printed."""
    (repository / "policyengine.yaml").write_text(f"version: 1\nwaivers:\n{WAIVER.format(rule=rule, profile=profile)}")
    done = policyengine(repository, "check", "--as-of", DAY, "--fail-on", "warning", *arguments)
    assert done.err == ""
    return done.code, done.out


def told(profile: str, why: str) -> str:
    """Return the verdict's text."""
    message = f"the waiver of `{RULE}` excuses nothing: {why}"
    mark = "^" * len(profile)
    return (
        f"warning[waiver/unused]: {message}\n --> policyengine.yaml:4:14\n  |\n4 |     profile: {profile}\n"
        f'  |              {mark} waiver.profile is "{profile}"\n'
    )


@pytest.mark.parametrize("profile", ["chta/llm-profile.yaml", "chat", "../elsewhere.yaml"])
@pytest.mark.parametrize("arguments", [(), ("chat",), ("chat/llm-profile.yaml", "--output-format", "json")])
def test_a_profile_that_is_not_there(repository: Path, profile: str, arguments: tuple[str, ...]) -> None:
    """It is a warning at its place, whatever profiles are checked, once for all of them."""
    code, out = checked(repository, profile, *arguments)
    assert code == 1
    why = f"there is no file `{profile}`"
    assert (told(profile, why) if "json" not in arguments else why) in out
    assert out.count("excuses nothing: ") == 1
    assert "1 warning" in out or "json" in arguments


def test_a_profile_that_was_not_asked_for(repository: Path) -> None:
    """A run on one service says nothing about the waivers of another; a run on all of them does."""
    (repository / "notes" / "policyengine.yaml").write_text("version: 1\nextends: ../policyengine.yaml\n")
    code, out = checked(repository, "notes/llm-profile.yaml", "chat")
    assert (code, out.count("waiver/")) == (0, 0)
    code, out = checked(repository, "notes/llm-profile.yaml")
    assert (code, out.count("the rule does not fail here")) == (1, 1)


def test_a_profile_that_other_settings_judge(repository: Path) -> None:
    """The waiver stands in a file that says nothing about this profile: it is told when the profile is judged."""
    profile = "notes/llm-profile.yaml"
    code, out = checked(repository, profile)
    assert code == 1
    assert told(profile, f"`{profile}` has other settings, which do not extend this file") in out
    assert checked(repository, profile, "chat")[0] == 0


def test_a_rule_that_takes_no_part(repository: Path) -> None:
    """Of a rule that is not asked nothing is said."""
    assert checked(repository, "nowhere.yaml", "--ignore", RULE)[0] == 0


def test_standard_input_is_a_profile(repository: Path) -> None:
    """A profile that is only piped in is there under its name."""
    (repository / "policyengine.yaml").write_text(
        f"version: 1\nwaivers:\n{WAIVER.format(rule=RULE, profile='new/llm-profile.yaml')}"
    )
    done = policyengine(
        repository, "check", "-", "--stdin-filename", "new/llm-profile.yaml", "--as-of", DAY, stdin=GOOD
    )
    assert ("the rule does not fail here" in done.out, "there is no file" in done.out) == (True, False)
