"""How loud a verdict is, in the order: declared, date, settings, cap by confidence, unknown."""

from typing import Any

import pytest

from policyengine.policy.selection import RuleHeader, severity_set
from policyengine.rule import Reference, Rule
from policyengine.verdict import Evidence, Outcome
from tests.unit.engine.asked_rules import asked, make_rule

FAILING = {"workload.publishes": "text"}
PRODUCTION = {"project.lifecycle": "production"}
LADDER = '[{error: workload.criticality == "high"}, {warning: workload.criticality == "medium"}, note]'


def loudness(rule: Rule, facts: dict[str, Any], **terms: Any) -> str:
    """Return the severity of the verdict, or an empty text where there is none."""
    verdict = asked(rule, facts, **terms)
    return str(verdict.severity) if verdict else ""


@pytest.mark.parametrize(("criticality", "expected"), [("high", "error"), ("medium", "warning"), ("low", "note")])
def test_the_first_rung_that_holds_counts(criticality: str, expected: str) -> None:
    """A ladder is read from the top; its last word stands for everything else."""
    facts = {**FAILING, **PRODUCTION, "workload.criticality": criticality}
    assert loudness(make_rule(severity=LADDER), facts) == expected


def test_an_absent_fact_of_a_rung_does_not_quieten_production() -> None:
    """Whether a rung holds is open: in production or with --strict the loudest possible counts, else the sure one."""
    rule = make_rule(severity=LADDER)
    assert loudness(rule, {**FAILING, **PRODUCTION}) == "error"
    assert loudness(rule, FAILING, strict=True) == "error"
    assert loudness(rule, FAILING) == "note"


PHASES = """\
effective:
  - {from: 2026-01-01, until: 2026-03-31, severity: note}
  - {from: 2026-04-01, until: 2026-06-30}
  - {from: 2026-07-01, until: 2026-07-31, state: suspended}
  - {from: 2026-09-01, until: 2026-12-31, severity: error}
  - {from: 2027-01-01, state: repealed}"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-12-31", ""),
        ("2026-01-01", "note"),
        ("2026-03-31", "note"),
        ("2026-04-01", "warning"),
        ("2026-07-01", ""),
        ("2026-08-15", ""),
        ("2026-09-01", "warning"),  # a phase never makes a rule louder than declared
        ("2027-01-01", ""),
    ],
)
def test_phases(day: str, expected: str) -> None:
    """A rule is asked in its phases only, first and last day included, and at most as loud as the phase says."""
    assert loudness(make_rule(severity="warning", more=PHASES), FAILING, day=day) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, ""),
        ({"license/*": "note"}, "note"),
        ({"license/*": "note", "category:license": "warning"}, "warning"),
        ({"category:license": "warning", "license/*": "note"}, "note"),
        ({"license/a": "error", "license/*": "off"}, "error"),
        ({"old/a": "error", "license/*": "off"}, "error"),
        ({"license/a": "note", "old/a": "error"}, "note"),
        ({"force:license": "off"}, "off"),
        ({"force:law": "off", "vendor/*": "off"}, ""),
    ],
)
def test_settings(settings: dict[str, str], expected: str) -> None:
    """An id, present or former, beats any other selector; among the others the last one wins."""
    assert severity_set(settings, RuleHeader("license/a", "license", (), ("old/a",))) == expected


def test_globs_leave_the_law_alone() -> None:
    """A rule of force law changes only when it is named."""
    head = RuleHeader("compliance/a", "law", (), ("old/a",))
    assert severity_set({"compliance/*": "off", "force:law": "note", "category:compliance": "note"}, head) == ""
    assert severity_set({"old/a": "error"}, head) == "error"


def test_settings_come_after_the_date() -> None:
    """What the settings say holds in every phase."""
    rule = make_rule(severity="warning", more=PHASES)
    assert loudness(rule, FAILING, day="2026-01-01", severities={"a/b": "error"}) == "error"
    assert loudness(rule, FAILING, day="2026-01-01", severities={"a/b": "off"}) == ""


def test_an_unverified_source_caps_even_the_settings() -> None:
    """What rests on a source nobody read is at most a warning, and says why; what is quieter stays as it is."""
    verdict = asked(make_rule(confidence="unverified"), FAILING, severities={"a/b": "error"})
    assert verdict is not None
    assert (verdict.severity, verdict.capped) == ("warning", "at most a warning, because its source T is unverified")
    quiet = asked(make_rule(confidence="unverified", severity="note"), FAILING)
    assert quiet is not None
    assert (quiet.severity, quiet.capped) == ("note", "")


@pytest.mark.parametrize(
    ("confidence", "expected"), [("primary", "error"), ("secondary", "error"), ("unverified", "warning")]
)
def test_an_unverified_catalog_fact_caps(confidence: str, expected: str) -> None:
    """The cap finds a catalog fact however deep it stands among the inputs of a derived one."""
    source = Reference("S", "https://example.org/", "2026-11-22", confidence)
    deep = Evidence("option.retires", "x", "catalog", reference=source)
    evidence_of = {"workload.publishes": Evidence("workload.publishes", "text", "derived", inputs=(deep,))}
    assert loudness(make_rule(), FAILING, evidence_of=evidence_of) == expected


@pytest.mark.parametrize(
    ("facts", "strict", "expected"),
    [
        ({}, False, "warning"),
        ({"project.lifecycle": "pilot"}, False, "warning"),
        (PRODUCTION, False, "error"),
        ({}, True, "error"),
    ],
)
def test_an_open_question(facts: dict[str, Any], strict: bool, expected: str) -> None:  # noqa: FBT001 - a table's column
    """What is unknown is a warning, and as loud as a failure in production or with --strict."""
    verdict = asked(make_rule(), facts, strict=strict)
    assert verdict is not None
    assert (verdict.outcome, verdict.severity) == (Outcome.UNKNOWN, expected)
    assert [missing.path for missing in verdict.missing] == ["workload.publishes"]


def test_an_open_question_is_never_louder_than_the_rule() -> None:
    """A note stays a note."""
    assert loudness(make_rule(severity="note"), {}) == "note"
    assert loudness(make_rule(severity="note"), PRODUCTION, strict=True) == "note"
