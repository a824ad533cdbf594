"""Dates of past events that are after the day judged."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generators.fact_table import load_facts
from policyengine.facts.future import Future, drop_future, future_dates
from policyengine.vocabulary.past import PAST, SINCE

TODAY = datetime(2026, 11, 22, tzinfo=UTC)
LATER = datetime(2026, 11, 23, tzinfo=UTC)
APPLIED = {"project", "organization", "workload", "option", "recipient", "decision"}
"""The roots of facts to which `facts.cases` applies it."""


def test_every_root_with_a_past_date_is_looked_at() -> None:
    """A past date of a tool or store would need `drop_future` in `facts.cases` too."""
    assert {path.partition(".")[0] for path in PAST} <= APPLIED


def test_a_date_that_is_ahead_is_undeclared_with_its_group() -> None:
    """The day judged itself is not ahead."""
    signed: dict[str, Any] = {"recipient.baa.date": TODAY, "recipient.baa.status": "signed", "recipient.role": "cloud"}
    drop_future(signed, TODAY)
    assert signed["recipient.baa.status"] == "signed"
    signed["recipient.baa.date"] = LATER
    drop_future(signed, TODAY)
    assert signed == {"recipient.role": "cloud"}


def test_a_group_has_no_other_date_that_dates_it() -> None:
    """What a group's date takes away needs no look of its own."""
    assert not PAST & {path for group in SINCE.values() for path in group}


def test_dates_are_found_in_elements_and_claims() -> None:
    """Each with the way to its mapping."""
    claimed = {"workload.data.minimised": True, "claims": {"workload.data.minimised": {"checked": LATER}}}
    options = {"supporting": [{}, {"option.artifact.scanned": LATER}], "choice": {"option.artifact.scanned": TODAY}}
    assert list(future_dates({**claimed, **options}, TODAY)) == [
        Future((), "workload.data.minimised", LATER, is_check=True),
        Future(("supporting", 1), "option.artifact.scanned", LATER),
    ]


LEAF = "{{type: {type}, from: [{origin}], description: d, example: e{past}}}"


@pytest.mark.parametrize(
    ("kind", "origin", "past"),
    [("timestamp", "profile", ""), ("string", "profile", ", past: true"), ("timestamp", "catalog", ", past: false")],
)
def test_every_declared_date_says_whether_it_is_of_the_past(tmp_path: Path, kind: str, origin: str, past: str) -> None:
    """And nothing else does: whoever adds a date has to decide."""
    (tmp_path / "workload.yaml").write_text(f"workload.a: {LEAF.format(type=kind, origin=origin, past=past)}\n")
    with pytest.raises(ValueError, match=r"workload\.a: `past` is for the dates that people declare"):
        load_facts(tmp_path)
