"""`policyengine rules`: those of a pack are shown and tested from anywhere, by a profile that they hold for."""

import json
from pathlib import Path

import pytest

from tests.cli.running import GOOD, policyengine
from tests.strict_schemas import mistakes
from tests.unit.engine.asked_rules import rule_text

RULE = "acme:a/b"
BESIDE = ("--profile", "service/llm-profile.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay out a service whose settings have a pack; nothing holds for the folder above it."""
    rules = tmp_path / "service" / "acme" / "rules" / "a"
    rules.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (rules / "b.yaml").write_text(rule_text())
    (tmp_path / "service" / "policyengine.yaml").write_text("version: 1\npacks: [acme]\n")
    (tmp_path / "service" / "llm-profile.yaml").write_text(GOOD)
    return tmp_path


def test_a_rule_of_a_pack_is_shown_beside_a_profile(folder: Path) -> None:
    """The verdict of a service names a page; from the repository's root it is there with the profile's path."""
    done = policyengine(folder, "rules", "show", RULE, *BESIDE)
    assert (done.code, done.out.splitlines()[0]) == (0, f"{RULE}: A rule")
    assert policyengine(folder, "rules", "show", RULE, "--profile", "nowhere.yaml").code == 2


def test_the_examples_of_a_pack_are_run_beside_a_profile(folder: Path) -> None:
    """And counted in the singular where there is one."""
    done = policyengine(folder, "rules", "test", "--select", "acme:*", *BESIDE)
    assert done == (0, "1 example of 1 rule: 1 hold, 0 do not\n", "")


def test_a_list_for_programs(folder: Path) -> None:
    """JSON has every rule with what a program chooses by."""
    done = policyengine(folder, "rules", "list", "--output-format", "json", "--select", "acme", *BESIDE)
    data = json.loads(done.out)
    assert (done.code, data["format"], data["edition"]) == (0, "rules/0", None)
    (rule,) = data["rules"]
    assert (rule["id"], rule["title"], rule["category"], rule["preview"]) == (RULE, "A rule", "a", False)
    assert mistakes("rules", done.out) == []
    listed = policyengine(folder, "rules", "list").out.splitlines()
    printed = policyengine(folder, "rules", "list", "--output-format", "json").out
    assert mistakes("rules", printed) == []
    shipped = json.loads(printed)["rules"]
    assert [line.split()[0] for line in listed] == [rule["id"] for rule in shipped]


@pytest.mark.parametrize(
    ("word", "selector"), [("hipaa", "*hipaa*"), ("license", "category:license"), ("acme", "acme:*")]
)
def test_a_word_stands_for_rules(folder: Path, word: str, selector: str) -> None:
    """A word that is no rule's id means the category or the pack of that name, or what contains it; a note says so."""
    short = policyengine(folder, "rules", "list", "--select", word, *BESIDE)
    assert short.code == 0
    assert short == policyengine(folder, "rules", "list", "--select", selector, *BESIDE)
    number = len(policyengine(folder, "rules", "list", "--select", selector).out.splitlines()) or 1
    done = policyengine(folder, "check", "service", "--select", word, "--ignore", "license/known")
    assert f"note: `--select {word}` means `{selector}`: {number} rule" in done.out


def test_a_word_that_stands_for_nothing(folder: Path) -> None:
    """A word in no id is an error, as a misspelt id is; so is one that is too short to mean something."""
    for word in ("nothing-like-it", "hi"):
        done = policyengine(folder, "check", "service", "--select", word)
        assert (done.code, done.out) == (2, "")
        assert f"no rule matches `{word}`" in done.err
