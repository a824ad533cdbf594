"""A program reads the sentence that a person reads: an unknown verdict never says that something failed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.own_rules import placed
from tests.cli.running import DAY, FAILING, policyengine

MESSAGE = "it failed with {workload.volume.requests_per_day} requests"
PROVEN = "version: 1\npacks: [acme]\nevidence: {own: {required: true}}\n"
"""Settings under which a pass on a claim without a document is unknown."""


def report(folder: Path, *options: str) -> list[dict[str, Any]]:
    """Return the verdicts of the JSON report."""
    done = policyengine(folder, "check", "--as-of", DAY, "--output-format", "json", *options)
    verdicts: list[dict[str, Any]] = json.loads(done.out)["verdicts"]
    return verdicts


def headings(folder: Path, *options: str) -> list[str]:
    """Return the first line of each verdict in text."""
    lines = policyengine(folder, "check", "--as-of", DAY, *options).out.splitlines()
    return [line for line in lines if line.startswith(("error[", "warning[", "note["))]


def test_json_says_what_text_says(tmp_path: Path) -> None:
    """On a profile that declares little, each verdict in text begins with its message in JSON."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "llm-profile.yaml").write_text(FAILING)
    verdicts = report(tmp_path)
    expected = [f"{v['severity']}[{v['rule']}]: {v['message']}" for v in verdicts]
    assert {v["outcome"] for v in verdicts} == {"fail", "unknown"}
    assert headings(tmp_path) == expected
    doubts = [v["message"] for v in verdicts if v["outcome"] == "unknown"]
    assert [said for said in doubts if not said.startswith("undecided: ")] == []
    assert [said for said in doubts if "(not declared)" in said] == []


@pytest.mark.parametrize(
    ("require", "settings", "outcome", "message"),
    [
        (
            "workload.volume.requests_per_day > 5",
            "",
            "unknown",
            "undecided: A rule of Acme's",
        ),
        ("workload.security.mfa", PROVEN, "unknown", "this rests on a claim without proof: A rule of Acme's"),
        (
            "1 / (workload.volume.input_tokens - 5) > 1",
            "",
            "broken",
            "this rule could not be evaluated: divide by zero",
        ),
        ("workload.volume.input_tokens > 5", "", "fail", "it failed with (not declared) requests"),
        ("workload.volume.input_tokens > 4", "", "pass", "A rule of Acme's"),
    ],
)
def test_each_outcome_says_its_own(tmp_path: Path, require: str, settings: str, outcome: str, message: str) -> None:
    """The message of a failure is for failures; a pass says what is required, a broken rule why it has no answer."""
    profile = FAILING.replace("    data:", "    security: {mfa: true}\n    volume: {input_tokens: 5}\n    data:")
    placed(tmp_path, require, profile, MESSAGE)
    if settings:
        (tmp_path / "policyengine.yaml").write_text(settings)
    (verdict,) = report(tmp_path, "--select", "acme:*", "--show-passes")
    assert (verdict["outcome"], verdict["message"]) == (outcome, message)


def test_a_waived_doubt_stays_a_doubt(tmp_path: Path) -> None:
    """A waiver excuses an unknown verdict, and the message still says that it is not known."""
    placed(tmp_path, "workload.volume.requests_per_day > 5", FAILING, MESSAGE)
    (unknown,) = report(tmp_path, "--select", "acme:*")
    with (tmp_path / "llm-profile.yaml").open("a") as file:
        file.write(
            "waivers:\n  - {rule: acme:own/it, workload: chat, owner: Ann, reason: counted in May, approved_by: Bob, "
            f"ticket: R-1, granted: 2026-11-01, expires: 2027-01-31, facts: {unknown['facts_digest']}}}\n"
        )
    (waived,) = report(tmp_path, "--select", "acme:*", "--show-passes")
    assert (waived["outcome"], waived["message"]) == ("waived", unknown["message"])


def test_a_sidecar_says_what_text_says(tmp_path: Path) -> None:
    """The JSON beside a record has the sentences of the report."""
    (tmp_path / ".git").mkdir()
    decision = f"decisions:\n  d: {{workloads: [chat], status: proposed, date: {DAY}}}\n"
    (tmp_path / "llm-profile.yaml").write_text(FAILING + decision)
    expected = {(v["rule"], v["subject"]["element"]): v["message"] for v in report(tmp_path)}
    assert policyengine(tmp_path, "record", "llm-profile.yaml").code == 0
    (sidecar,) = (tmp_path / "docs" / "decisions").glob("*.decision.json")
    told = {(v["rule"], v["subject"]["element"]): v["message"] for v in json.loads(sidecar.read_text())["verdicts"]}
    assert {key: told.get(key) for key in expected} == expected
