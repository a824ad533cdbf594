"""An element that gets another place in its list keeps its waiver; another element in its place gets none."""

import json
from pathlib import Path

import pytest

from tests.cli.running import DAY, policyengine
from tests.cli.test_waive import completed

STORE = "      - {kind: log, provider: langfuse, region: us, classes: [pii], encrypted: false}\n"
PROFILE = f"""\
version: 1
project: {{name: desk, owner: support, lifecycle: production, jurisdictions: [US]}}
workloads:
  chat:
    tasks: [chat]
    data: {{classes: [phi, pii], subjects: [US]}}
    choice: {{model: mistralai/Mistral-Small-3.2-24B-Instruct-2506, hosting: on-premises, hardware_owned: true}}
    supporting:
      - {{role: fallback, model: openai/gpt-4o-mini, hosting: vendor-api, provider: openai}}
    recipients:
      - {{provider: langfuse, role: observability, retention_days: 90}}
    stores:
{STORE}"""
FALLBACK, LOG, TRACES = (
    ("compliance/hipaa/self-hosting", "fallback[0]"),
    ("stores/encryption", "log[0]"),
    ("vendor/retention", "langfuse"),
)
GUARDRAIL = "      - {role: guardrail, model: openai/gpt-oss-20b, hosting: on-premises, hardware_owned: true}\n"
OTHER = "      - {role: fallback, model: openai/gpt-4o, hosting: vendor-api, provider: openai}\n"
FILES = "      - {kind: files, provider: own, country: US, classes: [pii], encrypted: true}\n"
FIRST = "      - {provider: langfuse, role: other, classes: [internal], retention_days: 0}\n"


def waived(folder: Path, rule: str, element: str) -> Path:
    """Write the profile with an approved waiver of what fails for one element."""
    (folder / "policyengine.yaml").write_text("version: 1\norganization: {name: Acme, roles: [hipaa-covered-entity]}\n")
    profile = folder / "llm-profile.yaml"
    profile.write_text(PROFILE)
    done = policyengine(folder, "waive", rule, profile.name, "--subject", element, "--as-of", DAY)
    assert done.code == 0, done.err
    profile.write_text(completed(profile.read_text()))
    return profile


def outcomes(folder: Path, rule: str) -> list[str]:
    """Return what comes of a rule for each element, and the rules about waivers that are broken."""
    selected = ("--select", rule, "--as-of", DAY, "--show-passes", "--output-format", "json")
    verdicts = json.loads(policyengine(folder, "check", *selected).out)["verdicts"]
    ours = [one for one in verdicts if one["rule"] == rule and one["outcome"] in ("fail", "unknown", "waived")]
    about = [one["rule"] for one in verdicts if one["rule"].startswith("waiver/")]
    return [*(f"{one['subject']['element']} {one['outcome']}" for one in ours), *about]


@pytest.mark.parametrize(
    ("waiver", "before", "above", "element"),
    [
        (FALLBACK, "    supporting:\n", GUARDRAIL, "fallback[1]"),
        (LOG, "    stores:\n", FILES, "log[1]"),
        (TRACES, "    recipients:\n", FIRST, "langfuse [2]"),
    ],
)
def test_an_element_is_added_above(
    tmp_path: Path, waiver: tuple[str, str], before: str, above: str, element: str
) -> None:
    """What was approved is the option, store or recipient, not its number."""
    rule, _ = waiver
    profile = waived(tmp_path, *waiver)
    assert outcomes(tmp_path, rule) == [f"{waiver[1]} waived"]
    profile.write_text(profile.read_text().replace(before, f"{before}{above}"))
    assert outcomes(tmp_path, rule) == [f"{element} waived"]


def test_a_store_gets_a_name(tmp_path: Path) -> None:
    """It is the same store."""
    profile = waived(tmp_path, *LOG)
    profile.write_text(profile.read_text().replace("kind: log,", "kind: log, name: traces,"))
    assert outcomes(tmp_path, LOG[0]) == ["traces waived"]


def test_another_option_in_its_place(tmp_path: Path) -> None:
    """The waiver follows the option that was approved, and the other one fails."""
    rule, _ = FALLBACK
    profile = waived(tmp_path, *FALLBACK)
    profile.write_text(profile.read_text().replace("    supporting:\n", f"    supporting:\n{OTHER}"))
    assert outcomes(tmp_path, rule) == ["fallback[0] fail", "fallback[1] waived"]


def test_another_option_instead(tmp_path: Path) -> None:
    """Nothing of what was approved is left."""
    profile = waived(tmp_path, *FALLBACK)
    profile.write_text(profile.read_text().replace("openai/gpt-4o-mini", "openai/gpt-4o"))
    assert outcomes(tmp_path, FALLBACK[0]) == ["fallback[0] fail", "waiver/lapsed"]


def test_two_that_fit(tmp_path: Path) -> None:
    """A second one of the same model was not approved, wherever it stands."""
    rule, _ = FALLBACK
    profile = waived(tmp_path, *FALLBACK)
    twin = "      - {role: fallback, model: openai/gpt-4o-mini, hosting: vendor-api, provider: openai}\n"
    profile.write_text(profile.read_text().replace("    supporting:\n", f"    supporting:\n{GUARDRAIL}{twin}"))
    assert outcomes(tmp_path, rule) == ["fallback[1] fail", "fallback[2] fail", "waiver/unused"]
