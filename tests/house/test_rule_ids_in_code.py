"""Code and pages name rules that count today: a rule that was renamed or replaced has another id."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from tests.house.sources import ROOT, parsed, python_files, relative

RULES = ROOT / "rules"
EDITIONS = RULES / "editions.yaml"
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


def unknown_in(path: Path, known: set[str]) -> list[str]:
    """Return a line for each text in a page that has the form of a rule's id, in a category of rules, and is none."""
    categories = "|".join(sorted({name.partition("/")[0] for name in known}))
    form = re.compile(rf"(?<![\w./:-])(?:{categories})/[a-z0-9-]+(?:/[a-z0-9-]+)*(?![\w*/-]|\.[a-z])")
    text = path.read_text(encoding="utf-8")
    known = {*known, *re.findall(r"^```yaml rule=(\S+)$", text, re.MULTILINE)}  # the page writes these rules itself
    lines = enumerate(text.split("\n"), 1)
    return [
        f"{path.name}:{number}: there is no rule `{found[0]}`"
        for number, line in lines
        for found in form.finditer(line)
        if found[0] not in known
    ]


def shipped() -> set[str]:
    """Return the ids of every shipped rule."""
    paths = [path.relative_to(RULES).with_suffix("").as_posix() for path in RULES.rglob("*.yaml") if path != EDITIONS]
    return {path.removeprefix("builtin/") for path in paths}


def test_pages_name_rules_that_exist() -> None:
    """Readers copy ids into settings, waivers and commands."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "examples").rglob("README.md"))]
    pages.remove(ROOT / "docs" / "robustness.md")  # it is generated, with parts of messages that tests compare
    assert [line for page in pages for line in unknown_in(page, shipped())] == []


def test_an_id_of_no_rule_is_found(tmp_path: Path) -> None:
    """The law sees what it is about, and leaves paths and globs alone."""
    page = tmp_path / "page.md"
    page.write_text("`license/notice`, [license/notices], rules/license/x.yaml, `license/*`, license/x.yaml\n")
    assert unknown_in(page, {"license/notices"}) == ["page.md:1: there is no rule `license/notice`"]
