"""Whatever people write into a profile, a record read back says the same and has the same structure."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from policyengine.decision import Decision
from policyengine.markdown import clean
from policyengine.records.judged import inputs_of
from policyengine.records.layout import Record, read_record
from policyengine.records.record import record_text
from policyengine.resources import TEMPLATES
from policyengine.verdict import Outcome
from tests.builders import (
    make_decision,
    make_evidence,
    make_missing,
    make_option,
    make_reference,
    make_rule,
    make_verdict,
    make_workload,
)
from tests.unit.records.readers import adr_log, adr_viewer, adrtools, backstage, log4brains, structurizr, unescaped

HOSTILE = [
    "# A heading",
    "## Decision Outcome",
    'Chosen option: "evil", because reasons.',
    "text\n---\nmore",
    "text\n===",
    "---",
    "<!-- policyengine:end id=context -->",
    "<!-- policyengine:begin id=outcome sha256=" + "0" * 64 + " -->",
    "<script>alert(1)</script>",
    "a | b | c",
    'say "yes", because I can',
    "```\n# not closed",
    "~~~~\n<!-- policyengine:end id=context -->\n~~~",
    "`code` and ``more ` code`` and `open",
    "* a\n* # b\n  > ## c",
    "[text](0001-other.md) ![x](y) [z]: javascript:alert(1)",
    "back\\slash \\` \\| \\\\|",
    "&lt;b&gt; &#35;",
    "1. first",
    "+ plus\n> quote",
    "\u202eright to left\u202c and \x1b[31mred",
    "tail #",
    "\r\nreturn\rcarriage\ttab",
    "word " * 400,
    "\ud800",
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), max_size=4).map("\n".join),
    st.text(max_size=60),
    st.text(alphabet='#-=>*+_`|<>[]()"\\&;:!~.1 \nab', max_size=40),
)
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
HEADINGS = (
    "## Context and Problem Statement",
    "## Decision Outcome",
    "## Considered Options",
    "## Consequences",
    "## Confirmation",
    "### Verdicts",
    "### Provenance",
    "### Disclaimer",
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Make decisions whose every free text is hostile."""
    rule = make_rule(
        title=draw(TEXTS),
        references=(make_reference(draw(TEXTS), draw(TEXTS), url=draw(TEXTS), checked=draw(TEXTS)),),
    )
    verdicts = tuple(
        make_verdict(
            rule,
            outcome,
            message=draw(TEXTS),
            capped=draw(TEXTS),
            evidence=(make_evidence("option.note", draw(TEXTS), 3),),
            missing=(make_missing(),),
        )
        for outcome in draw(st.lists(st.sampled_from(Outcome), max_size=3))
    )
    workloads = tuple(
        make_workload(
            name,
            purpose=draw(TEXTS),
            needs=(make_evidence("workload.note", draw(TEXTS), 2),),
            options=(
                make_option(draw(TEXTS), workload=name, verdicts=verdicts),
                make_option(draw(TEXTS), workload=name, role="judge", element="judge[0]"),
                make_option(draw(TEXTS), workload=name, role="considered", element="considered[0]", verdicts=verdicts),
            ),
        )
        for name in draw(st.lists(TEXTS, min_size=1, max_size=2, unique=True))
    )
    fields: dict[str, Any] = {name: draw(NAMES) for name in ("makers", "consulted", "informed", "tags")}
    fields |= {name: draw(TEXTS) for name in ("title", "context", "notes", "project")}
    return make_decision(workloads=workloads, **fields)


def shown_title(decision: Decision) -> str:
    """Return a decision's title as one clean line; one that is blank is replaced by the key."""
    return " ".join(clean(decision.title.strip() or decision.key).split())


def shown_names(names: tuple[str, ...]) -> list[str]:
    """Return the names of people or tags as a record shows them; blank ones are left out."""
    return [clean(name) for name in names if name.strip()]


def skeleton(record: Record) -> tuple[str, ...]:
    """Return the headings that every record has, as far as this one has them, in its order."""
    found = [f"{'#' * level} {text}" for level, text in record.headings]
    return tuple(heading for heading in found if heading in HEADINGS)


@given(decisions())
def test_a_record_reads_back_as_it_was_declared(decision: Decision) -> None:
    """Front matter, title, options, outcome and blocks survive any text."""
    text = record_text(decision, 7, TEMPLATES)
    record = read_record(text)
    chosen = [option for workload in decision.workloads for option in workload.options if option.role == "primary"]

    assert record.edits == ()
    assert record.front == {
        "number": 7,
        "status": "proposed",
        "date": "2026-10-01",
        "decision-makers": shown_names(decision.makers),
        "consulted": shown_names(decision.consulted),
        "informed": shown_names(decision.informed),
        "tags": shown_names(decision.tags),
        "x-policyengine-key": clean(f"{decision.project}/{decision.key}" if decision.project else decision.key),
        "x-policyengine-inputs": inputs_of(decision),
    }
    assert unescaped(record.title) == shown_title(decision)
    assert skeleton(record) == HEADINGS
    assert len(record.chosen) == len(chosen)
    assert [level for level, _ in record.headings].count(1) == 1
    assert len(record.options) == len({option.casefold() for option in record.options}) == 2 * len(chosen)
    assert set(record.chosen) <= set(record.options)
    assert tuple(title for title, _ in record.standings) == record.options


@given(decisions(), st.sampled_from(["nygard", "madr2"]))
def test_other_layouts_read_back_as_they_were_declared(decision: Decision, layout: str) -> None:
    """The same is told, whatever the form; adr-tools, adr-viewer and adr-manager find title and state."""
    text = record_text(decision, 7, TEMPLATES, layout)
    record, usual = read_record(text), read_record(record_text(decision, 7, TEMPLATES))

    assert record.edits == ()
    assert record.layout == layout
    assert (record.key, record.inputs, record.front["number"]) == (usual.key, usual.inputs, 7)
    assert (record.title, record.status, record.front["date"]) == (usual.title, "proposed", "2026-10-01")
    assert (record.chosen, record.options, record.standings) == (usual.chosen, usual.options, usual.standings)
    assert record.forced == usual.forced
    assert text == clean(text)
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    if layout == "nygard":
        assert {adrtools(text).title, adr_viewer(text).title} == {f"7. {shown_title(decision)}"}
        assert (adrtools(text).status, adr_viewer(text).status) == ("Proposed", "pending")


@given(decisions())
def test_other_readers_agree_whatever_the_text(decision: Decision) -> None:
    """Title, status and date are the same in every tool."""
    text = record_text(decision, 7, TEMPLATES)
    title = shown_title(decision)

    assert {reader(text).title for reader in (log4brains, adr_log, backstage, structurizr)} == {title}
    assert {reader(text).status for reader in (log4brains, backstage, structurizr)} == {"proposed"}
    assert {reader(text).date for reader in (log4brains, backstage, structurizr)} == {"2026-10-01"}


@given(decisions())
def test_a_record_is_plain_clean_text(decision: Decision) -> None:
    """No control or bidi character, no trailing blank, no double blank line, one line end at the end."""
    text = record_text(decision, 7, TEMPLATES)

    assert text == clean(text)
    assert text.endswith("-->\n")
    assert "\n\n\n" not in text
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
