"""`policyengine settings`: what holds for a place, and which line says so."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.running import GOOD, policyengine
from tests.strict_schemas import mistakes

UPPER = """\
version: 1
organization: {name: "Acme \\u202e", monthly_active_users: {months: {2024-06: 31000}}}
agreements: {amazon: {baa: {status: {status: signed, evidence: a.pdf}, date: 2026-01-02}}}
severities: {license/user-limit: error}
locked: {severities: [license/user-limit], parameters: {compliance/hipaa/self-hosting: all}}
"""
LOWER = """\
version: 1
extends: ../policyengine.yaml
organization: {name: Acme Health}
"""
TEXT = """\
in force for service, the nearest file first:
  service/policyengine.yaml
  policyengine.yaml

organization.monthly_active_users.months: {2024-06: 31,000}  (policyengine.yaml:2:68)
organization.name: "Acme Health"  (service/policyengine.yaml:3:22, over policyengine.yaml:2:22)

agreements.amazon.baa.date: 2026-01-02  (policyengine.yaml:3:78)
agreements.amazon.baa.status: "signed"  (policyengine.yaml:3:37)

severities.license/user-limit: "error"  (policyengine.yaml:4:34)

locked.parameters.compliance/hipaa/self-hosting: "all"  (policyengine.yaml:5:88)
locked.severities.0: "license/user-limit"  (policyengine.yaml:5:23)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay two files one above the other."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "service").mkdir()
    (tmp_path / "policyengine.yaml").write_text(UPPER)
    (tmp_path / "service" / "policyengine.yaml").write_text(LOWER)
    (tmp_path / "service" / "llm-profile.yaml").write_text(GOOD)
    return tmp_path


def test_text(folder: Path) -> None:
    """One line for each value in force, with its place and those it overrules; the same for a profile there."""
    assert policyengine(folder, "settings", "service") == (0, TEXT, "")
    done = policyengine(folder, "settings", "service/llm-profile.yaml", PYTHONHASHSEED="7")
    assert done.out == TEXT.replace("for service,", "for service/llm-profile.yaml,")


def test_json(folder: Path) -> None:
    """The same for programs."""
    done = policyengine(folder, "settings", "service", "--output-format", "json")
    assert done.code == 0
    assert mistakes("settings", done.out) == []
    data = json.loads(done.out)
    assert (data["format"], data["place"]) == ("settings/0", "service")
    assert data["files"] == ["service/policyengine.yaml", "policyengine.yaml"]
    lines = [line for line in TEXT.splitlines() if ": " in line and not line.startswith("in force")]
    assert [value["key"] for value in data["values"]] == [line.partition(": ")[0] for line in lines]
    name = next(value for value in data["values"] if value["key"] == "organization.name")
    assert name["value"] == "Acme Health"
    assert (name["location"]["path"], name["location"]["line"]) == ("service/policyengine.yaml", 3)
    assert [(place["path"], place["line"]) for place in name["over"]] == [("policyengine.yaml", 2)]


def test_nothing_steers_the_terminal(folder: Path) -> None:
    """What turns text around is printed as its code."""
    done = policyengine(folder, "settings")
    assert 'organization.name: "Acme \\u{202e}"' in done.out
    assert "\u202e" not in policyengine(folder, "settings", "--output-format", "json").out


def test_no_settings(tmp_path: Path) -> None:
    """Where there are none, it says so."""
    done = policyengine(tmp_path, "settings")
    assert (done.code, done.err) == (0, "")
    assert done.out == "no policyengine.yaml holds for .: every rule and parameter is as it was shipped\n"


def test_wrong_settings(folder: Path) -> None:
    """Settings that are wrong are told as everywhere."""
    (folder / "service" / "policyengine.yaml").write_text(LOWER + "severities: {license/user-limit: note}\n")
    done = policyengine(folder, "settings", "service")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: this lowers `license/user-limit` from error to note, which policyengine.yaml:5")


def test_a_record_names_every_file_it_was_judged_by(folder: Path) -> None:
    """Each settings file stands there with its digest, the nearest first."""
    decisions = "decisions: {d: {workloads: [draft], status: proposed, date: 2026-11-22}}\n"
    (folder / "service" / "llm-profile.yaml").write_text(f"{GOOD}{decisions}")
    assert policyengine(folder, "record", "service/llm-profile.yaml").code == 0
    (record,) = (folder / "service" / "docs" / "decisions").glob("0001-*.md")
    expected = [
        f"* settings `{name}`: `sha256:{hashlib.sha256(text.encode()).hexdigest()}`"
        for name, text in (("policyengine.yaml", LOWER), ("../policyengine.yaml", UPPER))
    ]
    assert [line for line in record.read_text().splitlines() if line.startswith("* settings")] == expected


def test_a_lock_quotes_its_file(folder: Path) -> None:
    """What a locked number allows is printed as the locking file writes it."""
    rule = "hybrid/regression-suite"
    upper = f"version: 1\nparameters: {{{rule}: {{alert_percent: 1.10}}}}\nlocked: {{parameters: {{{rule}: all}}}}\n"
    lower = f"version: 1\nextends: ../policyengine.yaml\nparameters: {{{rule}: {{alert_percent: 3.50}}}}\n"
    (folder / "policyengine.yaml").write_text(upper)
    (folder / "service" / "policyengine.yaml").write_text(lower)
    done = policyengine(folder, "settings", "service")
    assert done.code == 2
    assert "  = help: remove this line, or make it at most 1.10\n" in done.err
