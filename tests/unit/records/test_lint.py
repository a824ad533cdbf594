"""What is wrong with records by their text alone: ours are clean, and each fault has its code and line."""

from pathlib import Path

import pytest

from policyengine.records.files import write_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.lint.faults import CODES, lint_records
from policyengine.resources import TEMPLATES
from policyengine.severity import Severity
from policyengine.verdict import Outcome
from tests.builders import make_decision, make_option, make_verdict, make_workload
from tests.golden.sample_decision import sample_decision
from tests.unit.records.test_statement import WAIVER

NAME = "0002-serve-patient-questions-from-a-model-we-host.md"
BY_HAND = """\
---
status: "accepted"
date: 2026-10-01

---
# Use PostgreSQL

## Context and Problem Statement

Where do we keep orders?

## Considered Options

* PostgreSQL
* Files

## Decision Outcome

Chosen option: "PostgreSQL", because it is there.

### Consequences

* Good, because we know it
* Bad, because it needs care
"""
NYGARD = "# 3. Use Kafka\n\nDate: 2026-10-01\n\n## Status\n\nAccepted\n\n## Context\n\n## Decision\n\n## Consequences\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a directory with two records, one of which supersedes the other."""
    pilot = make_decision(
        key="patient-qa-pilot", title="Pilot", status="accepted", workloads=sample_decision().workloads
    )
    write_record(pilot, str(tmp_path), TEMPLATES)
    write_record(sample_decision(status="accepted", waivers=(WAIVER,)), str(tmp_path), TEMPLATES)
    return tmp_path


def faults(folder: Path, as_of: str = "") -> list[tuple[str, str, int]]:
    """Lint; give code, file and line of each fault."""
    found = lint_records(str(folder), as_of)
    places = [(lint.code, lint.mistake.location) for lint in found]
    return [(code, place.path.rpartition("/")[2], place.line) for code, place in places if place]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_our_records_are_clean(tmp_path: Path, layout: str) -> None:
    """In every layout, with everything a record can have."""
    decision = sample_decision(supersedes="", waivers=(WAIVER,))
    write_record(decision, str(tmp_path), TEMPLATES, layout)

    assert faults(tmp_path, "2027-05-17") == []


def test_records_by_hand_are_linted_too(folder: Path) -> None:
    """By the rules of the layout they are in."""
    (folder / "0003-use-kafka.md").write_text(NYGARD, encoding="utf-8")
    (folder / "0004-use-postgresql.md").write_text(BY_HAND.replace('"accepted"', "accepted"), encoding="utf-8")
    (folder / "README.md").write_text("# What this is\n", encoding="utf-8")
    (folder / "index.md").unlink()

    assert faults(folder) == []


def changed(folder: Path, name: str, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("number: 2", "number: 5", "ADR003"),
        ("## Considered Options", "## Options", "ADR004"),
        ("status: accepted", "status: provisional", "ADR005"),
        ("* Date: 2026-10-01", "* Date: 2026-10-02", "ADR006"),
        ("* Status: accepted", "* Status: proposed", "ADR006"),
        ("* Supersedes [0001-pilot](0001-pilot.md)", "* Supersedes [0009-lost](0009-lost.md)", "ADR007"),
        ("The patient portal", "TODO: The patient portal", "ADR008"),
        ('Chosen option: "Llama', 'Chosen option: "Lama', "ADR010"),
        ("Eligible: it satisfies all", "Excluded: it fails all", "ADR011"),
        ("answers patients", "answers customers", "ADR013"),
        ("approved by Bo", "seen by Bo", "ADR016"),
        ("Source \\[1\\]: 45 CFR", "Source \\[11\\]: 45 CFR", "ADR018"),
        ("---\n# Serve", "---\n\n# Serve", "ADR019"),
        ("\n\n---\n# Serve", "\n---\n# Serve", "ADR019"),
        ("date: 2026-10-01", 'date: "2026-10-01"', "ADR019"),
        ("status: accepted", "# generated\nstatus: accepted", "ADR019"),
        ('tags: ["llm", "hipaa"]', "tags:\n  - llm", "ADR019"),
        ("---\nnumber", "<!-- ours -->\n---\nnumber", "ADR019"),
        ("* Status: accepted", "* Status: accepted <!-- ours -->", "ADR019"),
    ],
)
def test_a_fault_has_its_code(folder: Path, old: str, new: str, code: str) -> None:
    """One change of a clean record, and the code is told."""
    assert faults(folder) == []
    changed(folder, NAME, old, new)

    assert code in {found for found, name, _ in faults(folder) if name == NAME}


def test_the_line_is_told(folder: Path) -> None:
    """With the line's own text."""
    changed(folder, NAME, "The patient portal", "TBD The patient portal")
    found = next(lint for lint in lint_records(str(folder)) if lint.code == "ADR008")

    assert found.mistake.source.startswith("TBD The patient portal")
    assert found.mistake.message == "`TBD` is left to fill in"


def test_code_is_no_placeholder(tmp_path: Path) -> None:
    """What stands in backticks is somebody's value."""
    write_record(make_decision(context="The ticket says `TODO`."), str(tmp_path), TEMPLATES)

    assert "ADR008" not in {code for code, _, _ in faults(tmp_path)}


@pytest.mark.parametrize("name", ["7-short.md", "0007_under.md", "0007-Upper.md", "ADR-0007-x.md", "notes.md"])
def test_names_that_readers_do_not_list(folder: Path, name: str) -> None:
    """Four digits, a dash, lower-case words."""
    (folder / name).write_text(BY_HAND, encoding="utf-8")

    assert ("ADR001", name, 1) in faults(folder)


def test_numbers_are_unique(folder: Path) -> None:
    """The second file is told."""
    (folder / "0002-a.md").write_text(BY_HAND, encoding="utf-8")

    assert ("ADR002", NAME, 1) in faults(folder)


def test_an_index_that_differs_is_told(folder: Path) -> None:
    """At its line."""
    changed(folder, "index.md", "Pilot", "Trial")

    assert faults(folder) == [("ADR006", "index.md", 5)]


def test_replacement_is_told_on_both_sides(folder: Path) -> None:
    """A successor that is gone, not accepted, or does not know."""
    changed(folder, NAME, "status: accepted", "status: proposed")
    changed(folder, NAME, "* Status: accepted", "* Status: proposed")
    sidecar = NAME.replace(".md", ".decision.json")
    assert faults(folder) == [("ADR007", "0001-pilot.md", 3), ("ADR022", sidecar, 1)]
    (folder / NAME).unlink()
    (folder / "index.md").unlink()
    assert faults(folder) == [("ADR007", "0001-pilot.md", 3)]


def test_few_options_and_no_drawback_are_notes(tmp_path: Path) -> None:
    """They ask for a second thought, and fail nothing."""
    passing = make_workload(options=(make_option(verdicts=(make_verdict(outcome=Outcome.PASS),)),))
    write_record(make_decision(workloads=(passing,)), str(tmp_path), TEMPLATES)
    found = lint_records(str(tmp_path))

    assert [(lint.code, lint.severity) for lint in found] == [("ADR009", Severity.NOTE), ("ADR012", Severity.NOTE)]


def test_a_waiver_that_ended_is_told_by_the_day(folder: Path) -> None:
    """Its last day counts."""
    assert faults(folder, "2027-05-17") == []
    assert [(code, name) for code, name, _ in faults(folder, "2027-05-31")] == [("ADR017", NAME)]
    assert [(code, name) for code, name, _ in faults(folder, "2027-06-01")] == [("ADR017", NAME), ("ADR016", NAME)]


def test_two_links_on_a_line_are_a_trap(folder: Path) -> None:
    """Structurizr sees only the last."""
    (folder / "0003-x.md").write_text(f"{BY_HAND}\nSee [a](0001-pilot.md) and [b]({NAME}).\n", encoding="utf-8")

    assert "ADR019" in {code for code, name, _ in faults(folder) if name == "0003-x.md"}


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"", b"---\n", b"---\n---", b"<!-- policyengine:record -->", b"# 1. "]
)
def test_nothing_breaks_it(folder: Path, content: bytes) -> None:
    """A file that is no record is a fault, not a crash."""
    (folder / "0003-x.md").write_bytes(content)

    assert {name for _, name, _ in faults(folder)} >= {"0003-x.md"}


def test_every_code_has_a_test() -> None:
    """Each code of the list stands in this file, in that on what lint compares with, on pictures, or on sidecars."""
    here = Path(__file__)
    others = (here.with_name(f"test_{name}.py") for name in ("lint_compared", "picture_life", "sidecar_flaws"))
    text = "".join(path.read_text(encoding="utf-8") for path in (here, *others))

    assert [code for code in CODES if f'"{code}"' not in text] == []
