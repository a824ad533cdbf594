"""Each rule file is complete: it says why, by whose authority, what to do, and shows when it fails."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.sources import ROOT

RULES = ROOT / "rules"
FILES = sorted(
    path
    for path in RULES.rglob("*")
    if path.is_file() and path.name not in {"README.md", "editions.yaml"} and not path.is_relative_to(RULES / "builtin")
)
ENOUGH = 20
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CONFIDENCE = {"primary", "secondary", "unverified"}


def name_of(path: Path) -> str:
    """Return a rule's id."""
    return path.relative_to(RULES).with_suffix("").as_posix()


def read(path: Path) -> dict[str, Any]:
    """Read a rule file with every scalar as text."""
    with path.open(encoding="utf-8") as file:
        document: dict[str, Any] = yaml.load(file, yaml.BaseLoader)  # noqa: S506 - makes nothing but text
    return document


every_rule = pytest.mark.parametrize("path", FILES, ids=name_of)


def test_there_are_rules() -> None:
    """The shipped policy has at least 20 rules."""
    assert len(FILES) >= ENOUGH


@every_rule
def test_path_is_an_id(path: Path) -> None:
    """A rule stands in a category, under a kebab-case name that ends in .yaml."""
    parts = path.relative_to(RULES).with_suffix("").parts
    assert path.suffix == ".yaml"
    assert len(parts) >= 2
    assert [part for part in parts if not KEBAB.fullmatch(part)] == []


@every_rule
def test_reasons_are_given(path: Path) -> None:
    """A rule says why it exists and what to do, in sentences."""
    rule = read(path)
    texts = {key: " ".join(rule[key].split()) for key in ("title", "message", "rationale", "remediation")}
    assert {key: text for key, text in texts.items() if not text} == {}
    assert {key for key in ("rationale", "remediation") if not texts[key].endswith((".", ")", "?"))} == set()
    assert not texts["title"].endswith(".")
    assert not texts["message"].endswith(".")


@every_rule
def test_sources_are_given(path: Path) -> None:
    """A rule names at least one source, with address, the day it was read, and how well it is known."""
    references = read(path)["references"]
    assert references
    for reference in references:
        assert reference["title"]
        assert reference["url"].startswith("https://")
        assert date.fromisoformat(reference["checked"]).isoformat() == reference["checked"]
        assert reference["confidence"] in CONFIDENCE


@every_rule
def test_examples_cover_the_outcomes(path: Path) -> None:
    """A rule shows a failure, a pass, and what happens when a fact is not declared; each under a name of its own."""
    examples = read(path)["examples"]
    outcomes = {example["expect"] for example in examples}
    assert {"fail", "pass"} - outcomes == set()
    assert outcomes & {"unknown", "not-asked"}
    names = [example["name"] for example in examples]
    assert sorted(names) == sorted(set(names))
