"""Facts that a profile or its settings state once, in every command that judges."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.cloning import commit, git
from tests.cli.own_rules import placed
from tests.cli.running import DAY, ROOT, Done, policyengine

EXAMPLES = ROOT / "examples"

PROFILE = """\
version: 1
project: {name: chat, owner: clinical-ai, lifecycle: production, jurisdictions: [US]}
defaults:
  workload:
    monitoring: {quality: true}
    volume: {requests_per_day: 5000, input_tokens: 900, output_tokens: 200}
  option: {region: eastus2, tier: enterprise, since: 2026-01-15}
workloads:
  chat:
    purpose: Answers patients' questions
    tasks: [question-answering]
    data: {classes: [phi], subjects: [US], residency: [US]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: azure-openai}
    considered:
      - {model: openai/gpt-4o-mini, hosting: vendor-api, provider: azure-openai, region: westeurope}
decisions:
  chat:
    workloads: [chat]
    status: proposed
    date: 2026-11-22
    because: It answers best
"""
SETTINGS = """\
version: 1
defaults:
  - where: {option.hosting: vendor-api}
    evidence: docs/platform.md
    workload: {operations: {incident_contact: llm@example.com}, data: {retention_policy: true}}
    option: {tenancy: shared}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with a profile and settings that state defaults."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "llm-profile.yaml").write_text(PROFILE)
    (tmp_path / "policyengine.yaml").write_text(SETTINGS)
    return tmp_path


def verdicts(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return the verdicts of a check, passes included."""
    done = policyengine(folder, "check", "--output-format", "json", "--show-passes", "--as-of", DAY, *arguments)
    found: list[dict[str, Any]] = json.loads(done.out)["verdicts"]
    return found


def undecided(folder: Path, path: str) -> tuple[int, int]:
    """Return how many mandatory verdicts are undecided, and how many others."""
    found = [verdict["severity"] for verdict in verdicts(folder, path) if verdict["outcome"] == "unknown"]
    return found.count("error"), len(found) - found.count("error")


def test_a_platform_takes_undecided_rules_from_its_service_teams(tmp_path: Path) -> None:
    """The profile of the example is the first profile; its platform's defaults decide most of what is undecided."""
    shutil.copytree(EXAMPLES / "first-profile", tmp_path / "without")
    shutil.copytree(EXAMPLES / "platform-defaults", tmp_path / "with")
    profiles = [tmp_path / "without" / "llm-profile.yaml", tmp_path / "with" / "services/helpdesk/llm-profile.yaml"]
    first, second = (path.read_text().split("\n", 1) for path in profiles)

    assert first[1] == second[1]
    assert (undecided(tmp_path, "without"), undecided(tmp_path, "with")) == ((14, 5), (7, 3))


def test_a_verdict_names_the_line_that_states_the_fact(folder: Path) -> None:
    """In the profile's defaults, or in the settings, with the document that they name."""
    facts = {fact["path"]: fact for verdict in verdicts(folder) for fact in verdict["evidence"]}

    assert (facts["option.tier"]["location"]["path"], facts["option.tier"]["location"]["line"]) == (
        "llm-profile.yaml",
        7,
    )
    contact = facts["workload.operations.incident_contact"]
    assert (facts["option.tier"]["origin"], contact["origin"]) == ("profile", "settings")
    assert contact["location"] == {
        "path": "policyengine.yaml", "line": 5, "column": 47, "end_line": 5, "end_column": 62
    }  # fmt: skip
    assert contact["claim"] == {"document": "docs/platform.md", "checked": None, "by": None}


def test_every_command_reads_defaults(folder: Path) -> None:
    """Costs, records and explanations have the facts, and records name their place."""
    locked = "  - locked: true\n    workload: {data: {boundary: machine}}\n"
    (folder / "policyengine.yaml").write_text(SETTINGS + locked)
    cost = json.loads(policyengine(folder, "cost", "llm-profile.yaml", "--output-format", "json").out)
    explained = policyengine(folder, "explain", "vendor/consumer-terms", "llm-profile.yaml", "--as-of", DAY)
    recorded = policyengine(folder, "record", "llm-profile.yaml", "--as-of", DAY)
    checked = policyengine(folder, "record", "--check", "llm-profile.yaml", "--as-of", DAY)
    (record,) = (folder / "docs" / "decisions").glob("0001-*.md")

    assert (cost["workloads"][0]["requests_per_day"], cost["workloads"][0]["in_use"]["low"]) == (5000, 637.5)
    assert "(llm-profile.yaml:7:35)" in explained.out
    assert (recorded.code, checked.code) == (0, 0)
    assert "`workload.data.boundary` at `policyengine.yaml:8`" in record.read_text()


def test_a_locked_default(folder: Path) -> None:
    """Stating it otherwise is refused in each command, at the line that does so."""
    (folder / "policyengine.yaml").write_text(SETTINGS.replace("  - where:", "  - locked: true\n    where:"))
    profile = folder / "llm-profile.yaml"
    assert policyengine(folder, "check", "llm-profile.yaml").code == 1
    profile.write_text(
        PROFILE.replace(
            "provider: azure-openai}\n    considered", "provider: azure-openai, tenancy: dedicated}\n    considered"
        )
    )

    for command in (("check",), ("cost",), ("size",), ("plan",), ("record",), ("explain", "vendor/consumer-terms")):
        done = policyengine(folder, *command, "llm-profile.yaml")
        assert (command, done.code) == (command, 2)
        text = done.out + done.err
        assert "`policyengine.yaml:7` locks `option.tenancy` to `shared`" in text, text
        assert "llm-profile.yaml:13:" in text


def test_a_locked_default_keeps_its_evidence(folder: Path) -> None:
    """The same value with other evidence is refused: the organisation owns the claim."""
    locked = SETTINGS.replace("  - where:", "  - locked: true\n    where:").replace(
        "incident_contact: llm@example.com}", "incident_contact: llm@example.com}, security: {mfa: true}"
    )
    (folder / "policyengine.yaml").write_text(locked)
    profile = folder / "llm-profile.yaml"
    codes = []
    for claim in (
        "true",
        "{status: true, evidence: docs/mine.md, by: me}",
        "{status: true, evidence: docs/platform.md}",
    ):
        stated = PROFILE.replace("    tasks: [question", f"    security: {{mfa: {claim}}}\n    tasks: [question")
        profile.write_text(stated)
        done = policyengine(folder, "check", "llm-profile.yaml", "--as-of", DAY)
        refused = "`policyengine.yaml:6` locks `workload.security.mfa` to `true`, with its evidence" in done.out
        codes.append((done.code, refused))
    assert codes == [(1, False), (2, True), (1, False)]


def test_a_locked_default_does_not_bind_options_that_are_only_considered(folder: Path) -> None:
    """The alternative that was rejected may be what the organisation does not allow."""
    (folder / "policyengine.yaml").write_text(SETTINGS.replace("  - where:", "  - locked: true\n    where:"))
    considered = "region: westeurope, tenancy: dedicated}"
    (folder / "llm-profile.yaml").write_text(PROFILE.replace("region: westeurope}", considered))
    assert policyengine(folder, "check", "llm-profile.yaml", "--as-of", DAY).code == 1


def test_a_condition_reads_a_region_in_capitals(folder: Path) -> None:
    """A lock does not end where the region is spelled in another way."""
    where = "where: {option.region: us}"
    (folder / "policyengine.yaml").write_text(
        SETTINGS.replace("  - where: {option.hosting: vendor-api}", f"  - locked: true\n    {where}")
    )
    text = (
        PROFILE.replace("azure-openai", "openai").replace("region: eastus2", "region: US").replace("westeurope", "us")
    )
    (folder / "llm-profile.yaml").write_text(
        text.replace("provider: openai}", "provider: openai, tenancy: dedicated}", 1)
    )
    done = policyengine(folder, "check", "llm-profile.yaml", "--as-of", DAY)
    assert (done.code, "locks `option.tenancy` to `shared`" in done.out) == (2, True), done.out


def test_unknown_names_in_defaults_are_reported_once(tmp_path: Path) -> None:
    """At the line that states them."""
    (tmp_path / "llm-profile.yaml").write_text(PROFILE.replace("region: eastus2", "region: eastsu2", 1))
    done = policyengine(tmp_path, "check", "llm-profile.yaml", "--output-format", "concise")

    assert done.code == 2
    assert (done.out + done.err).count("eastsu2") == 1
    assert "llm-profile.yaml:7:" in done.out + done.err


def test_a_waiver_is_written_beside_defaults(folder: Path) -> None:
    """What elements inherit stays where it is stated."""
    failing = next(verdict for verdict in verdicts(folder) if verdict["outcome"] in {"fail", "unknown"})
    done = policyengine(folder, "waive", failing["rule"], "llm-profile.yaml", "--as-of", DAY)
    text = (folder / "llm-profile.yaml").read_text()

    assert done.code == 0, done.out + done.err
    assert text.startswith(PROFILE)
    assert "waivers:" in text


def test_a_comment_at_a_default_excuses_each_element(tmp_path: Path) -> None:
    """Verdicts that point to the line of a default are ignored there, and only there."""
    rule = 'option.region.id != "eastus2"'
    placed(tmp_path, rule, PROFILE)
    rule_file = tmp_path / "acme" / "rules" / "own" / "it.yaml"
    rule_file.write_text(rule_file.read_text().replace("severity: error", "severity: warning"))
    failing = policyengine(tmp_path, "check", "--select", "acme:*", "--as-of", DAY, "--output-format", "concise")
    stated = "option: {region: eastus2, tier: enterprise, since: 2026-01-15}"
    ignored = f"{stated}  # policyengine: ignore[acme:own/it] until the move"
    (tmp_path / "llm-profile.yaml").write_text(PROFILE.replace(stated, ignored))
    excused = policyengine(tmp_path, "check", "--select", "acme:*", "--as-of", DAY, "--output-format", "concise")

    assert (failing.code, excused.code) == (0, 0)
    assert "llm-profile.yaml:7:20: warning acme:own/it it fails" in failing.out
    assert "acme:own/it" not in excused.out
    assert "waived: 1" in excused.out


MINORS = "{workload: {audience: [minors]}}"
LOCKED_MINORS = "defaults: [{locked: true, workload: {audience: [minors]}}]\n"


def judged(clone: Path, profile: Callable[[str], str], *, base_settings: str = "", base: str = "") -> Done:
    """Put a base in place, change the profile of the pull request, and judge it by the base."""
    service = clone / "services" / "chat" / "llm-profile.yaml"
    text = service.read_text()
    service.write_text(text.replace("workloads:", f"{base}workloads:", 1))
    settings = clone / "policyengine.yaml"
    settings.write_text(settings.read_text() + base_settings)
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    service.write_text(profile(service.read_text()))
    return policyengine(clone, "check", ".", "--policy-from", "origin/main", "--as-of", DAY)


REMOVED = "removed/deciding-declaration"


@pytest.mark.parametrize(("name", "is_renamed"), [("ask", False), ("ask-2", True)], ids=["same name", "renamed"])
def test_a_default_that_a_pull_request_removes(clone: Path, name: str, *, is_renamed: bool) -> None:
    """It is a declaration that is gone, also where the workload gets another name."""

    def change(text: str) -> str:
        return re.sub(r"\bask\b", name, text.replace(f"defaults: {MINORS}\n", ""))

    done = judged(clone, change, base=f"defaults: {MINORS}\n")

    assert done.code == 1
    assert ("removed/workload" if is_renamed else REMOVED) in done.out, done.out
    assert is_renamed or "minors" in done.out


def test_a_profile_that_overrides_what_the_settings_of_the_base_state(clone: Path) -> None:
    """The settings lock what makes rules apply."""

    def change(text: str) -> str:
        return text.replace("workloads:", "defaults: {workload: {audience: [employees]}}\nworkloads:", 1)

    done = judged(clone, change, base_settings=LOCKED_MINORS)

    assert (done.code, "locks `workload.audience` to `[minors]`" in done.out) == (2, True), done.out


def test_a_profile_that_leaves_a_fact_to_its_settings(clone: Path) -> None:
    """What both stated is still declared."""

    def change(text: str) -> str:
        return text.replace(f"defaults: {MINORS}\n", "")

    done = judged(clone, change, base=f"defaults: {MINORS}\n", base_settings=LOCKED_MINORS)

    assert REMOVED not in done.out, done.out


def test_a_broken_profile_has_not_dropped_what_it_inherits(clone: Path) -> None:
    """Its mistakes are reported, and nothing about facts that settings state for it."""

    def change(text: str) -> str:
        return text.replace("lifecycle: production", "lifecycle: productive", 1)

    done = judged(clone, change, base_settings=LOCKED_MINORS)

    assert (done.code, REMOVED in done.out) == (2, False), done.out


def test_conditions_that_never_hold(folder: Path) -> None:
    """A name that the catalog does not know is refused."""
    (folder / "policyengine.yaml").write_text("version: 1\ndefaults: [{where: {option.provider: azure-opneai}}]\n")
    done = policyengine(folder, "check", "llm-profile.yaml")

    assert done.code == 2
    assert "the catalog has no provider `azure-opneai`" in done.out
    assert "did you mean `azure-openai`?" in done.out


def test_an_entry_with_a_date_in_the_future(folder: Path) -> None:
    """Its facts are undeclared until then, and a verdict names the date."""
    later = SETTINGS.replace("evidence: docs/platform.md", "evidence: docs/platform.md\n    checked: 2036-01-01")
    (folder / "policyengine.yaml").write_text(later)
    done = policyengine(folder, "check", "llm-profile.yaml", "--output-format", "concise", "--as-of", DAY)

    assert "policyengine.yaml:5:14: error consistency/date-in-future" in done.out, done.out
    assert done.code == 1


def test_a_pull_request_states_no_defaults_of_its_own_settings(clone: Path) -> None:
    """With `--policy-from`, settings are those of the base; what a profile no longer declares is missed."""
    service = clone / "services" / "chat" / "llm-profile.yaml"
    text = service.read_text()
    assert "workloads:" in text
    words = "defaults: {workload: {audience: [minors]}}\n"
    service.write_text(text.replace("workloads:", f"{words}workloads:", 1))
    commit(clone)
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    service.write_text(text)
    (clone / "policyengine.yaml").write_text((clone / "policyengine.yaml").read_text() + LOCKED_MINORS)
    done = policyengine(clone, "check", ".", "--policy-from", "origin/main", "--as-of", DAY)

    assert done.code == 1
    assert "audience" in done.out
    assert "minors" in done.out
