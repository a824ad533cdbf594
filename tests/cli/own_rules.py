"""A pack with one rule of an organisation's own, on a profile."""

from pathlib import Path

from tests.cli.running import DAY, Done, policyengine

SETTINGS = "version: 1\npacks: [acme]\n"
RULE = """\
title: A rule of Acme's
severity: error
force: organization-policy
scope: option
require: {require}
message: "{message}"
rationale: Why.
remediation: What.
references: [{{title: T, url: "https://example.org", checked: 2026-11-22, confidence: primary}}]
examples:
  - {{name: undeclared, given: {{}}, expect: unknown}}
"""


def asked(folder: Path, require: str, profile: str, message: str = "it fails") -> Done:
    """Check a profile by one rule of a pack."""
    placed(folder, require, profile, message)
    return policyengine(folder, "check", "--select", "acme:*", "--as-of", DAY)


def placed(folder: Path, require: str, profile: str, message: str = "it fails") -> None:
    """Write a pack with one rule, the settings that name it, and a profile."""
    (folder / ".git").mkdir()
    (folder / "acme" / "rules" / "own").mkdir(parents=True)
    (folder / "acme" / "rules" / "own" / "it.yaml").write_text(RULE.format(require=require, message=message))
    (folder / "policyengine.yaml").write_text(SETTINGS)
    (folder / "llm-profile.yaml").write_text(profile)
