"""A law that is undecided outside production is a warning, and people read which one it is."""

from pathlib import Path

from tests.cli.running import DAY, policyengine

PILOT = """\
version: 1
project: {name: chat, owner: clinical-ai, lifecycle: pilot, jurisdictions: [US]}
workloads:
  chat:
    purpose: Answers patients' questions
    tasks: [question-answering]
    data: {classes: [phi], subjects: [US], residency: [US]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: azure-openai, region: eastus2}
decisions:
  chat: {title: Pilot GPT-4o, workloads: [chat], because: It answers best, status: proposed, date: 2026-11-22}
"""
SETTINGS = "version: 1\nparameters: {compliance/hipaa/self-hosting: {accept_baa: true}}\n"
LAW = "compliance/hipaa/business-associate-agreement"


def test_an_undecided_law_is_named(tmp_path: Path) -> None:
    """The check passes, and names the law; the record calls the choice undecided."""
    (tmp_path / "llm-profile.yaml").write_text(PILOT)
    (tmp_path / "policyengine.yaml").write_text(SETTINGS)
    done = policyengine(tmp_path, "check", "--output-format", "text", "--as-of", DAY)
    assert done.code == 0
    assert f"  required by law, although not mandatory here: {LAW}\n" in done.out
    assert policyengine(tmp_path, "record", "--as-of", DAY).code == 0
    (record,) = (tmp_path / "docs" / "decisions").glob("0001-*.md")
    text = record.read_text()
    assert f"`{LAW}` is undecided" in text
    assert "* **Undecided.** Whether third parties that receive PHI have a valid business associate agreement" in text
