"""The whole text of a rich record, in each layout: to be read by a person whenever it changes."""

from pathlib import Path

import pytest

from policyengine import __version__
from policyengine.records.layout import read_record
from policyengine.records.record import record_text
from policyengine.records.sidecar import sidecar_text
from policyengine.resources import TEMPLATES
from tests.conftest import Golden
from tests.golden.sample_decision import sample_decision, several_workloads

RECORDS = Path(__file__).parent / "records"


def test_a_rich_decision_makes_the_expected_record(golden: Golden) -> None:
    """One workload, a supporting model, an option refused, one unsettled, notes and a predecessor."""
    text = record_text(sample_decision(), 2, TEMPLATES, supersedes="0001-pilot-the-patient-assistant")

    golden.assert_equal(RECORDS / "sample.md", text)


def test_several_workloads_and_a_failing_choice_make_the_expected_record(golden: Golden) -> None:
    """Two workloads, one chosen against the rules, one without a choice; accepted, and nothing left to ask."""
    golden.assert_equal(RECORDS / "several.md", record_text(several_workloads(), 12, TEMPLATES))


@pytest.mark.parametrize("layout", ["nygard", "madr2"])
def test_other_layouts_make_the_expected_records(golden: Golden, layout: str) -> None:
    """The same decisions, for other readers."""
    sample = record_text(sample_decision(), 2, TEMPLATES, layout, supersedes="0001-pilot-the-patient-assistant")

    golden.assert_equal(RECORDS / f"sample.{layout}.md", sample)
    golden.assert_equal(RECORDS / f"several.{layout}.md", record_text(several_workloads(), 12, TEMPLATES, layout))


def test_the_file_beside_a_record_is_the_expected_one(golden: Golden) -> None:
    """Everything the record sums up; the program's version, which changes with each release, is left out."""
    text = sidecar_text(several_workloads(), "0012-serve-triage.md", record_text(several_workloads(), 12, TEMPLATES))

    golden.assert_equal(
        RECORDS / "several.decision.json", text.replace(f'"version": "{__version__}"', '"version": "…"')
    )


def test_the_expected_records_have_the_headings_of_madr() -> None:
    """What people read comes first; everything else is folded away below."""
    record = read_record((RECORDS / "sample.md").read_text(encoding="utf-8"))

    assert [text for level, text in record.headings if level == 2] == [
        "Context and Problem Statement",
        "Decision Outcome",
        "Considered Options",
        "Consequences",
        "Confirmation",
        "More Information",
    ]
