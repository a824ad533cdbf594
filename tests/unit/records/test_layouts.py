"""The layouts `nygard` and `madr2`: what the tools they are for read, and a life like that of the default layout."""

import re
from pathlib import Path

import pytest

from policyengine.decision import Decision
from policyengine.errors import PolicyEngineError
from policyengine.records.files import Writing, write_record
from policyengine.records.layout import read_record
from policyengine.records.layouts import LAYOUTS
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from tests.builders import make_decision
from tests.golden.sample_decision import sample_decision, several_workloads
from tests.unit.records.checks import check_record
from tests.unit.records.readers import adr_log, adr_viewer, adrmanager, adrtools, adrtools_links, with_adrtools_link

NAME = "0001-serve-patient-questions-from-a-model-we-host.md"
TITLE = "Serve patient questions from a model we host"
OTHERS = ("nygard", "madr2")


@pytest.mark.parametrize(
    ("status", "tools", "viewer"),
    [
        ("draft", "Draft", "unknown"),
        ("proposed", "Proposed", "pending"),
        ("accepted", "Accepted", "accepted"),
        ("rejected", "Rejected", "unknown"),
        ("deprecated", "Deprecated", "unknown"),
    ],
)
def test_adrtools_and_adr_viewer_read_title_and_status(status: str, tools: str, viewer: str) -> None:
    """Number and title are the first line; adr-viewer knows fewer states than there are."""
    text = record_text(make_decision(status=status), 7, TEMPLATES, "nygard")

    assert adrtools(text)[:2] == (f"7. {TITLE}", tools)
    assert adr_viewer(text)[:2] == (f"7. {TITLE}", viewer)
    assert adr_log(text).title == f"7. {TITLE}"


def test_adrtools_and_adr_viewer_see_both_sides_of_a_replacement() -> None:
    """Links stand in the section of the status."""
    old = record_text(make_decision(status="superseded"), 1, TEMPLATES, "nygard", superseded_by="0002-next")
    new = record_text(make_decision(supersedes="pilot"), 2, TEMPLATES, "nygard", supersedes="0001-pilot")

    assert adrtools_links(old) == [("Superseded by", 2)]
    assert adr_viewer(old).status == "superseded"
    assert adrtools_links(new) == [("Supersedes", 1)]


def test_a_link_that_adrtools_wrote_is_no_hand_edit() -> None:
    """`adr link` writes at the end of the status section."""
    text = with_adrtools_link(record_text(make_decision(), 2, TEMPLATES, "nygard"), "Amends [1. Pilot](0001-pilot.md)")

    assert ("Amends", 1) in adrtools_links(text)
    assert read_record(text).edits == ()


@pytest.mark.parametrize("decision", [sample_decision(), several_workloads(), make_decision(workloads=())])
def test_adrmanager_reads_everything(decision: Decision) -> None:
    """Its grammar finds drivers, options, outcome, consequences, pros, cons and links."""
    found = adrmanager(record_text(decision, 7, TEMPLATES, "madr2", supersedes="0001-pilot"))
    record = read_record(record_text(decision, 7, TEMPLATES))

    assert found.seen.title == decision.title
    assert (found.seen.status, found.seen.date, found.seen.deciders) == (
        decision.status,
        decision.date,
        decision.makers,
    )
    assert found.options == list(record.options or ["No option is declared"])
    assert found.chosen == (record.chosen[0] if record.chosen else "")
    assert list(found.pros) == list(record.options)
    assert found.links[0] == "Supersedes [0001-pilot](0001-pilot.md)"
    assert found.drivers
    assert found.positive
    assert found.negative


@pytest.mark.parametrize("decision", [sample_decision(), several_workloads()])
def test_every_layout_tells_the_same(decision: Decision) -> None:
    """Who, which state, what is chosen, why, what forced it, where the options stand."""
    told = [read_record(record_text(decision, 7, TEMPLATES, layout, supersedes="0001-pilot")) for layout in LAYOUTS]

    assert [record.layout for record in told] == list(LAYOUTS)
    assert len({(record.key, record.status, record.inputs, record.outcome, record.title) for record in told}) == 1
    assert len({(record.chosen, record.options, record.supersedes, record.edits) for record in told}) == 1


@pytest.mark.parametrize("layout", OTHERS)
def test_the_life_of_a_record(tmp_path: Path, layout: str) -> None:
    """Proposed, written anew, accepted, left alone, superseded by another, and checked at every step."""

    def step(**fields: object) -> tuple[Writing, tuple[str, ...]]:
        decision = make_decision(**fields)
        written = write_record(decision, str(tmp_path), TEMPLATES, layout)
        return written.outcome, check_record(decision, str(tmp_path), layout).codes

    assert step() == (Writing.WRITTEN, ())
    assert step() == (Writing.UNCHANGED, ())
    assert step(notes="New.") == (Writing.WRITTEN, ())
    assert step(status="accepted") == (Writing.WRITTEN, ())
    assert step(status="accepted", facts="c" * 64) == (Writing.REFUSED, ("inputs-changed",))
    before = (tmp_path / NAME).read_text(encoding="utf-8")
    assert step(key="next", title="Next", status="accepted", supersedes="patient-qa-serving") == (Writing.WRITTEN, ())
    after = (tmp_path / NAME).read_text(encoding="utf-8")
    changed = [new for old, new in zip(before.split("\n"), after.split("\n"), strict=True) if old != new]
    assert [re.sub(r"^\* Status: s", "S", line) for line in changed] == ["Superseded by [0002-next](0002-next.md)"]
    assert step(status="superseded", facts="d" * 64) == (Writing.UNCHANGED, ())


@pytest.mark.parametrize(
    ("layout", "edit", "message", "line"),
    [
        (
            "nygard",
            ("answers patients", "answers customers"),
            "block `context` was edited by hand",
            "<!-- policyengine:begin id=context",
        ),
        ("nygard", ("Date: 2026", "A remark.\n\nDate: 2026"), "text written outside the generated blocks", "A remark."),
        ("nygard", ("# 1. ", "# 2. "), "the title says number `2`, the marker says `1`", "# 2. "),
        ("madr2", ("answers patients", "answers customers"), "section `context` was edited by hand", "## Context"),
        (
            "madr2",
            ("* No rule that applies supports", "* It is fast"),
            "section `outcome` was edited by hand",
            "## Decision O",
        ),
        ("madr2", ("## Decision Drivers", "## Drivers"), "section `context` was edited by hand", "## Context"),
        ("madr2", ("* Date:", "Note well.\n* Date:"), "text written outside the generated blocks", "Note well."),
    ],
)
def test_a_hand_edit_is_refused(tmp_path: Path, layout: str, edit: tuple[str, str], message: str, line: str) -> None:
    """Nobody's words are overwritten in any layout; the message names the place."""
    write_record(make_decision(), str(tmp_path), TEMPLATES, layout)
    text = (tmp_path / NAME).read_text(encoding="utf-8")
    assert edit[0] in text
    (tmp_path / NAME).write_text(text.replace(*edit, 1), encoding="utf-8")
    written = write_record(make_decision(title="New"), str(tmp_path), TEMPLATES, layout)

    assert (written.outcome, written.mistakes[0].message) == (Writing.REFUSED, message)
    assert written.mistakes[0].source.startswith(line)


def test_a_proposal_changes_its_layout_and_a_final_record_does_not(tmp_path: Path) -> None:
    """What people accepted stays as they saw it."""
    write_record(make_decision(), str(tmp_path), TEMPLATES, "nygard")
    write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES, "madr2")
    before = (tmp_path / NAME).read_bytes()

    assert read_record(before.decode()).layout == "madr2"
    assert write_record(make_decision(status="accepted"), str(tmp_path), TEMPLATES).outcome is Writing.UNCHANGED
    assert (tmp_path / NAME).read_bytes() == before


def test_a_layout_that_is_none_is_a_mistake() -> None:
    """The message names those there are."""
    with pytest.raises(PolicyEngineError) as raised:
        record_text(make_decision(), 1, TEMPLATES, "arc42")
    assert raised.value.mistakes[0].message == "`arc42` is not a layout of records"
    assert raised.value.mistakes[0].hint == "the layouts are madr4, nygard, madr2"
