"""What makes a verdict the same one from run to run, and what keeps it apart from those of other profiles."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import DAY, FAILING, policyengine

ASTRAY = """\
version: 1
waivers:
  - {rule: compliance/hipaa/self-hosting, profile: gone/llm-profile.yaml, workload: chat, expires: 2027-01-31}
"""


def repository(parent: Path, name: str, project: str, profile: str = "llm-profile.yaml") -> Path:
    """Make a repository with one profile that fails, and return its folder."""
    folder = parent / name
    (folder / ".git").mkdir(parents=True)
    (folder / profile).parent.mkdir(parents=True, exist_ok=True)
    (folder / profile).write_text(FAILING.replace("name: chat", f"name: {project}"))
    return folder


def verdicts(folder: Path, *paths: str) -> list[dict[str, Any]]:
    """Check paths from a folder and return the verdicts of the JSON report."""
    done = policyengine(folder, "check", *paths, "--as-of", DAY, "--output-format", "json")
    found: list[dict[str, Any]] = json.loads(done.out)["verdicts"]
    assert found
    return found


def identities(folder: Path, *paths: str) -> list[str]:
    """Return the identities of all verdicts."""
    return [verdict["identity"] for verdict in verdicts(folder, *paths)]


def test_forty_repositories_have_their_own_identities(tmp_path: Path) -> None:
    """Each repository has its profile at its root, and every verdict of the whole run has an identity of its own."""
    names = [f"svc-{number:02}" for number in range(40)]
    for name in names:
        repository(tmp_path, name, name)
    found = identities(tmp_path, *names)
    assert len(found) % 40 == 0
    assert len(set(found)) == len(found)


def test_two_profiles_of_one_project_have_their_own_identities(tmp_path: Path) -> None:
    """The path from the repository's root tells them apart, and no note is needed."""
    folder = repository(tmp_path, "shop", "shop", "a/llm-profile.yaml")
    (folder / "b").mkdir()
    (folder / "b" / "llm-profile.yaml").write_bytes((folder / "a" / "llm-profile.yaml").read_bytes())
    found = identities(folder, ".")
    assert len(set(found)) == len(found)
    assert "same identities" not in policyengine(folder, "check", ".", "--as-of", DAY).out


def test_identities_are_the_same_wherever_a_run_starts(tmp_path: Path) -> None:
    """Neither the working directory nor the place of the clone is in them; nor are other profiles of the run."""
    one, two = (repository(tmp_path / place, "shop", "shop", "a/llm-profile.yaml") for place in ("here", "there"))
    expected = identities(one, ".")
    assert identities(one / "a", "llm-profile.yaml") == expected
    assert identities(tmp_path, "here/shop/a/llm-profile.yaml") == expected
    assert identities(two, ".") == expected


@pytest.mark.parametrize(
    "edit",
    [
        ("name: chat", "name: chat-2"),
        ("  chat:\n", "  chats:\n"),
    ],
)
def test_another_project_or_workload_is_another_identity(tmp_path: Path, edit: tuple[str, str]) -> None:
    """Renaming the project or the workload changes every identity of a workload's verdicts."""
    folder = repository(tmp_path, "shop", "chat")
    before = {found["identity"] for found in verdicts(folder, ".") if found["subject"]["workload"]}
    profile = folder / "llm-profile.yaml"
    profile.write_text(profile.read_text().replace(*edit))
    after = {found["identity"] for found in verdicts(folder, ".") if found["subject"]["workload"]}
    assert before & after == set()


def test_what_a_verdict_says_is_not_in_its_identity(tmp_path: Path) -> None:
    """A failure that becomes undecided, with other facts, is the same verdict."""
    folder = repository(tmp_path, "shop", "chat")
    profile = folder / "llm-profile.yaml"
    of = "compliance/hipaa/business-associate-agreement"
    before = [v for v in verdicts(folder, ".") if v["rule"] == of]
    (folder / "policyengine.yaml").write_text("version: 1\nagreements: {openai: {baa: {status: none}}}\n")
    after = [v for v in verdicts(folder, ".") if v["rule"] == of]
    assert [v["outcome"] for v in (*before, *after)] == ["unknown", "fail"]
    assert [v["identity"] for v in before] == [v["identity"] for v in after]
    assert [v["facts_digest"] for v in before] != [v["facts_digest"] for v in after]
    assert profile.is_file()


def test_projects_of_one_name_are_reported(tmp_path: Path) -> None:
    """Two repositories whose projects share a name cannot be told apart, and a note says which they are."""
    for name in ("one", "two"):
        repository(tmp_path, name, "assistant")
    found = identities(tmp_path, "one", "two")
    assert len(set(found)) == len(found) / 2
    notes = [
        line
        for line in policyengine(tmp_path, "check", "one", "two", "--as-of", DAY).out.splitlines()
        if "same identities" in line
    ]
    expected = (
        "note: two/llm-profile.yaml: the project is called `assistant` as in one/llm-profile.yaml, so their verdicts "
        "have the same identities; `project.name` must be unique in the organisation"
    )
    assert notes == [expected]


def test_a_waiver_of_the_settings_has_an_identity_wherever_a_run_starts(tmp_path: Path) -> None:
    """A waiver whose profile does not exist has no project: it goes by the path from the root of the repository."""
    folder = repository(tmp_path, "shop", "shop")
    (folder / "policyengine.yaml").write_text(ASTRAY)
    found = [
        [v["identity"] for v in verdicts(place, path) if v["rule"] == "waiver/unused"]
        for place, path in ((folder, "."), (tmp_path, "shop"))
    ]
    assert len(found[0]) == 1
    assert found[0] == found[1]
