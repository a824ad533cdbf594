"""`policyengine rules`: those of a pack are shown and tested from anywhere, by a profile that they hold for."""

from pathlib import Path

import pytest

from tests.cli.running import GOOD, policyengine
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
