"""Every way in which records can be out of date has its word and its place."""

import os
from pathlib import Path

import pytest

from policyengine.decision import Decision, Digest, RecordedWaiver
from policyengine.records.before import Before
from policyengine.records.checking import Checked, Finding, Freshness, check_records
from policyengine.records.drift import CODES
from policyengine.records.files import Writing, write_record
from policyengine.records.layouts import LAYOUTS
from policyengine.resources import TEMPLATES
from policyengine.severity import Severity
from policyengine.verdict import Outcome
from tests.builders import make_decision, make_evidence, make_option, make_place, make_rule, make_verdict, make_workload
from tests.unit.records.checks import check_record

OLD, NEW = "0001-serve-patient-questions-from-a-model-we-host.md", "0002-next.md"
FAILING = make_workload(options=(make_option(verdicts=(make_verdict(outcome=Outcome.FAIL, message="no BAA"),)),))
WAIVER = RecordedWaiver("a/b", "patient-qa", "", "Ada", "Bo", "", "2026-12-31", "active", "", make_place(60))
RULES = (Digest("rules", "47 rules", "5" * 64),)


def accepted(**fields: object) -> Decision:
    """Make an accepted decision."""
    return make_decision(**{"status": "accepted", "digests": RULES, **fields})


def check(folder: Path, decision: Decision, as_of: str = "") -> Checked:
    """Check one record."""
    return check_record(decision, str(folder), as_of=as_of)


def only(checked: Checked, line: int, path: str = OLD) -> Finding:
    """Return the one finding, which stands at this line of a file whose name ends so."""
    (found,) = checked.findings
    assert found.mistake.location is not None
    assert (found.mistake.location.path.endswith(path), found.mistake.location.line) == (True, line)
    return found


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a directory with one accepted record."""
    write_record(accepted(), str(tmp_path), TEMPLATES)
    return tmp_path


def test_fresh(folder: Path) -> None:
    """Nothing is told of a record that is true."""
    assert check(folder, accepted()) == (f"{folder}/{OLD}", Freshness.FRESH, "compared by digest and outcome", ())


def test_inputs_changed_outcome_changed_and_ruleset_changed(folder: Path) -> None:
    """The gravest of the three is told; another set of rules alone is only worth a note."""
    other = (Digest("rules", "48 rules", "6" * 64),)

    assert only(check(folder, accepted(facts="c" * 64, digests=other)), 10).code == "inputs-changed"
    changed = check(folder, accepted(facts="c" * 64, workloads=(FAILING,)))
    assert changed.codes == ("outcome-changed",)
    assert changed.findings[0].mistake.source == "## Decision Outcome"
    note = check(folder, accepted(digests=other))
    assert (note.state, note.codes, note.findings[0].severity) == (Freshness.FRESH, ("ruleset-changed",), Severity.NOTE)
    assert note.findings[0].mistake.source.startswith("* rules in force, 47 rules")


def test_an_outcome_that_was_unknown_was_undecided(tmp_path: Path) -> None:
    """As every text calls it; the JSON file keeps `unknown`."""
    unknown = make_workload(options=(make_option(verdicts=(make_verdict(outcome=Outcome.UNKNOWN),)),))
    write_record(accepted(workloads=(unknown,)), str(tmp_path), TEMPLATES)
    checked = check(tmp_path, accepted(workloads=(FAILING,)))

    assert "was undecided and is now fail" in checked.mistakes[0].message


def test_rules_added(folder: Path) -> None:
    """What a rule finds that was added since is worth a note, however loud the rule is."""
    rule = make_rule("compliance/added", severity=((Severity.ERROR, None),))
    verdict = make_verdict(rule, Outcome.FAIL)
    found = make_workload(options=(make_option(verdicts=(verdict,)),))
    checked = check(folder, accepted(workloads=(found,)))

    assert (checked.state, checked.codes) == (Freshness.FRESH, ("rules-added",))
    assert checked.mistakes[0].message == (
        "added since, and not satisfied by the choice: `compliance/added`; `policyengine check` reports them"
    )


def test_exception_added(tmp_path: Path) -> None:
    """An exception of a warning is worth a note; one of an error changes the outcome."""
    for severity, codes in ((Severity.WARNING, ("exception-added",)), (Severity.ERROR, ("outcome-changed",))):
        rule = make_rule("compliance/hipaa/baa", severity=((severity, None),))
        failing = make_verdict(rule, Outcome.FAIL, severity=severity)
        waived = failing._replace(outcome=Outcome.WAIVED)
        first, then = (
            accepted(workloads=(make_workload(options=(make_option(verdicts=(verdict,)),)),))
            for verdict in (failing, waived)
        )
        folder = tmp_path / severity
        write_record(first, str(folder), TEMPLATES)
        assert check(folder, then).codes == codes


def test_rules_reworded_under_a_proposal(tmp_path: Path) -> None:
    """Its text is older, and nothing that it rests on has changed; only the JSON file can tell."""
    write_record(make_decision(digests=RULES), str(tmp_path), TEMPLATES)
    decision = make_decision(digests=(Digest("rules", "47 rules", "6" * 64),))
    found = only(check(tmp_path, decision), 1)

    assert (found.code, found.severity) == ("text-outdated", Severity.NOTE)
    (tmp_path / OLD.replace(".md", ".decision.json")).unlink()
    checked = check(tmp_path, decision)
    assert (checked.state, checked.codes) == (Freshness.STALE, ("ruleset-changed",))


def test_rules_added_to_a_proposal(tmp_path: Path) -> None:
    """Its text is older, and nothing that it rests on has changed."""
    write_record(make_decision(), str(tmp_path), TEMPLATES)
    decision = make_decision(in_force=("compliance/added", *make_decision().in_force), digests=RULES)
    found = only(check(tmp_path, decision), 1)

    assert (found.code, found.severity) == ("text-outdated", Severity.NOTE)


def test_another_reason_than_the_one_recorded(folder: Path) -> None:
    """It is reported at the line of the record; other line breaks are no other reason."""
    because = accepted().because
    found = only(check(folder, accepted(because="It is cheaper.")), 34)

    assert (found.code, found.mistake.message) == (
        "header-mismatch",
        "the record and the profile differ in `because`",
    )
    assert found.mistake.source.startswith("**Because** ")
    assert check(folder, accepted(because=because.replace(" ", "\n"))).codes == ()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("key", ["makers", "consulted", "informed"])
def test_other_people_than_those_recorded(tmp_path: Path, layout: str, key: str) -> None:
    """They are reported in every layout, also in one whose text has no header for them."""
    write_record(accepted(), str(tmp_path), TEMPLATES, layout)
    found = check(tmp_path, accepted(**{key: ("Bob", "Eve")}))

    assert "header-mismatch" in found.codes


def test_the_layout_of_a_proposal_is_kept(tmp_path: Path) -> None:
    """Another one is written only where it is named."""
    write_record(make_decision(), str(tmp_path), TEMPLATES, "madr2")

    assert check(tmp_path, make_decision()).state == Freshness.FRESH
    assert write_record(make_decision(), str(tmp_path), TEMPLATES).outcome == Writing.UNCHANGED
    assert write_record(make_decision(), str(tmp_path), TEMPLATES, "madr4").outcome == Writing.WRITTEN


def test_hand_edited(folder: Path) -> None:
    """The block is told, and its marker's line."""
    edit(folder, OLD, "answers patients", "answers customers")

    assert only(check(folder, accepted()), 20).code == "hand-edited"


def test_status_mismatch(folder: Path) -> None:
    """Between profile and record; within the record it is a hand's edit."""
    assert only(check(folder, accepted(status="rejected")), 3).code == "status-mismatch"


def supersede(folder: Path) -> Decision:
    """Write a decision that replaces the first, and give it."""
    decision = accepted(key="next", title="Next", supersedes="patient-qa-serving")
    write_record(decision, str(folder), TEMPLATES)
    return decision


def test_superseder_missing(folder: Path) -> None:
    """A superseded record whose successor nobody finds, by the profile or by its own link."""
    assert check(folder, accepted(status="superseded")).codes == ("status-mismatch", "superseder-missing")
    supersede(folder)
    (folder / NEW).unlink()
    assert set(check(folder, accepted(status="superseded")).codes) == {"superseder-missing"}


def test_superseded_missing(folder: Path) -> None:
    """A decision that replaces one without a record."""
    edit(folder, OLD, "number: 1", "number: 1")

    assert "superseded-missing" in check(folder, accepted(supersedes="lost")).codes


def test_back_link_missing(folder: Path) -> None:
    """Either side that does not name the other, at its own line."""
    decision = supersede(folder)
    assert check(folder, decision).codes == ()
    edit(folder, OLD, "status: superseded by ADR-0002", "status: accepted")
    edit(folder, OLD, "* Status: superseded by [0002-next](0002-next.md)", "* Status: accepted")
    assert only(check(folder, decision), 3, OLD).code == "back-link-missing"

    write_record(decision, str(folder), TEMPLATES)
    assert check(folder, decision).codes == ()
    edit(folder, NEW, "* Supersedes [0001", "* Follows [0001")
    assert "back-link-missing" in check(folder, accepted(status="superseded")).codes


def test_waiver_expired_and_unused(folder: Path) -> None:
    """By the state it had, or by the day it is asked on; its last day counts."""
    in_time = accepted(waivers=(WAIVER,))
    write_record(in_time, str(folder), TEMPLATES)
    late = check(folder, in_time, "2027-01-01")

    assert check(folder, in_time, "2026-12-31").codes == ()
    assert (late.state, only(late, 60, "llm-profile.yaml").code) == (Freshness.STALE, "waiver-expired")
    assert late.mistakes[0].message == "the waiver of `a/b` for `patient-qa` ended on 2026-12-31"
    unused = check(folder, accepted(waivers=(WAIVER._replace(state="unused"),)))
    assert unused.state is Freshness.FRESH
    assert "waiver-unused" in unused.codes


def test_review_due(tmp_path: Path) -> None:
    """The day itself is in time; a day later it is told, and fails nothing."""
    need = make_evidence("workload.review_by", "2027-06-30", 14)
    decision = make_decision(workloads=(make_workload(needs=(need,)),))
    write_record(decision, str(tmp_path), TEMPLATES)
    due = check(tmp_path, decision, "2027-07-01")

    assert check(tmp_path, decision, "2027-06-30").codes == check(tmp_path, decision).codes == ()
    assert (due.state, only(due, 14, "llm-profile.yaml").code) == (Freshness.FRESH, "review-due")


@pytest.mark.parametrize("status", ["rejected", "deprecated"])
def test_retired_records_are_exempt(tmp_path: Path, status: str) -> None:
    """A record that is no longer in force need not agree with today."""
    decision = make_decision(status=status, waivers=(WAIVER,))
    write_record(decision, str(tmp_path), TEMPLATES)
    today = decision._replace(workloads=(FAILING,))

    assert check(tmp_path, today, "2030-01-01").codes == ()
    assert check_records([make_decision(key="other")], str(tmp_path), TEMPLATES)[0].codes == ("unrecorded",)
    assert len(check_records([make_decision(key="other")], str(tmp_path), TEMPLATES)) == 1


def test_orphan_and_unrecorded(folder: Path) -> None:
    """A record without its decision, a decision without its record; other projects are not ours to judge."""
    other = accepted(key="other")
    found = check_records([other], str(folder), TEMPLATES)

    assert [(checked.state, checked.codes) for checked in found] == [
        (Freshness.MISSING, ("unrecorded",)),
        (Freshness.ORPHAN, ("orphan",)),
    ]
    assert (
        only(found[1], 1).mistake.message
        == "decision `patient-assistant/patient-qa-serving` is gone; its record is accepted"
    )
    known = ["patient-assistant/patient-qa-serving"]
    assert len(check_records([other], str(folder), TEMPLATES, known=known)) == 1
    assert len(check_records([other._replace(project="elsewhere")], str(folder), TEMPLATES)) == 1


def test_number_duplicate_number_mismatch_and_key_duplicate(folder: Path) -> None:
    """Two branches took one number; nothing else is hidden by it."""
    (folder / "0001-other.md").write_text("# Other\n", encoding="utf-8")
    (folder / "0003-copy.md").write_bytes((folder / OLD).read_bytes())
    found = check_records([accepted(facts="c" * 64)], str(folder), TEMPLATES)

    assert "inputs-changed" in found[0].codes
    assert set(found[-1].codes) == {"number-duplicate", "number-mismatch", "key-duplicate"}
    assert {mistake.location.path.rpartition("/")[2] for mistake in found[-1].mistakes if mistake.location} == {
        "0001-serve-patient-questions-from-a-model-we-host.md",
        "0003-copy.md",
    }


def test_checking_writes_nothing(folder: Path) -> None:
    """Not a byte, not a file."""
    before = {name: (folder / name).stat().st_mtime_ns for name in os.listdir(folder)}
    check_records([accepted(facts="c" * 64), accepted(key="other")], str(folder), TEMPLATES, as_of="2030-01-01")

    assert {name: (folder / name).stat().st_mtime_ns for name in os.listdir(folder)} == before


def test_every_code_has_a_test() -> None:
    """Each word of the list stands in a test."""
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))

    assert [code for code in CODES if f'"{code}"' not in tests] == []


def test_sidecar_altered(tmp_path: Path) -> None:
    """The file beside a record that is final in a revision says something else than there."""
    write_record(accepted(), str(tmp_path), TEMPLATES)
    path = tmp_path / OLD.replace(".md", ".decision.json")
    texts = {OLD: (tmp_path / OLD).read_text()}
    before = Before("main", texts, texts, {path.name: path.read_text()})
    edit(tmp_path, path.name, '"costs": null', '"costs": []')
    (checked, *_) = check_records((accepted(),), str(tmp_path), TEMPLATES, before=before)

    assert (checked.state, checked.codes) == (Freshness.STALE, ("sidecar-altered",))
    assert "differs from `main` in `costs`" in checked.mistakes[0].message
