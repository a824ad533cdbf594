"""`policyengine waive` writes what a program can know, and leaves to people what only they can say."""

from pathlib import Path

import pytest

from tests.cli.running import DAY, FAILING, policyengine
from tests.cli.test_exit_codes import RULE

HIPAA = "compliance/hipaa/self-hosting"
WAIVE = ("waive", HIPAA, "llm-profile.yaml", "--as-of", DAY)
COMMENTED = FAILING.replace("  chat:\n", "  chat:   # the first one\n") + "# the end"


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """Return a folder with a profile that fails."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "llm-profile.yaml").write_text(COMMENTED)
    return tmp_path


def completed(text: str) -> str:
    """Fill in what only people can."""
    for key, said in (("owner", "Ann"), ("reason", "May"), ("approved_by", "Bob"), ("ticket", "RISK-1")):
        text = text.replace(f"    {key}:\n", f"    {key}: {said}\n")
    return text


def test_it_is_added_below_what_was_there(failing: Path) -> None:
    """Not a byte of the profile changes; the waiver excuses once people have completed it."""
    done = policyengine(failing, *WAIVE)
    assert done == (
        0,
        f"added a waiver of {HIPAA} to llm-profile.yaml; to be completed: owner, reason, approved_by, ticket\n",
        "",
    )
    text = (failing / "llm-profile.yaml").read_text()
    assert text.startswith(f"{COMMENTED}\nwaivers:\n  - rule: {HIPAA}\n    workload: chat\n    subject: primary\n")
    assert (
        f"    owner:\n    reason:\n    approved_by:\n    ticket:\n    granted: {DAY}\n    expires: 2027-05-21\n" in text
    )
    assert sorted(path.name for path in failing.iterdir()) == [".git", "llm-profile.yaml"]
    done = policyengine(failing, "check", *RULE)
    assert done.code == 1
    assert "warning[waiver/incomplete]: " in done.out
    (failing / "llm-profile.yaml").write_text(completed(text))
    done = policyengine(failing, "check", *RULE, "--show-passes")
    assert (done.code, done.out.splitlines()[0].partition(":")[0]) == (0, f"waived[{HIPAA}]")
    assert "; waiver until 2027-05-21 at llm-profile.yaml:11:5: May\n" in done.out
    assert done.out.endswith("failed: none; undecided: none; waived: 1 (exit code 0)\n")


def test_an_exception_from_the_law_asks_for_more(failing: Path) -> None:
    """Of a rule of force law, it also leaves open what is done instead."""
    rule = "compliance/hipaa/business-associate-agreement"
    done = policyengine(failing, "waive", rule, "llm-profile.yaml", "--as-of", DAY)
    assert done.out.endswith("; to be completed: owner, reason, approved_by, ticket, compensating_control\n")
    assert "    ticket:\n    compensating_control:\n" in (failing / "llm-profile.yaml").read_text()


@pytest.mark.parametrize(
    "written",
    ["waivers: []", "waivers:", '# a\nwaivers:\n- {rule: license/user-limit, expires: "2027-01-01", workload: chat}'],
)
def test_it_is_added_to_those_there_are(failing: Path, written: str) -> None:
    """Comments and the other waivers stay."""
    (failing / "llm-profile.yaml").write_text(f"{COMMENTED}\n{written}  # mine\n")
    assert policyengine(failing, *WAIVE).code == 0
    text = (failing / "llm-profile.yaml").read_text()
    assert text.startswith(COMMENTED)
    assert "# mine" in text
    assert f"- rule: {HIPAA}\n" in text
    assert text.count("license/user-limit") == written.count("license/user-limit")


def test_it_is_written_once(failing: Path) -> None:
    """A second one for the same is refused, and the file stays as it is."""
    assert policyengine(failing, *WAIVE).code == 0
    text = (failing / "llm-profile.yaml").read_text()
    done = policyengine(failing, *WAIVE)
    assert done.code == 2
    assert f"error: a waiver of `{HIPAA}` for this exists already\n  --> llm-profile.yaml:11:5\n" in done.err
    assert (failing / "llm-profile.yaml").read_text() == text


WRONG = {
    ("waive", "compliance/hippa/self-hosting", "llm-profile.yaml"): "no rule `compliance/hippa/self-hosting`",
    (*WAIVE, "--workload", "chatt"): f"there is nothing to waive: `{HIPAA}` neither fails nor is undecided there",
    (*WAIVE, "--subject", "openai"): f"there is nothing to waive: `{HIPAA}` neither fails nor is undecided there",
    ("waive", "waiver/expired", "llm-profile.yaml"): "`waiver/expired` cannot be waived",
    ("waive", HIPAA, "no.yaml"): "`no.yaml`: no such file or directory",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_what_cannot_be_waived(failing: Path, arguments: tuple[str, ...]) -> None:
    """An unknown rule, and one without a verdict to waive, are mistakes; nothing is written."""
    done = policyengine(failing, *arguments)
    assert (done.code, done.err.splitlines()[0]) == (2, f"error: {WRONG[arguments]}")
    assert (failing / "llm-profile.yaml").read_text() == COMMENTED


def test_several_failures(failing: Path) -> None:
    """A waiver excuses one verdict, which has to be named where there are more."""
    text = COMMENTED.replace(
        "# the end", "    supporting: [{role: fallback, model: openai/gpt-4o, hosting: vendor-api, provider: openai}]\n"
    )
    (failing / "llm-profile.yaml").write_text(text)
    done = policyengine(failing, *WAIVE)
    assert done.code == 2
    assert "choose one with --workload and --subject: `chat / primary`, `chat / fallback[0]`\n" in done.err
    assert policyengine(failing, *WAIVE, "--subject", "fallback[0]").code == 0
    assert "    subject: fallback[0]\n" in (failing / "llm-profile.yaml").read_text()


def test_rules_about_waivers_are_shown(failing: Path) -> None:
    """A verdict names a page that there is."""
    assert policyengine(failing, "rules", "show", "waiver/expired").out.startswith("waiver/expired: A waiver has not")
