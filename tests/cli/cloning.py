"""A repository with settings in two layers and a pack, as real git keeps it."""

import subprocess
from pathlib import Path

PROFILE = """\
version: 1
project: {name: chat, owner: care, lifecycle: production}
workloads:
  ask:
    tasks: [question-answering]
    data: {classes: [phi]}
    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}
decisions:
  ask: {workloads: [ask], because: x, status: proposed, date: 2026-10-01, makers: [Ada Lovelace]}
"""
TOP = """\
version: 1
organization: {name: Acme}
packs: [policy/acme]
catalog: {models: {openai/gpt-4o: {context_window: 5}}}
"""
RULE = """\
title: Acme keeps PHI off vendors' interfaces
severity: error
force: organization-policy
scope: option
require: option.hosting != "vendor-api" && option.model.context_window == 5
message: "{option.model.id} runs at a vendor"
rationale: why
remediation: how
references: [{title: t, url: "https://example.org", checked: 2026-11-22, confidence: primary}]
examples:
  - {name: a pass, given: {option.hosting: on-premises, option.model.context_window: 5}, expect: pass}
  - {name: a failure, given: {option.hosting: vendor-api, option.model.context_window: 5}, expect: fail}
"""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(folder: Path) -> None:
    """Commit everything there is."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Change")
