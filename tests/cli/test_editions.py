"""`edition:` pins the shipped rules: newer ones are previewed and never change the exit code."""

import json
import re
from pathlib import Path

import pytest

from policyengine.policy.editions import decision_digest, load_editions
from policyengine.policy.policy import load_policy
from tests.cli.cloning import commit, git
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
    assert ", 1 rule as of" in done.out
    data = json.loads(check(release, service, "--output-format", "json").out)
    assert [verdict["rule"] for verdict in data["verdicts"]] == ["capability/evaluation"]
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
        f"preview: 1 rule is newer than edition {FIRST}: nothing here fails because of it; "
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
    head, *rules = re.sub(r" {2,}", "  ", newer.out).splitlines()
    assert head == "of the next edition:"
    assert "governance/long-purpose  error  practice  workload  A purpose is a sentence (preview)" in rules
    listed = release.run(service, "rules", "list").out.splitlines()
    marked = [line.split()[0] for line in listed if line.endswith("(preview)")]
    assert ("governance/long-purpose" in marked, len(marked)) == (True, len(rules))
    release.add_edition(SECOND, "governance/long-purpose")
    newer = release.run(service, "rules", "list", "--since", FIRST)
    assert f"edition {SECOND}:\ngovernance/long-purpose  " in newer.out
    assert "governance/long-purpose" not in release.run(service, "rules", "list", "--since", SECOND).out
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
        "  draft: {workloads: [draft], status: accepted, because: x, date: 2026-10-01, makers: [Ada Lovelace]}\n"
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
        assert [verdict["rule"] for verdict in found["verdicts"]] == failed
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
    digests = {head.id: decision_digest(policy.rule(head.id)) for head in policy.all_headers}
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


def test_the_option_is_the_default_of_the_settings(release: Release, service: Path) -> None:
    """It holds where settings pin none; a pin wins, be it earlier or later."""
    release.add_edition(SECOND, "governance/long-purpose")
    for given, pinned, code in (
        (FIRST, "", 0), (SECOND, "", 1), (FIRST, SECOND, 1), (SECOND, FIRST, 0), ("", FIRST, 0), ("", "", 1),
    ):  # fmt: skip
        (service / "policyengine.yaml").unlink(missing_ok=True)
        if pinned:
            pin(service, pinned)
        done = check(release, service, *(("--edition", given) if given else ()))
        assert done.code == code, (given, pinned, done)
        assert ("preview[governance/long-purpose]" in done.out) == (code == 0)
    (service / "policyengine.yaml").write_text("version: 1\nlocked: {terms: [edition]}\n")
    assert check(release, service, "--edition", FIRST).code == 1


def test_the_option_for_other_commands(release: Release, service: Path) -> None:
    """`explain`, `rules list` and `waive` take it too."""
    first = f"preview: this rule is newer than edition {FIRST}"
    assert release.run(service, "explain", "governance/long-purpose", "--edition", FIRST).out.startswith(first)
    listed = release.run(service, "rules", "list", "--edition", FIRST).out.splitlines()
    assert "governance/long-purpose" in [line.split()[0] for line in listed if line.endswith("(preview)")]
    waive = ("waive", "governance/long-purpose", "llm-profile.yaml", "--as-of", DAY)
    assert "is newer than edition" in release.run(service, *waive, "--edition", FIRST).err


@pytest.mark.parametrize(
    ("edition", "hint"),
    [
        ("2100-01-01", "install a newer version, or pin that edition"),
        ("2020-01-01", f"the editions are {', '.join(load_editions().dates)}"),
        ("newest", "the editions are"),
        (" ", "name one, such as 2026-11-28"),
    ],
)
def test_an_unknown_edition_is_refused_as_in_settings(service: Path, edition: str, hint: str) -> None:
    """Exit code 2, also where the settings pin one that would win."""
    for settings in ("version: 1\n", f"version: 1\nedition: {FIRST}\n"):
        (service / "policyengine.yaml").write_text(settings)
        done = policyengine(service, "check", "--as-of", DAY, "--edition", edition)
        assert done.code == 2
        assert "--edition" in done.err
        assert hint in done.err


@pytest.mark.parametrize("written", ["edition:", "edition: ~", "edition: null", "edition: # later"])
def test_an_empty_edition_is_an_error(service: Path, written: str) -> None:
    """It would silently mean every shipped rule; the message says what to write."""
    settings = service / "policyengine.yaml"
    settings.write_text(f"version: 1\n{written}\n")
    done = policyengine(service, "check", "--as-of", DAY, "--edition", FIRST)
    assert done.code == 2
    assert "`edition` is empty" in done.out
    assert "policyengine.yaml:2:1" in done.out
    assert f"write one of {', '.join(load_editions().dates)}, or remove the line" in done.out
    lower = service / "svc"
    lower.mkdir()
    (lower / "policyengine.yaml").write_text("version: 1\nextends: ../policyengine.yaml\n")
    (service / "llm-profile.yaml").rename(lower / "llm-profile.yaml")
    done = policyengine(service, "check", "--as-of", DAY)
    assert (done.code, "`edition` is empty" in done.out) == (2, True)


def test_the_upgrade_from_version_0_1_0(release: Release, service: Path) -> None:
    """As docs/editions.md has it: the branch's own pin does not count, the option does, until the merge."""
    git(service, "init", "--quiet", "--initial-branch=main")
    git(service, "config", "user.email", "ada@example.org")
    git(service, "config", "user.name", "Ada")
    (service / "policyengine.yaml").write_text("version: 1\n")
    commit(service)
    git(service, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(service, "switch", "--quiet", "--create", "upgrade")
    pin(service, FIRST)
    commit(service)
    judged = ("--policy-from", "origin/main")
    assert check(release, service, *judged).code == 1
    done = check(release, service, *judged, "--edition", FIRST)
    assert done.code == 0, done.out + done.err
    assert "preview[governance/long-purpose]" in done.out
    git(service, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(service, "switch", "--quiet", "--create", "later")
    (service / "README.md").write_text("later\n")
    commit(service)
    assert check(release, service, *judged).code == 0


WAIVER = "waivers:\n  - {rule: capability/evaluation, workload: draft, expires: 2026-12-31, facts: FACTS}\n"


@pytest.mark.parametrize(
    "case",
    [
        ("a" * 64, "", (), "`edition: 2026-11-28` in policyengine.yaml"),
        ("a" * 64, "", ("--fail-on", "never"), "`edition: 2026-11-28` in policyengine.yaml"),
        ("{outcome: unknown, digest: aaaaaaaaaaaaaaaa}", "", (), ""),
        ("a" * 64, f"edition: {FIRST}\n", (), ""),
        ("a" * 64, "", ("--edition", FIRST), ""),
        ("a" * 64, "severities: {governance/long-purpose: warning}\n", (), ""),
    ],
)
def test_a_note_for_those_who_come_from_version_0_1_0(
    release: Release, service: Path, case: tuple[str, str, tuple[str, ...], str]
) -> None:
    """A waiver that this version wrote shows that it was in use; nobody else is led to pin an old edition."""
    facts, settings, arguments, how = case
    with (service / "llm-profile.yaml").open("a") as file:
        file.write(WAIVER.replace("FACTS", facts))
    (service / "policyengine.yaml").write_text(f"version: 1\n{settings}")
    done = check(release, service, *arguments)
    notes = [line for line in done.out.splitlines() if "is from a rule newer than edition" in line]
    wrote = "1 error is from a rule newer than edition 2026-11-28, that of version 0.1.0, which wrote the waiver at"
    previews = f"llm-profile.yaml:9:80; {how} previews such rules while you upgrade (docs/editions.md)"
    assert notes == ([f"note: {wrote} {previews}"] if how else [])
