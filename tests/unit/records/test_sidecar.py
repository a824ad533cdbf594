"""The JSON file beside a record: complete, by its schema, the same wherever it is made, and of that record."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyengine.decision import Decision
from policyengine.records.files import write_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.reading import loaded
from policyengine.records.record import record_text
from policyengine.records.sidecar import sidecar_text
from policyengine.resources import TEMPLATES
from policyengine.verdict import Claim, Excuse, Outcome
from tests.builders import make_decision, make_evidence, make_option, make_place, make_verdict, make_workload
from tests.golden.sample_decision import sample_decision, several_workloads
from tests.strict_schemas import mistakes
from tests.unit.records.checks import check_record
from tests.unit.records.test_statement import WAIVER

NAME = "0001-serve-patient-questions-from-a-model-we-host.md"
SIDECAR = NAME.replace(".md", ".decision.json")


def validate(data: Any) -> None:
    """Check a sidecar by the schema, every object closed."""
    assert mistakes("decision", json.dumps(data)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("decision", [sample_decision(waivers=(WAIVER,)), several_workloads(), make_decision()])
def test_it_is_what_the_schema_says(decision: Decision, layout: str) -> None:
    """Every key is described, none is left out."""
    text = sidecar_text(decision, NAME, record_text(decision, 1, TEMPLATES, layout))

    validate(json.loads(text))


def test_it_holds_every_verdict_with_its_lines() -> None:
    """Passes are there with their evidence at file and line; of rules that do not apply only the names."""
    decision = sample_decision()
    data = loaded(sidecar_text(decision, NAME, record_text(decision, 1, TEMPLATES)))
    outcomes = [verdict["outcome"] for verdict in data["verdicts"]]
    facts = [fact for verdict in data["verdicts"] for fact in verdict["evidence"] if fact["path"] == "option.hosting"]

    assert (outcomes.count("pass"), outcomes.count("not-applicable"), len(outcomes)) == (7, 0, 11)
    assert sum(len(group["rules"]) for group in data["not_applicable"]) == 1
    assert {fact["location"]["line"] for fact in facts} == {17, 24, 34, 35}
    assert data["record"]["blocks"]["outcome"] in record_text(decision, 1, TEMPLATES)
    assert {verdict["rule"] for verdict in data["verdicts"]} == {rule["id"] for rule in data["rules"]}


def test_it_names_the_document_behind_a_fact_and_what_excuses_a_verdict() -> None:
    """Whole, by the schema, whether or not everything is said of them."""
    claim, excuse = Claim("contracts/baa.pdf", "", "legal"), Excuse("ignore", "until May", make_place(7))
    evidence = (make_evidence("recipient.baa.status", "signed", 19, claim=claim), make_evidence())
    waived = make_verdict(outcome=Outcome.WAIVED, evidence=evidence, excuse=excuse, unproven="it is said")
    decision = make_decision(workloads=(make_workload(options=(make_option(verdicts=(waived,)),)),))
    text = sidecar_text(decision, NAME, record_text(decision, 1, TEMPLATES))
    (verdict,) = loaded(text)["verdicts"]

    validate(json.loads(text))
    assert [fact["claim"] for fact in verdict["evidence"]] == [
        {"document": "contracts/baa.pdf", "checked": None, "by": "legal"},
        None,
    ]
    assert (verdict["unproven"], verdict["excuse"]) == (
        "it is said",
        {
            "kind": "ignore",
            "reason": "until May",
            "owner": None,
            "approved_by": None,
            "ticket": None,
            "expires": None,
            "location": {"path": "llm-profile.yaml", "line": 7, "column": 5, "end_line": 7, "end_column": 6},
        },
    )


def test_one_verdict_stands_on_a_line() -> None:
    """What changed between two versions shows as the verdicts that changed."""
    decision = sample_decision()
    text = sidecar_text(decision, NAME, record_text(decision, 1, TEMPLATES))

    assert sum(line.startswith('    {"rule": ') for line in text.split("\n")) == 11
    assert sum(line.startswith('    {"id": "option.hosting') for line in text.split("\n")) == 4
    assert text.endswith("}\n")


def test_hostile_text_is_safe() -> None:
    """Nothing steers a terminal, and every byte is UTF-8."""
    decision = make_decision(notes="\u202ered\x1b[31m \ud800 \u2028", title='"} ,{')
    text = sidecar_text(decision, NAME, record_text(decision, 1, TEMPLATES))

    assert text.isprintable() or not {"\u202e", "\x1b", "\u2028", "\ud800"} & set(text)
    assert json.loads(text)["title"] == '"} ,{'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a directory with an accepted record."""
    write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES)
    return tmp_path


def codes(folder: Path, **fields: object) -> tuple[str, ...]:
    """Check the record."""
    return check_record(make_decision(**{"status": "accepted", **fields}), str(folder)).codes


def rewrite(folder: Path, old: str, new: str) -> None:
    """Edit the sidecar by hand."""
    text = (folder / SIDECAR).read_text(encoding="utf-8")
    assert old in text
    (folder / SIDECAR).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_missing_sidecar_is_told(folder: Path) -> None:
    """And written again, as long as it can still be said what it was."""
    assert codes(folder) == ()
    (folder / SIDECAR).unlink()
    assert codes(folder) == ("sidecar-missing",)
    write_record(make_decision(status="accepted"), str(folder), TEMPLATES)
    assert codes(folder) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"format": "decision/0"', '"format": "decision/7"'),
        ('"key": "patient-assistant/', '"key": "other/'),
        ('"status": "accepted"', '"status": "proposed"'),
        ('"inputs": "facts-sha256:', '"inputs": "facts-sha256:0'),
        ('"in_force": ["capability/output-format", ', '"in_force": ['),
        ('"verdicts": [', '"verdicts": [{"rule": "a/b", "outcome": "pass"}'),
        ('"number": 1', '"number": 2'),
        ('"outcome": "', '"outcome": "0'),
        ("{", ""),
    ],
)
def test_a_sidecar_of_another_record_is_told(folder: Path, old: str, new: str) -> None:
    """Identity, state, digest of the inputs and digests of the blocks have to be the record's."""
    rewrite(folder, old, new)

    found = check_record(make_decision(status="accepted"), str(folder)).findings[0]
    assert found.code == "sidecar-mismatch"
    assert found.mistake.location is not None
    assert found.mistake.location.path.endswith(SIDECAR)


def test_another_version_of_the_program_is_no_difference(folder: Path) -> None:
    """An upgrade does not make every record stale."""
    rewrite(folder, '"version": "', '"version": "9')
    assert codes(folder) == ()


def test_a_proposal_has_to_tell_all_of_today(tmp_path: Path) -> None:
    """What stands only in the sidecar is compared too."""
    write_record(make_decision(), str(tmp_path), TEMPLATES)
    assert codes(tmp_path, status="proposed", project="patient-assistant") == ()
    rewrite(tmp_path, '"not_asked": 0', '"not_asked": 1')
    assert codes(tmp_path, status="proposed") == ("sidecar-mismatch",)


def test_lines_that_moved_change_nothing(folder: Path) -> None:
    """The accepted text stays, and the JSON beside it, whose digest the text tells."""
    before = (folder / NAME).read_bytes()
    moved = make_workload(options=(make_option(location="llm-profile.yaml:99"),))
    written = write_record(make_decision(status="accepted", workloads=(moved,)), str(folder), TEMPLATES)

    assert written.files == ()
    assert (folder / NAME).read_bytes() == before


def test_a_retired_record_keeps_what_was_found_then(folder: Path) -> None:
    """Only its state and its links follow."""
    old = json.loads((folder / SIDECAR).read_text(encoding="utf-8"))
    write_record(make_decision(status="deprecated", facts="d" * 64), str(folder), TEMPLATES)
    new = json.loads((folder / SIDECAR).read_text(encoding="utf-8"))

    assert {key for key in old if old[key] != new[key]} == {"status"}
    (folder / SIDECAR).unlink()
    assert codes(folder, status="deprecated", facts="e" * 64) == ()
