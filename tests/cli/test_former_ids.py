"""Parameters, and locks on them, hold for a rule under the ids that it had before, in whichever edition is in force."""

from pathlib import Path

import pytest

from policyengine.policy.editions import load_editions
from tests.cli.running import DAY, Done
from tests.cli.shipping import Release

FIRST = load_editions().dates[-1]
SECOND = "2099-01-15"
OLD, NEW, NEWEST = "governance/purpose-length", "governance/purpose-size", "governance/purpose-words"
PROFILE = """\
version: 1
project: {name: notes, owner: docs, lifecycle: production}
workloads:
  draft:
    purpose: Drafts release notes
    data: {classes: [internal]}
"""


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Ship a copy of the program in whose second edition a new rule replaces one of the first."""
    shipped = Release(tmp_path / "release")
    shipped.add_limit(OLD, more=f"until: {SECOND}\n")
    shipped.add_limit(NEW, more=f"formerly: [{OLD}]\n")
    shipped.add_edition(SECOND, NEW)
    editions = shipped.folder / "rules" / "editions.yaml"
    editions.write_text(editions.read_text().replace("  rules:\n", f"  rules:\n    {OLD}: 000000000000\n", 1))
    return shipped


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Make a repository with one profile in a folder."""
    folder = tmp_path / "service"
    (folder / ".git").mkdir(parents=True)
    (folder / "svc").mkdir()
    (folder / "svc" / "llm-profile.yaml").write_text(PROFILE)
    return folder


def settle(folder: Path, upper: str, lower: str = "") -> None:
    """Write the settings of the organisation and, below them, those of the service."""
    (folder / "policyengine.yaml").write_text(f"version: 1\n{upper}\n")
    (folder / "svc" / "policyengine.yaml").write_text(f"version: 1\nextends: ../policyengine.yaml\n{lower}\n")


def check(release: Release, folder: Path) -> Done:
    """Judge the profile by the rules about the length of a purpose."""
    return release.run(folder, "check", "svc", "--as-of", DAY, "--select", "governance/purpose-*")


@pytest.mark.parametrize(("edition", "rule"), [(f"edition: {FIRST}", OLD), (f"edition: {SECOND}", NEW), ("", NEW)])
def test_a_parameter_holds_for_the_rule_that_replaced_its_rule(
    release: Release, service: Path, edition: str, rule: str
) -> None:
    """The value that the organisation set for the old rule counts for the new one too, not the default."""
    settle(service, f"{edition}\nparameters: {{{OLD}: {{letters: 1000}}}}")
    done = check(release, service)
    assert done.code == 1, done.out + done.err
    assert f"error[{rule}]" in done.out
    assert "policyengine.yaml:3:" in done.out or not edition


def test_the_value_of_the_present_id_comes_first(release: Release, service: Path) -> None:
    """Where settings state both, the new rule has its own value."""
    settle(service, f"parameters: {{{NEW}: {{letters: 6}}, {OLD}: {{letters: 1000}}}}")
    assert check(release, service).code == 0


def test_a_parameter_survives_a_rename(release: Release, service: Path) -> None:
    """The old file is gone, and the rule has a later id yet: its settings go by each id that it had."""
    (release.folder / "rules" / f"{OLD}.yaml").unlink()
    (release.folder / "rules" / f"{NEW}.yaml").unlink()
    release.add_limit(NEW, more=f"formerly: [{OLD}]\nuntil: 2099-02-01\n")
    release.add_limit(NEWEST, more=f"formerly: [{NEW}]\n")
    settle(service, f"parameters: {{{OLD}: {{letters: 1000}}}}\nlocked: {{parameters: {{{OLD}: [letters]}}}}")
    done = check(release, service)
    assert done.code == 1, done.out + done.err
    assert f"error[{NEWEST}]" in done.out
    settle(service, f"parameters: {{{OLD}: {{letters: true}}, {NEW}: {{words: 1}}}}")
    done = check(release, service)
    assert done.code == 2
    assert "`letters` is of type int, found `true`" in done.out
    assert f"the rule `{NEW}` has no parameter `words`" in done.out


def test_a_value_of_another_type_stays_with_its_rule(release: Release, service: Path) -> None:
    """The new rule has a parameter of this name and another type: its default holds."""
    (release.folder / "rules" / f"{NEW}.yaml").unlink()
    release.add_limit(NEW, more=f"formerly: [{OLD}]\n")
    path = release.folder / "rules" / f"{NEW}.yaml"
    path.write_text(
        path.read_text()
        .replace("size(workload.purpose) > params.letters", "size(params.letters) > 0")
        .replace("{type: int, default: 5, tighter: higher,", "{type: string, default: a,")
    )
    settle(service, f"parameters: {{{OLD}: {{letters: 1000}}}}")
    assert check(release, service).code == 0


@pytest.mark.parametrize(
    ("edition", "locked", "below"),
    [("", OLD, NEW), ("", NEW, OLD), (f"edition: {FIRST}", OLD, NEW), (f"edition: {FIRST}", NEW, OLD)],
)
def test_a_lock_holds_under_each_id(release: Release, service: Path, edition: str, locked: str, below: str) -> None:
    """A service may tighten the value under either id, and loosen it under none."""
    names = "all" if edition else "[letters]"
    upper = f"{edition}\nparameters: {{{locked}: {{letters: 10}}}}\nlocked: {{parameters: {{{locked}: {names}}}}}"
    settle(service, upper, f"parameters: {{{below}: {{letters: 1}}}}")
    done = check(release, service)
    assert done.code == 2
    assert done.out.count("is locked by") == 1
    assert f"`letters` of `{below}` is locked by policyengine.yaml:4" in done.out
    settle(service, upper, f"parameters: {{{below}: {{letters: 12}}}}")
    assert check(release, service).code == 0
