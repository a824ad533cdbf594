"""`edition:` pins the shipped rules: newer ones are previewed and never change the exit code."""

import json
import re
from pathlib import Path

import pytest

from policyengine.policy.editions import decision_digest, load_editions
from policyengine.policy.policy import load_policy
from tests.cli.running import DAY, Done, policyengine
from tests.cli.shipping import Release

FIRST = load_editions().dates[-1]
SECOND = "2099-01-15"
PROFILE = """\
version: 1
project: {name: notes, owner: docs, lifecycle: production}
workloads:
  draft:
    purpose: Drafts release notes
    tasks: [summarization]
    data: {classes: [internal]}
"""


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """Ship a copy of the program with one rule more, which no edition names."""
    shipped = Release(tmp_path / "release")
    shipped.add_rule("governance/long-purpose")
    return shipped


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """Make a repository with one profile."""
    folder = tmp_path / "service"
    (folder / ".git").mkdir(parents=True)
    (folder / "llm-profile.yaml").write_text(PROFILE)
    return folder


def pin(folder: Path, edition: str, more: str = "") -> None:
    """Write settings that pin an edition."""
    (folder / "policyengine.yaml").write_text(f"version: 1\nedition: {edition}\n{more}")


def check(release: Release, folder: Path, *arguments: str) -> Done:
    """Check the profile by the new rule and by one that every edition has."""
    selected = ("--select", "governance/long-purpose,capability/evaluation")
    return release.run(folder, "check", "--as-of", DAY, *selected, *arguments)


def test_without_an_edition_every_shipped_rule_counts(release: Release, service: Path) -> None:
    """A rule that is new fails, and nothing is previewed."""
    done = check(release, service)
    assert done.code == 1
    assert "error[governance/long-purpose]" in done.out
    assert "preview" not in done.out


def test_a_newer_rule_is_previewed_and_does_not_count(release: Release, service: Path) -> None:
    """It is printed with its place; neither the exit code, nor the counts, nor the verdicts know it."""
    pin(service, FIRST)
    done = check(release, service)
    assert (done.code, done.err) == (0, "")
    found = "error: `draft` says in too few letters what it is for"
    assert (
        f"""
preview[governance/long-purpose]: {found}  (llm-profile.yaml:5 draft)
preview: 1 rule is newer than edition {FIRST}: it would add 1 error; see `policyengine rules list --since {FIRST}`
"""
        in f"\n{done.out}"
    )
    assert "against 1 rule as of" in done.out
    data = json.loads(check(release, service, "--output-format", "json").out)
    assert [verdict["rule"]["id"] for verdict in data["verdicts"]] == ["capability/evaluation"]
    assert data["counts"]["rules"] == 1
    assert data["preview"]["editions"] == [FIRST]
    assert data["preview"]["rules"] == ["governance/long-purpose"]
    assert [verdict["outcome"] for verdict in data["preview"]["verdicts"]] == ["fail"]


def test_a_newer_rule_that_holds_is_previewed_in_one_line(release: Release, service: Path) -> None:
    """Nothing fails by it, which the line says."""
    pin(service, FIRST)
    release.add_rule("governance/long-purpose", letters=3)
    done = check(release, service)
    assert done.code == 0
    assert (
        f"preview: 1 rule is newer than edition {FIRST}: nothing here fails by it; "
        f"see `policyengine rules list --since {FIRST}`\n"
    ) in done.out


def test_raising_the_edition_adopts_the_rule(release: Release, service: Path) -> None:
    """Once an edition names the rule and the settings pin that edition, it counts."""
    release.add_edition(SECOND, "governance/long-purpose")
    pin(service, FIRST)
    assert check(release, service).code == 0
    pin(service, SECOND)
    done = check(release, service)
    assert done.code == 1
    assert "preview" not in done.out


def test_selecting_only_newer_rules_checks_nothing(release: Release, service: Path) -> None:
    """Exit code 3 says that the edition does not have the rule."""
    pin(service, FIRST)
    done = release.run(service, "check", "--as-of", DAY, "--select", "governance/long-purpose")
    assert done.code == 3
    assert "every rule selected is newer than the edition in force" in done.err
    assert f"edition {FIRST} does not have `governance/long-purpose`" in done.err


def test_rules_list_since_an_edition(release: Release, service: Path) -> None:
    """It lists what is newer; the whole list marks it where the settings pin an edition."""
    pin(service, FIRST)
    newer = release.run(service, "rules", "list", "--since", FIRST)
    assert newer.code == 0
    assert re.sub(r" {2,}", "  ", newer.out) == (
        "governance/long-purpose  error  practice  workload  A purpose is a sentence (preview)\n"
    )
    listed = release.run(service, "rules", "list").out.splitlines()
    assert [line.split()[0] for line in listed if line.endswith("(preview)")] == ["governance/long-purpose"]
    release.add_edition(SECOND, "governance/long-purpose")
    assert release.run(service, "rules", "list", "--since", SECOND).out == (
        f"no shipped rule is newer than edition {SECOND}\n"
    )
    wrong = release.run(service, "rules", "list", "--since", "2020-01-01")
    assert (wrong.code, wrong.out) == (2, "")
    assert "there is no edition `2020-01-01`" in wrong.err
    assert f"{FIRST}, {SECOND}" in wrong.err
    assert f"edition: {SECOND}" in release.run(service, "rules", "show", "governance/long-purpose").out


@pytest.mark.parametrize(
    ("edition", "hint"),
    [
        ("2100-01-01", "install a newer version, or pin that edition"),
        ("2020-01-01", f"the editions are {', '.join(load_editions().dates)}"),
    ],
)
def test_an_unknown_edition_is_refused(service: Path, edition: str, hint: str) -> None:
    """An older program must not judge by fewer rules than the settings ask for."""
    pin(service, edition)
    done = policyengine(service, "check", "--as-of", DAY)
    assert done.code == 2
    assert f"there is no edition `{edition}` of the shipped rules" in done.out
    assert "policyengine.yaml:2:10" in done.out
    assert hint in done.out


def test_the_latest_edition_of_all_files_holds(release: Release, service: Path) -> None:
    """A service adopts rules earlier than its organisation, never later."""
    release.add_edition(SECOND, "governance/long-purpose")
    lower = service / "svc"
    lower.mkdir()
    (service / "llm-profile.yaml").rename(lower / "llm-profile.yaml")
    for upper_edition, lower_edition, code in ((FIRST, SECOND, 1), (SECOND, FIRST, 1), (FIRST, FIRST, 0)):
        pin(service, upper_edition)
        pin(lower, lower_edition, "extends: ../policyengine.yaml\n")
        assert check(release, lower).code == code


def test_a_record_leaves_newer_rules_out(release: Release, service: Path) -> None:
    """A record written before a rule was released stays fresh after it."""
    pin(service, FIRST)
    decisions = (
        "    choice: {model: anthropic/claude-sonnet-4-6, hosting: vendor-api, provider: anthropic, tier: business}\n"
        "decisions:\n"
        "  draft: {workloads: [draft], status: accepted, date: 2026-10-01, makers: [Ada Lovelace]}\n"
    )
    (service / "llm-profile.yaml").write_text(PROFILE + decisions)
    before = Release(release.folder.with_name("before"))
    assert before.run(service, "record", "llm-profile.yaml", "--as-of", DAY).code == 0
    assert release.run(service, "record", "llm-profile.yaml", "--check", "--as-of", DAY).code == 0


def test_a_rule_is_replaced_by_a_stricter_one(release: Release, service: Path) -> None:
    """Each edition asks one of the two; severities by the old id hold for both."""
    release.add_edition(SECOND, "governance/long-purpose")
    release.add_rule("governance/long-purpose", letters=3, more="until: 2099-02-01\n")
    release.add_rule("governance/longer-purpose", more="formerly: [governance/long-purpose]\n")
    release.add_edition("2099-02-01", "governance/longer-purpose")
    chosen = ("check", "--as-of", DAY, "--output-format", "json", "--select", "governance/long*")
    for edition, code, failed in ((SECOND, 0, []), ("2099-02-01", 1, ["governance/longer-purpose"])):
        pin(service, edition)
        done = release.run(service, *chosen)
        found = json.loads(done.out)
        assert (done.code, found["counts"]["rules"]) == (code, 1)
        assert [verdict["rule"]["id"] for verdict in found["verdicts"]] == failed
    pin(service, "2099-02-01", "severities: {governance/long-purpose: note}\n")
    assert release.run(service, *chosen).code == 0


def test_only_shipped_rules_have_editions(release: Release, service: Path) -> None:
    """A pack's rule with `until` is refused at its line."""
    (service / "policyengine.yaml").write_text("version: 1\npacks: [acme]\n")
    rule = (release.folder / "rules" / "governance" / "long-purpose.yaml").read_text()
    (service / "acme" / "rules" / "own").mkdir(parents=True)
    (service / "acme" / "rules" / "own" / "it.yaml").write_text(f"{rule}until: 2099-01-15\n")
    done = policyengine(service, "check", "--as-of", DAY)
    assert done.code == 2
    assert "only shipped rules have editions" in done.out


def test_released_rules_decide_as_their_edition_says() -> None:
    """A released rule does not become stricter: it is corrected on the record, or replaced by a new one."""
    policy, editions = load_policy(()), load_editions()
    digests = {head.id: decision_digest(policy.rule(head.id)) for head in policy.all_heads}
    released = {rule_id: digests.get(rule_id, "the rule is gone") for rule_id in editions.digests}
    assert released == editions.digests, "see docs/editions.md, For maintainers"
    assert list(editions.dates) == sorted(editions.dates)


def test_a_previewed_rule_is_explained_as_one(release: Release, service: Path) -> None:
    """`explain` says first that the rule does not count, with and without a profile, and ranks no fact for it."""
    pin(service, FIRST)
    first = f"preview: this rule is newer than edition {FIRST}, which is in force here, and does not count\n\n"
    for arguments in (["governance/long-purpose"], ["governance/long-purpose", "llm-profile.yaml"]):
        assert release.run(service, "explain", *arguments).out.startswith(f"{first}governance/long-purpose")
    assert release.run(service, "rules", "show", "governance/long-purpose").out.startswith(first)
    assert not release.run(service, "explain", "capability/evaluation").out.startswith("preview")
    path = release.folder / "rules" / "governance" / "long-purpose.yaml"
    text = path.read_text().replace("require: ", "when: workload.migration.phases > 0\nrequire: ")
    path.write_text(text.replace("workload.migration.phases > 0", "team.on_call"))
    unknown = release.run(service, "explain", "--unknown", "llm-profile.yaml")
    pin(service, FIRST, "severities: {governance/long-purpose: off}\n")
    assert unknown == release.run(service, "explain", "--unknown", "llm-profile.yaml")
