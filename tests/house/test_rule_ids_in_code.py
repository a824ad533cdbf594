"""Code that names a shipped rule names one that counts today: a rule that was renamed or replaced has another id."""

import ast
from pathlib import Path

import pytest
import yaml

from tests.house.sources import ROOT, parsed, python_files, relative

RULES = ROOT / "rules"
FROZEN = {"policyengine/waivers/released.py"}
"""What a released version stated of its rules, under their ids of then."""


def successors() -> dict[str, str]:
    """Return the ids that shipped rules no longer have, each with the id of the rule that counts instead."""
    found: dict[str, str] = {}
    for path in sorted(RULES.rglob("*.yaml")):
        rule = yaml.safe_load(path.read_text(encoding="utf-8"))
        found |= dict.fromkeys(rule.get("formerly") or (), path.relative_to(RULES).with_suffix("").as_posix())
    return found


def mistakes_in(path: Path, replaced: dict[str, str]) -> list[str]:
    """Return a line for each text in a module that is the id of a rule that no longer counts."""
    texts = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [
        f"{relative(path)}:{node.lineno}: `{node.value}` is now `{replaced[node.value]}`: name that one"
        for node in texts
        if node.value in replaced
    ]


def test_code_names_rules_that_count() -> None:
    """A former id finds no rule, and the id of a replaced rule finds parameters that nobody sets any more."""
    replaced = successors()
    modules = [path for path in python_files("policyengine") if relative(path) not in FROZEN]
    assert [line for path in modules for line in mistakes_in(path, replaced)] == []


def test_a_former_id_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The law sees what it is about."""
    monkeypatch.setattr("tests.house.test_rule_ids_in_code.relative", lambda path: path.name)
    module = tmp_path / "gates.py"
    module.write_text('PARITY = "hybrid/regression-suite"\n')
    assert mistakes_in(module, {"hybrid/regression-suite": "hybrid/suite"}) == [
        "gates.py:1: `hybrid/regression-suite` is now `hybrid/suite`: name that one"
    ]
