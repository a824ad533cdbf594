"""Shipped rules that no waiver can excuse, from the file to the exit code."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyengine.policy.policy import load_policy
from tests.cli.running import DAY, policyengine

PROFILE = """\
version: 1
project: {{name: chat, owner: clinical-ai, lifecycle: {lifecycle}, jurisdictions: [IT]}}
workloads:
  chat:
    purpose: Rates calls
    tasks: [classification]
    data: {data}
    {said}
waivers:
  - rule: {rule}
    workload: chat
    owner: Ann
    reason: It was always so
    approved_by: Grace Hopper
    ticket: RISK-1
    granted: 2026-11-22
    expires: 2026-12-24
    compensating_control: Somebody looks at it
    facts: {facts}
"""
SETTINGS = "version: 1\napprovers: {legal: [Grace Hopper]}\n"
AIR_GAPPED = "choice: {model: meta-llama/Llama-3.1-70B-Instruct, hosting: air-gapped}"
UNWAIVABLE = {
    "compliance/ai-act/prohibited-practices": ("{classes: [pii]}", "ai_act: {prohibited_screen: hit}"),
    "compliance/hipaa/de-identification": ("{classes: [phi], deid: {method: hipaa-safe-harbor}}", "interaction: batch"),
    "consistency/air-gapped-option": (
        "{classes: [pii]}",
        f"{AIR_GAPPED}\n    supporting: [{{role: judge, model: openai/gpt-4o, hosting: vendor-api}}]",
    ),
    "consistency/air-gapped-recipient": (
        "{classes: [pii]}",
        f"recipients: [{{provider: langfuse, role: observability}}]\n    {AIR_GAPPED}",
    ),
    "consistency/air-gapped-tool": (
        "{classes: [pii]}",
        f"tools: [{{name: search, web: true}}]\n    {AIR_GAPPED}",
    ),
    "consistency/choice": ("{classes: [pii]}", "interaction: batch"),
    "consistency/data-subjects": ("{classes: [pii], subjects: [], deid: {method: none}}", "interaction: batch"),
    "consistency/gateway": (
        "{classes: [pii]}",
        "choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openrouter}",
    ),
    "consistency/hosting": (
        "{classes: [pii]}",
        "choice: {model: meta-llama/Llama-3.1-70B-Instruct, hosting: on-premises, tenancy: shared}",
    ),
    "consistency/own-hardware": (
        "{classes: [pii]}",
        "choice: {model: meta-llama/Llama-3.1-70B-Instruct, hosting: on-premises, provider: lambda}",
    ),
    "consistency/recipient-classes": (
        "{classes: [pii]}",
        "recipients: [{provider: langfuse, role: observability, classes: []}]",
    ),
    "consistency/recipient-company": (
        "{classes: [pii]}",
        "recipients: [{provider: langfuse, role: observability, company: amazon}]",
    ),
    "consistency/recipient-option": (
        "{classes: [pii]}",
        "recipients: [{provider: groq, role: inference}]\n    choice: {model: BAAI/bge-m3, hosting: on-premises}",
    ),
    "consistency/recipient-role": ("{classes: [pii]}", "recipients: [{provider: langfuse, role: storage}]"),
    "consistency/store-classes": (
        "{classes: [internal]}",
        "stores: [{kind: log, name: traces, provider: own, classes: [phi]}]",
    ),
    "consistency/store-place": (
        "{classes: [pii]}",
        "stores: [{kind: log, name: traces, provider: aws, region: eu-central-1, country: US}]",
    ),
    "consistency/store-recipient": ("{classes: [pii]}", "stores: [{kind: log, name: traces, provider: datadog}]"),
    "consistency/teacher": (
        "{classes: [pii]}",
        "customization: {need: prompt}\n    fine_tune: {teacher: openai/gpt-4o}",
    ),
    "consistency/tuning-classes": ("{classes: [internal]}", "fine_tune: {data_classes: [phi]}"),
    "consistency/statements": ("{classes: [pii]}", "ai_act: {class: prohibited, prohibited_screen: clear}"),
    "consistency/tuning-need": ("{classes: [pii]}", "fine_tune: {data_classes: [pii]}"),
    "consistency/version": (
        "{classes: [pii]}",
        "choice: {model: gpt-4o, hosting: vendor-api, version: latest, version_pinned: true}",
    ),
    "vendor/named": ("{classes: [pii]}", "choice: {model: openai/gpt-4o, hosting: vendor-api}"),
}


UNDECIDED = {
    "consistency/tuning-need": "workloads.chat.customization.need",
    "vendor/named": "workloads.chat.choice.provider",
}
"""Rules above that are undecided, with the fact that decides each."""


def advice(rule: str, verdict: dict[str, Any]) -> str:
    """Return what to do about a rule that cannot be waived: declare what it waits for, or its own remediation."""
    assert (verdict["outcome"] == "unknown") == (rule in UNDECIDED)
    if rule in UNDECIDED:
        return f"the rule is undecided; declare `{UNDECIDED[rule]}`"
    return " ".join(load_policy(()).rule(rule).remediation.split())


def test_these_are_all() -> None:
    """Every rule with `waivable: false` is tested here."""
    policy = load_policy(())
    assert {head.id for head in policy.all_headers if not policy.rule(head.id).waivable} == set(UNWAIVABLE)


@pytest.mark.parametrize("lifecycle", ["pilot", "production"])
@pytest.mark.parametrize("rule", UNWAIVABLE)
def test_a_complete_waiver_excuses_nothing(tmp_path: Path, rule: str, lifecycle: str) -> None:
    """The rule stays as loud as it was, the waiver is an error of its own, and `waive` writes none."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "policyengine.yaml").write_text(SETTINGS)
    data, said = UNWAIVABLE[rule]
    profile = tmp_path / "llm-profile.yaml"
    select = ("--as-of", DAY, "--select", rule)
    text = PROFILE.format(lifecycle=lifecycle, data=data, said=said, rule=rule, facts="…")
    without = text[: text.index("waivers:")]
    profile.write_text(without)
    (alone,) = json.loads(policyengine(tmp_path, "check", *select, "--output-format", "json").out)["verdicts"]
    assert policyengine(tmp_path, "waive", rule, "llm-profile.yaml", "--as-of", DAY) == (
        2,
        "",
        f"error: `{rule}` cannot be waived\n  = help: {advice(rule, alone)}\n\n",
    )
    assert profile.read_text() == without
    profile.write_text(text.replace("…", alone["facts_digest"]))
    done = policyengine(tmp_path, "check", *select, "--output-format", "json")
    verdicts = {verdict["rule"]: verdict for verdict in json.loads(done.out)["verdicts"]}
    assert done.code == 1
    assert verdicts.pop(rule) == alone
    (about,) = verdicts.values()
    assert (about["rule"], about["severity"], about["message"]) == (
        "waiver/not-waivable",
        "error",
        f"`{rule}` cannot be waived",
    )
    assert profile.read_text().splitlines()[about["location"]["line"] - 1] == f"  - rule: {rule}"
