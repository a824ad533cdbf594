"""A copy of what is shipped, so that a test can release a rule without touching the checkout."""

import shutil
from pathlib import Path

from tests.cli.running import ROOT, Done, policyengine

SHIPPED = ("policyengine", "rules", "catalog", "schemas", "templates")

NEW_RULE = """\
title: A purpose is a sentence
severity: error
force: practice
scope: workload
require: size(workload.purpose) > {letters}
message: "`{{workload.name}}` says in too few letters what it is for"
rationale: Why.
remediation: Write a sentence.
references: [{{title: T, url: "https://example.org", checked: 2026-11-22, confidence: primary}}]
examples:
  - {{name: undeclared, given: {{}}, expect: unknown}}
"""


class Release:
    """A copy of the program with its rules, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in SHIPPED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def add_rule(self, rule_id: str, letters: int = 1000, more: str = "") -> None:
        """Ship one more rule about workloads; with the default every purpose fails it."""
        path = self.folder / "rules" / f"{rule_id}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NEW_RULE.format(letters=letters) + more)

    def add_limit(self, rule_id: str, default: int = 5, more: str = "", kind: str = "int") -> None:
        """Ship one more rule about workloads, with a parameter: how many letters a purpose has at least."""
        self.add_rule(rule_id)
        path = self.folder / "rules" / f"{rule_id}.yaml"
        limit = f"{{type: {kind}, default: {default}, tighter: higher, description: Letters}}"
        text = path.read_text().replace("> 1000", "> params.letters")
        path.write_text(f"{text}parameters: {{letters: {limit}}}\n{more}")

    def add_edition(self, day: str, *rule_ids: str) -> None:
        """Ship an edition that names rules."""
        rules = "".join(f"    {rule_id}: 000000000000\n" for rule_id in rule_ids)
        with (self.folder / "rules" / "editions.yaml").open("a") as file:
            file.write(f"{day}:\n  version: 0.2.0\n  rules:\n{rules}")

    def run(self, folder: Path, *arguments: str) -> Done:
        """Run this copy's `policyengine` in a folder."""
        return policyengine(folder, *arguments, PYTHONPATH=str(self.folder), PYTHONPYCACHEPREFIX="")
