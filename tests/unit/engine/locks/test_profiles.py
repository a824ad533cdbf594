"""What the settings lock about recipients a profile may repeat, and not say otherwise."""

from pathlib import Path

import pytest

from policyengine.snippet import render_mistake
from policyengine.vocabulary.routes import FROM
from tests.unit.engine.judging import judged

PROFILE = """\
version: 1
project: {{name: p, lifecycle: production}}
workloads:
  w:
    data: {{classes: [pii]}}
    choice: {{model: openai/gpt-4o, hosting: vendor-api, provider: openai, tier: {tier}}}
    recipients:
      - {{role: observability, provider: langfuse-cloud, {said}}}
"""
SETTINGS = """\
version: 1
organization: {{name: Acme}}
agreements:
  openai: {{tier: business}}
  langfuse: {{baa: {{status: none}}, retention_days: 30}}
locked: {{facts: [{locked}]}}
"""


def wrong(folder: Path, locked: str, said: str = "", tier: str = "business") -> list[str]:
    """Judge a profile that says something of its recipients under settings that lock it; give what is wrong."""
    report = judged(folder, PROFILE.format(said=said, tier=tier), SETTINGS.format(locked=locked))
    return [f"{mistake.location}: {mistake.message}" for mistake in report.mistakes]


def at(folder: Path, column: int, key: str, owner: str = "langfuse", line: int = 8) -> list[str]:
    """Return the mistake that one key makes."""
    path = folder / "llm-profile.yaml"
    return [f"{path}:{line}:{column}: `{key}` of `{owner}` is locked by {folder / 'policyengine.yaml'}:6"]


@pytest.mark.parametrize(
    ("locked", "said", "column", "key"),
    [
        ("agreements", "baa: {status: signed}", 71, "baa.status"),
        ("agreements.langfuse", "baa: {status: {status: signed, evidence: x.pdf}}", 71, "baa.status"),
        ("agreements.langfuse.baa", "baa: {status: signed}", 71, "baa.status"),
        ("agreements", "retention_days: 0", 73, "retention_days"),
        ("agreements", "zero_retention: true", 73, "zero_retention"),  # nobody states it: it is not for the team to say
        ("agreements", "company: Acme", 66, "company"),
        ("agreements.openai", "company: openai", 66, "company"),
        ("catalog.services.langfuse", "certifications: []", 73, "certifications"),
        ("catalog.services.langfuse-cloud.certifications", "certifications: []", 73, "certifications"),
        ("agreements.langfuse.baa", "company: openai", 66, "company"),  # whose agreements would hold
        ("agreements.openai.tier", "company: openai", 66, "company"),
        ("agreements", "baa: {status: {status: none, evidence: own.pdf}}", 71, "baa.status"),
        ("agreements.langfuse.baa", "baa: {status: {status: none, evidence: a.pdf, by: me}}", 71, "baa.status"),
    ],
)
def test_a_profile_does_not_contradict_a_lock(tmp_path: Path, locked: str, said: str, column: int, key: str) -> None:
    """Another value, one that nobody states, and another company whose agreements would hold: an error at its place."""
    assert wrong(tmp_path, locked, said) == at(tmp_path, column, key)


@pytest.mark.parametrize(
    ("locked", "said"),
    [
        ("agreements", "baa: {status: none}, retention_days: 30, company: langfuse"),
        ("agreements", "retention_days: 30, baa: {status: {status: none}}"),
        ("catalog.services.openai", "certifications: []"),
        ("agreements.mistral", "company: openai"),
        ("agreements.langfuse.baa", "retention_days: 0"),
        ("agreements.openai", "baa: {status: signed}"),
        ("organization.name", "baa: {status: signed}"),
        ("catalog.models", "certifications: []"),
    ],
)
def test_what_is_not_locked_is_the_teams(tmp_path: Path, locked: str, said: str) -> None:
    """The same value again, and what no lock covers."""
    assert wrong(tmp_path, locked, said) == []


def test_evidence_is_that_of_the_settings(tmp_path: Path) -> None:
    """A profile may repeat the evidence of the settings; what claims must show is met there and nowhere else."""
    settings = SETTINGS.format(locked="agreements").replace("status: none", "status: {status: none, evidence: a.pdf}")
    said = "baa: {status: {status: none, evidence: %s}}"
    codes = {}
    for name in ("a.pdf", "b.pdf"):
        given = PROFILE.format(said=said % name, tier="business")
        codes[name] = [mistake.message for mistake in judged(tmp_path, given, settings).mistakes]
    where = tmp_path / "policyengine.yaml"
    assert codes == {"a.pdf": [], "b.pdf": [f"`baa.status` of `langfuse` is locked by {where}:6"]}


def test_terms_of_a_provider(tmp_path: Path) -> None:
    """An option under other terms than those agreed is an error where they are locked."""
    repeated = "retention_days: 30"
    assert wrong(tmp_path, "agreements", repeated, "enterprise") == at(tmp_path, 81, "tier", "openai", line=6)
    assert wrong(tmp_path, "agreements.langfuse", repeated, "enterprise") == []


def test_the_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows the line of the profile and names that of the lock."""
    monkeypatch.chdir(tmp_path)
    given = PROFILE.format(said="baa: {status: signed}", tier="business")
    (mistake,) = judged(Path(), given, SETTINGS.format(locked="agreements")).mistakes
    assert render_mistake(mistake) == (
        "error: `baa.status` of `langfuse` is locked by policyengine.yaml:6\n"
        " --> llm-profile.yaml:8:71\n"
        "  |\n"
        "8 |       - {role: observability, provider: langfuse-cloud, baa: {status: signed}}\n"
        "  |                                                                       ^^^^^^\n"
        "  |\n"
        "  = help: remove this line: what the settings say holds, and only they can say more"
    )


def test_no_profile_states_facts_of_the_organisation_or_of_models() -> None:
    """So a lock on these binds settings files only: there is nothing in a profile that could contradict it."""
    assert [path for path, origins in FROM.items() if path.startswith("organization.") and "profile" in origins] == []
    stated = [path for path, origins in FROM.items() if {"profile", "catalog"} <= set(origins)]
    assert {path.partition(".")[0] for path in stated} == {"recipient"}
