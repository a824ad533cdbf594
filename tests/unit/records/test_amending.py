"""An accepted record whose inputs changed and whose outcome did not: a row is added, and the body stays."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.records.files import Writing, Written, amend_record, write_record
from policyengine.records.judged import inputs_of
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.resources import TEMPLATES
from policyengine.verdict import Outcome
from tests.builders import make_decision, make_evidence, make_option, make_verdict, make_workload
from tests.unit.records.checks import check_record

NAME = "0001-serve-patient-questions-from-a-model-we-host.md"


def amend(folder: Path, letter: str, note: str = "", **fields: object) -> Written:
    """Amend for other inputs."""
    decision = make_decision(**{"status": "accepted", "facts": letter * 64, **fields})
    return amend_record(decision, str(folder), TEMPLATES, "2026-11-22", note)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_rows_are_added_and_nothing_else_changes(tmp_path: Path, layout: str) -> None:
    """The record is fresh again, for each new state of the inputs."""
    write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES, layout)
    before = (tmp_path / NAME).read_text(encoding="utf-8").split("\n")

    assert amend(tmp_path, "c", "two | more\nclinics").outcome is Writing.AMENDED
    assert amend(tmp_path, "c").outcome is Writing.UNCHANGED
    assert amend(tmp_path, "d").outcome is Writing.AMENDED
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    record = read_record(text)
    kept = [line for line in before if line and not line.startswith("<!-- policyengine:record")]
    assert [line for line in kept if line not in text.split("\n")] == []
    assert record.edits == ()
    assert [(row.date, row.inputs) for row in record.amendments] == [
        ("2026-11-22", inputs_of(make_decision(facts=letter * 64))) for letter in "cd"
    ]
    assert record.amendments[0].note.replace("\\", "") == "two | more clinics"
    final = make_decision(status="accepted", facts="d" * 64)
    assert check_record(final, str(tmp_path), layout).codes == ()


def test_facts_that_changed_are_named(tmp_path: Path) -> None:
    """Without words of people, the sidecar knows what is different."""

    def judged(users: int) -> dict[str, Any]:
        fact = make_evidence("workload.volume.requests_per_day", users, 5)
        return {"workloads": (make_workload(options=(make_option(verdicts=(make_verdict(evidence=(fact,)),)),)),)}

    write_record(make_decision(status="accepted", **judged(10)), str(tmp_path), TEMPLATES)
    amend(tmp_path, "c", facts="", **judged(11))
    text = (tmp_path / NAME).read_text(encoding="utf-8")

    assert "| workload.volume.requests\\_per\\_day changed; the outcome did not |\n" in text


def test_another_outcome_is_no_amendment(tmp_path: Path) -> None:
    """What changes the decision is a new decision."""
    write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES)
    failing = make_workload(options=(make_option(verdicts=(make_verdict(outcome=Outcome.FAIL),)),))
    before = (tmp_path / NAME).read_bytes()
    refused = amend(tmp_path, "c", workloads=(failing,))

    assert refused.outcome is Writing.REFUSED
    assert refused.mistakes[0].hint == "declare a new decision with `supersedes: patient-qa-serving`"
    assert (tmp_path / NAME).read_bytes() == before


@pytest.mark.parametrize("status", ["proposed", "rejected"])
def test_only_accepted_records_are_amended(tmp_path: Path, status: str) -> None:
    """A proposal is written anew; what is retired is left."""
    write_record(make_decision(status=status), str(tmp_path), TEMPLATES)
    refused = amend(tmp_path, "c", status=status)

    assert refused.mistakes[0].message == f"`{NAME}` is {status}; only accepted records are amended"


def test_a_row_edited_by_hand_is_seen(tmp_path: Path) -> None:
    """Amendments are generated text too."""
    write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES)
    amend(tmp_path, "c", "two clinics")
    path = tmp_path / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("two clinics", "nothing"), encoding="utf-8")

    assert check_record(make_decision(status="accepted", facts="c" * 64), str(tmp_path)).codes == ("hand-edited",)


def test_a_decision_without_a_record_cannot_be_amended(tmp_path: Path) -> None:
    """There is nothing to add to."""
    assert amend(tmp_path, "c").mistakes[0].message.startswith("decision `patient-qa-serving` has no record")
