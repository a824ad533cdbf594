"""Mistakes in `defaults` are reported with all others, and get the hints of a profile."""

import re
from pathlib import Path

import pytest

from tests.cli.running import policyengine
from tests.cli.test_all_mistakes import WELL_FORMED, places

IN_DEFAULTS = """\
version: 1
defaults:
  - where: {workload.data.residency: [usa], option.region: [eu-central-1, frankfurt], option.model: acme/x}
    option: {provider: opena, hardware: {gpu: h10}}
  - where: {option.provider: [aws, azure-openai], option.region: [eu-central-1, eastus, europe-west3]}
    option: {region: eastus2}
    workload: {fine_tune: {teacher: acme/y}}
  - {where: {project.started: 2026, option.version_pinned: yes}, option: {region: frankfrt}}
  - {option: {provider: aws, region: eastus}}
  - {option: {provider: aws, region: eu-central-1}, workload: {fine_tune: {teacher: none}}}
"""
"""Settings that name what nobody has, in conditions and in facts."""


def test_names_in_defaults_are_those_of_a_profile(tmp_path: Path) -> None:
    """Values and names in defaults get the hints of a profile, at their places."""
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED)
    (tmp_path / "policyengine.yaml").write_text(IN_DEFAULTS)
    done = policyengine(tmp_path, "check")
    assert places(done.out, "policyengine.yaml") == [
        "3:39", "3:75", "3:101", "4:24", "4:47", "5:89", "7:28", "7:37", "8:31", "8:60", "8:83", "9:38",
        "10:76",
    ]  # fmt: skip
    assert places(done.out) == ["8:21", "8:70"]
    for hint in (
        "the entry would never hold; write `US`",
        "write `eu-central-1`, `germanywestcentral` or `europe-west3`",
        "did you mean `openai`? Else add it under `catalog: {services: …}`",
        "the entry would never hold; write year, month and day, such as `2026-01-15`",
        "the entry would never hold; write `true`",
    ):
        assert f"help: {hint}" in done.out


@pytest.mark.parametrize("form", ["", "tiers: enterprise, "])
def test_names_in_the_defaults_of_a_profile(tmp_path: Path, form: str) -> None:
    """They are looked up where no element inherits them, and where the defaults are malformed."""
    names = "provider: opena, region: frankfrt, hardware: {gpu: h10}"
    text = f"defaults: {{option: {{{form}{names}}}, workload: {{fine_tune: {{teacher: acme/y}}}}}}\n"
    own = WELL_FORMED.replace("provider: bedrok", "provider: aws-bedrock, region: eu-central-1, hardware: {gpu: L40S}")
    (tmp_path / "llm-profile.yaml").write_text(
        f"version: 1\n{text}{own.removeprefix('version: 1')}".replace("\n\n", "\n")
    )
    found = places(policyengine(tmp_path, "check").out)
    moved = len(form)
    expected = [f"2:{31 + moved}", f"2:{72 + moved}", f"2:{111 + moved}", "9:21"]
    assert found == (["2:21", *expected] if form else expected)


@pytest.mark.parametrize("settings", ["version: 1\n", "version: 1\ndefaults: [{option: {provider: azure}}]\n"])
def test_a_region_of_an_inherited_provider(tmp_path: Path, settings: str) -> None:
    """A malformed profile is not told that a region has no provider where it inherits one; unknown regions remain."""
    option = "{model: openai/gpt-4o, hosting: private-cloud, region: eastus}"
    text = WELL_FORMED[: WELL_FORMED.index("    choice")].replace("  answers", "  Answers")
    if "defaults" not in settings:
        text = text.replace("workloads:", "defaults: {option: {provider: azure}}\nworkloads:")
    text += f"    choice: {option}\n    considered: [{option.replace('eastus', 'eastsu')}]\n"
    (tmp_path / "llm-profile.yaml").write_text(text)
    (tmp_path / "policyengine.yaml").write_text(settings)
    done = policyengine(tmp_path, "check")
    assert re.findall("^error: (.+)$", done.out, flags=re.MULTILINE) == [
        "`Answers` cannot be a name here", "`eastsu` is not a region of any provider"
    ]  # fmt: skip


ABOVE = """\
version: 1
unknown: 1
organization: {sectors: [healthcare]}
catalog: {models: {acme/above: {}}}
locked: {facts: [organization.sectors], severities: [nothing/like-it]}
"""
BELOW = """\
version: 1
extends: ../policyengine.yaml
organization: {sectors: [finance], nam: x}
catalog: {models: {acme/house-model: {}}}
parameters: {nothing/like-it: {c: 1}}
defaults: [{where: {option.hosting: api}, option: {provider: opena}}]
"""


@pytest.mark.parametrize(
    ("above", "below"), [("", ""), ("unknown: 1\n", ""), ("", ", nam: x"), ("unknown: 1\n", ", nam: x")]
)
def test_layers_of_settings_are_read_together(tmp_path: Path, above: str, below: str) -> None:
    """Mistakes of form hide neither those in other files, nor locks, nor the models that any of the files adds."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "service").mkdir()
    (tmp_path / "policyengine.yaml").write_text(ABOVE.replace("unknown: 1\n", above))
    (tmp_path / "service/policyengine.yaml").write_text(BELOW.replace(", nam: x", below))
    text = WELL_FORMED.replace("recipients", "considered: [{model: acme/above, hosting: vendor-api}]\n    recipients")
    (tmp_path / "service/llm-profile.yaml").write_text(text)
    done = policyengine(tmp_path, "check", "service")
    line = 4 + bool(above)
    assert places(done.out, "policyengine.yaml") == [*(["2:1"] if above else []), f"{line}:54"]
    assert places(done.out, "service/policyengine.yaml") == [
        "3:25", *(["3:36"] if below else []), "5:14", "6:37", "6:62"
    ]  # fmt: skip
    assert places(done.out, "service/llm-profile.yaml") == ["8:70"]


def test_a_misspelt_fact_hides_no_value(tmp_path: Path) -> None:
    """Values of a condition are those of the fact that its path certainly means."""
    where = "workload.data.resideny: [usa], option.providr: opena, option.something: x"
    (tmp_path / "llm-profile.yaml").write_text(WELL_FORMED)
    (tmp_path / "policyengine.yaml").write_text(f"version: 1\ndefaults: [{{where: {{{where}}}}}]\n")
    done = policyengine(tmp_path, "check")
    assert places(done.out, "policyengine.yaml") == ["2:21", "2:46", "2:52", "2:68", "2:75"]
    assert "error: `usa` is not a value of `workload.data.residency`" in done.out
