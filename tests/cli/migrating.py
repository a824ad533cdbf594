"""A workload on the move, to be changed by tests."""

from pathlib import Path

from tests.cli.running import Done, policyengine

PROFILE = """\
version: 1
project: {name: desk, owner: support, lifecycle: prototype, started: 2025-09-01}
workloads:
  tickets:
    purpose: Classifies support tickets and answers technical ones
    tasks: [classification, extraction, reasoning]
    data: {classes: [internal], boundary: none, residency: [], subjects: []}
    routing: {router: confidence, threshold: 0.8, default: primary, tasks: {escalation: [reasoning]}}
    operations: {retry: true}
    evaluation: {suite: evals/tickets, examples: 1200}
    latency: {p95_ms: 2000}
    migration: {from: openai/gpt-4o, phases: [shadow, canary, rollout, full], start: 2026-01-05}
    choice: {model: meta-llama/Llama-3.1-8B-Instruct, hosting: private-cloud, provider: aws, region: us-east-1}
    supporting:
      - {role: escalation, share: 0.2, model: openai/gpt-4o, hosting: vendor-api, provider: openai}
"""
"""From GPT-4o for every ticket to a small model with GPT-4o behind it."""

AS_OF = ("--as-of", "2026-11-22")


def write(folder: Path, *changes: tuple[str, str]) -> None:
    """Write the profile with some texts replaced; each has to be there."""
    text = PROFILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "llm-profile.yaml").write_text(text)


def plan(folder: Path, *arguments: str) -> Done:
    """Plan the profile of a folder as of a day."""
    return policyengine(folder, "plan", "llm-profile.yaml", *AS_OF, *arguments)
