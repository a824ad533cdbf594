"""A waiver is renewed by a second one beside it; records that rest on the first stay fresh."""

import re
from pathlib import Path

import pytest

from tests.cli.cloning import commit, git
from tests.cli.running import FAILING, Done, policyengine
from tests.cli.test_waive import HIPAA, completed

GRANTED, EXPIRES, SOON, LATER = "2026-11-30", "2027-05-29", "2027-05-20", "2027-06-20"
DECIDED = """\
decisions:
  ask: {title: Ask GPT-4o, workloads: [chat], status: accepted, because: x, date: 2026-11-30, makers: [Ada Lovelace]}
"""
RECORD = "docs/decisions/0001-ask-gpt-4o.md"


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Return a folder with an accepted record that rests on a waiver."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "llm-profile.yaml").write_text(FAILING + DECIDED)
    assert waive(tmp_path, GRANTED).code == 0
    complete(tmp_path)
    assert policyengine(tmp_path, "record", "llm-profile.yaml", "--as-of", GRANTED).code == 0
    assert found(recorded(tmp_path, GRANTED)) == (0, [])
    return tmp_path


def waive(folder: Path, day: str) -> Done:
    """Add a waiver on a day."""
    return policyengine(folder, "waive", HIPAA, "llm-profile.yaml", "--as-of", day)


def complete(folder: Path) -> None:
    """Have every waiver approved."""
    path = folder / "llm-profile.yaml"
    path.write_text(completed(path.read_text()))


def edit(folder: Path, old: str, new: str) -> None:
    """Change the profile."""
    path = folder / "llm-profile.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def recorded(folder: Path, day: str) -> Done:
    """Compare the records on a day."""
    return policyengine(folder, "record", "--check", "llm-profile.yaml", "--as-of", day)


def checked(folder: Path, day: str) -> Done:
    """Check the profile by the one rule on a day."""
    return policyengine(folder, "check", "--select", HIPAA, "--as-of", day, "--show-passes")


def found(done: Done) -> tuple[int, list[str]]:
    """Return the exit code and the codes that are reported."""
    return done.code, re.findall(r"^\w+\[([\w/-]+)\]", done.out, re.MULTILINE)


def test_a_renewal_is_added_beside_the_first(service: Path) -> None:
    """While the first ends soon; both stay, and neither is unused or ends soon once people have completed it."""
    done = waive(service, SOON)
    added = f"added a waiver of {HIPAA} to llm-profile.yaml, beside the one until {EXPIRES}; to be completed: "
    assert (done.code, done.out) == (0, f"{added}owner, reason, approved_by, ticket\n")
    assert found(checked(service, SOON)) == (0, ["waiver/expires-soon", "waiver/incomplete", f"{HIPAA}"])
    again = waive(service, SOON)
    assert (again.code, f"a waiver of `{HIPAA}` for this exists already" in again.err) == (2, True)
    complete(service)
    done = checked(service, SOON)
    assert found(done) == (0, [HIPAA])
    assert "; waiver until 2027-11-16 at llm-profile.yaml:" in done.out
    assert found(recorded(service, SOON)) == found(recorded(service, LATER)) == (0, [])


def test_a_renewal_too_early(service: Path) -> None:
    """The message says until when the rule is waived, and from when on a waiver can be renewed."""
    done = waive(service, "2027-04-28")
    assert (done.code, done.err.splitlines()[0]) == (2, f"error: `{HIPAA}` is waived there until {EXPIRES}")
    assert "  = help: the waiver can be renewed from 2027-04-29 on\n" in done.err
    assert waive(service, "2027-04-29").code == 0


def test_a_renewal_of_one_that_has_expired(service: Path) -> None:
    """It is added beside it, too; then the first one can be removed."""
    late = recorded(service, LATER)
    assert found(late) == (1, ["waiver-expired"])
    command = "`policyengine waive RULE llm-profile.yaml`"
    assert f"help: renew it: {command} adds a second waiver to be approved; or resolve what it excused\n" in late.out
    assert found(checked(service, LATER)) == (1, [HIPAA, "waiver/expired"])
    assert waive(service, LATER).code == 0
    assert found(recorded(service, LATER)) == (1, ["waiver-expired"])
    complete(service)
    assert found(checked(service, LATER)) == (0, ["waiver/unused", HIPAA])
    assert found(recorded(service, LATER)) == (0, [])
    text = (service / "llm-profile.yaml").read_text()
    first, second = (at.start() for at in re.finditer(r"  - rule: ", text))
    (service / "llm-profile.yaml").write_text(text[:first] + text[second:])
    assert found(checked(service, LATER)) == (0, [HIPAA])
    assert found(recorded(service, LATER)) == (0, [])
    assert found(recorded(service, "2028-01-01"))[0] == 1


def test_other_dates_of_the_same_waiver(service: Path) -> None:
    """Its `granted` is after the decision, and it holds on the day of the run."""
    edit(service, f"granted: {GRANTED}", "granted: 2027-05-20")
    edit(service, f"expires: {EXPIRES}", "expires: 2027-09-01")
    assert found(recorded(service, LATER)) == (0, [])
    assert found(recorded(service, "2027-05-01")) == (1, ["outcome-changed"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("approved_by: Bob", "approved_by: Ann"),
        ("outcome: fail", "outcome: unknown"),
        (f"granted: {LATER}", "granted: 2027-07-01"),
        (f"- rule: {HIPAA}", "- rule: license/user-limit"),
    ],
)
def test_a_renewal_that_does_not_hold(service: Path, old: str, new: str) -> None:
    """The record rests on a waiver that nothing has replaced."""
    assert waive(service, LATER).code == 0
    complete(service)
    text = (service / "llm-profile.yaml").read_text()
    at = text.rindex(f"- rule: {HIPAA}")
    assert old in text[at:]
    (service / "llm-profile.yaml").write_text(text[:at] + text[at:].replace(old, new))
    code, codes = found(recorded(service, LATER))
    assert (code, "waiver-expired" in codes) == (1, True)


def test_a_waiver_that_is_gone(service: Path) -> None:
    """The rule fails again, and the record says so."""
    text = (service / "llm-profile.yaml").read_text()
    (service / "llm-profile.yaml").write_text(text.partition("waivers:")[0])
    assert found(recorded(service, GRANTED)) == (1, ["outcome-changed"])


def test_a_waiver_of_an_error_that_is_dated_back(tmp_path: Path) -> None:
    """The record was accepted with a failure; with `granted` before its date, what was accepted would differ."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "llm-profile.yaml").write_text(FAILING + DECIDED)
    assert policyengine(tmp_path, "record", "llm-profile.yaml", "--as-of", GRANTED).code == 0
    assert waive(tmp_path, GRANTED).code == 0
    complete(tmp_path)
    assert found(recorded(tmp_path, GRANTED)) == (1, ["outcome-changed"])
    edit(tmp_path, f"granted: {GRANTED}", "granted: 2026-12-01")
    assert found(recorded(tmp_path, "2026-12-01")) == (0, [])


def test_a_comment_that_ignores_a_warning(tmp_path: Path) -> None:
    """It is a note: the record shows the warning, which the rule still gives."""
    (tmp_path / ".git").mkdir()
    path = tmp_path / "llm-profile.yaml"
    path.write_text(FAILING.replace("owner: clinical-ai, ", "owner: tbd, ") + DECIDED)
    assert policyengine(tmp_path, "record", "llm-profile.yaml", "--as-of", GRANTED).code == 0
    edit(tmp_path, "project: ", "# policyengine: ignore[governance/owner] the team is being founded\nproject: ")
    done = recorded(tmp_path, GRANTED)
    assert found(done) == (0, ["exception-added"])
    was = "`governance/owner` for `chat` was fail, and is now waived"
    assert f"note[exception-added]: an exception was added since: {was}\n" in done.out


def test_a_comment_that_is_gone(tmp_path: Path) -> None:
    """The record shows a warning as waived that nothing excuses any more."""
    (tmp_path / ".git").mkdir()
    path = tmp_path / "llm-profile.yaml"
    comment = "# policyengine: ignore[governance/owner] the team is being founded\n"
    path.write_text(comment + (FAILING.replace("owner: clinical-ai, ", "owner: tbd, ") + DECIDED).partition("\n")[2])
    path.write_text(path.read_text().replace(comment, f"version: 1\n{comment}"))
    assert policyengine(tmp_path, "record", "llm-profile.yaml", "--as-of", GRANTED).code == 0
    assert found(recorded(tmp_path, GRANTED)) == (0, [])
    edit(tmp_path, comment, "")
    assert found(recorded(tmp_path, GRANTED))[0] == 1


def test_a_renewal_in_a_pull_request(service: Path) -> None:
    """The first waiver counts for the gate until the second has been merged; editing it would end both."""
    (service / ".git").rmdir()
    git(service, "init", "--quiet", "--initial-branch=main")
    git(service, "config", "user.name", "Ada Lovelace")
    git(service, "config", "user.email", "ada@example.org")
    commit(service)
    git(service, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(service, "checkout", "--quiet", "-b", "pr")
    assert waive(service, SOON).code == 0
    complete(service)
    commit(service)
    gate = ("--as-of", SOON, "--policy-from", "origin/main")
    done = policyengine(service, "check", ".", "--select", HIPAA, *gate)
    assert found(done) == (0, ["waiver/expires-soon"])
    assert "so it excuses nothing" in done.out
    assert found(policyengine(service, "record", "--check", ".", *gate)) == (0, [])
    git(service, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(service, "commit", "--quiet", "--allow-empty", "--message=Later")
    late = ("--as-of", LATER, "--policy-from", "origin/main")
    assert found(policyengine(service, "check", ".", "--select", HIPAA, *late)) == (0, ["waiver/unused"])
    assert found(policyengine(service, "record", "--check", ".", *late)) == (0, [])
