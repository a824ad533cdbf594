"""Dates of past events that are after the day judged: an error at their line, and undeclared for every rule."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.running import Done, policyengine

RULE = "consistency/date-in-future"
PROFILE = """\
version: 1
project: {{name: notes, owner: docs, lifecycle: production, jurisdictions: [US]}}
workloads:
  draft:
    purpose: Answers customers' questions
    tasks: [question-answering]
    criticality: high
    review_by: 2099-01-01
    data: {{classes: [phi]}}
    choice: {{model: openai/gpt-4o, hosting: vendor-api, provider: openai}}
    operations: {{abstraction: true, exit: {{plan: docs/exit.md, tested: {tested}}}}}
"""
SETTINGS = """\
version: 1
agreements:
  openai: {{baa: {{status: signed, date: {date}, expires: 2199-01-01, secondary_use: prohibited, notice_hours: 24}}}}
"""


def judged(folder: Path, *arguments: str, day: str = "2026-11-22", tested: str = "2026-09-01", date: str = "") -> Done:
    """Check a profile and settings with these dates."""
    (folder / "llm-profile.yaml").write_text(PROFILE.format(tested=tested))
    (folder / "policyengine.yaml").write_text(SETTINGS.format(date=date or "2026-01-01"))
    return policyengine(folder, "check", "--as-of", day, *arguments)


def outcomes(done: Done) -> dict[str, str]:
    """Return the outcome of each rule."""
    return {verdict["rule"]: verdict["outcome"] for verdict in json.loads(done.out)["verdicts"]}


JSON = ("--output-format", "json", "--show-passes")


def test_a_rule_does_not_pass_on_a_test_that_is_ahead(tmp_path: Path) -> None:
    """What is tested tomorrow is not tested today; on the day of the test it is."""
    found = outcomes(judged(tmp_path, *JSON, tested="2026-11-23"))
    assert (found["vendor/exit-plan"], found[RULE]) == ("unknown", "fail")
    found = outcomes(judged(tmp_path, *JSON, tested="2026-11-22"))
    assert (found["vendor/exit-plan"], RULE in found) == ("pass", False)


def test_an_older_edition_previews_it(tmp_path: Path) -> None:
    """An upgrade turns nothing red: the date counts as before until the edition is raised."""
    judged(tmp_path, tested="2026-11-23")
    settings = tmp_path / "policyengine.yaml"
    settings.write_text(f"{settings.read_text()}edition: 2026-11-28\n")
    done = policyengine(tmp_path, "check", "--as-of", "2026-11-22", *JSON)
    found = outcomes(done)
    assert (found["vendor/exit-plan"], RULE in found) == ("pass", False)
    assert RULE in {verdict["rule"] for verdict in json.loads(done.out)["preview"]["verdicts"]}
    settings.write_text(settings.read_text().replace("2026-11-28", "2026-11-30"))
    assert outcomes(policyengine(tmp_path, "check", "--as-of", "2026-11-22", *JSON))[RULE] == "fail"


def test_an_agreement_is_in_force_only_when_it_is_signed(tmp_path: Path) -> None:
    """No rule reads the day of signature, which dates everything else that is said of the agreement."""
    rule = "compliance/hipaa/business-associate-agreement"
    found = outcomes(judged(tmp_path, *JSON, date="2099-01-01"))
    assert (found[rule], found[RULE]) == ("unknown", "fail")
    assert outcomes(judged(tmp_path, *JSON, date="2026-11-22"))[rule] == "pass"


def test_it_is_reported_at_the_date_and_says_what_to_do(tmp_path: Path) -> None:
    """In the profile and in the settings, with the day judged."""
    done = judged(tmp_path, tested="2027-01-01", date="2099-01-01")
    assert "-> llm-profile.yaml:11:72" in done.out
    assert "-> policyengine.yaml:3:40" in done.out
    said = "declare `recipient.baa.status`: the declared value is dated after 2026-11-22"
    assert (done.code, said in done.out) == (1, True)


def test_each_date_has_an_identity_of_its_own(tmp_path: Path) -> None:
    """Machine formats tell them apart."""
    verdicts = json.loads(judged(tmp_path, *JSON, tested="2027-01-01", date="2099-01-01").out)["verdicts"]
    dates = [verdict for verdict in verdicts if verdict["rule"] == RULE]
    assert [(one["subject"]["workload"], one["subject"]["element"]) for one in dates] == [
        (None, "agreements.openai.baa.date"),
        ("draft", "operations.exit.tested"),
    ]
    assert len({one["identity"] for one in dates}) == 2


def test_settings_for_several_profiles_are_reported_once(tmp_path: Path) -> None:
    """Their line has to be corrected once."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "llm-profile.yaml").write_text(PROFILE.format(tested="2026-09-01"))
    (tmp_path / "policyengine.yaml").write_text(SETTINGS.format(date="2099-01-01"))
    done = policyengine(tmp_path, "check", ".", "--as-of", "2026-11-22")
    assert done.out.count(f"error[{RULE}]") == 1


@pytest.mark.parametrize("command", [("rules", "show"), ("explain",)])
def test_the_rule_is_shown(tmp_path: Path, command: tuple[str, ...]) -> None:
    """The program evaluates it, and its page is there like that of any rule."""
    done = policyengine(tmp_path, *command, RULE)
    assert (done.code, "Dates of past events are not after the evaluation date" in done.out) == (0, True)


def test_a_proof_that_is_checked_later_proves_nothing(tmp_path: Path) -> None:
    """Also where no age is set."""
    settings = SETTINGS.format(date="2026-01-01").replace(
        "status: signed", "status: {status: signed, evidence: a.pdf, checked: 2099-01-01, by: legal}"
    )
    (tmp_path / "llm-profile.yaml").write_text(PROFILE.format(tested="2026-09-01"))
    (tmp_path / "policyengine.yaml").write_text(f"{settings}evidence: {{compliance: {{required: true}}}}\n")
    done = policyengine(tmp_path, "check", "--as-of", "2026-11-22")
    assert "`agreements.openai.baa.status.checked` is 2099-01-01, after the evaluation date 2026-11-22" in done.out
    assert "was last checked on 2099-01-01, after 2026-11-22" in done.out


def test_a_record_counts_what_has_happened_until_the_run(tmp_path: Path) -> None:
    """A review that is renewed after a decision makes no record stale; one that is ahead does not count."""
    decision = "decisions: {chat: {workloads: [draft], status: proposed, date: 2026-11-01}}\n"
    (tmp_path / "policyengine.yaml").write_text(SETTINGS.format(date="2026-11-15"))
    (tmp_path / "llm-profile.yaml").write_text(PROFILE.format(tested="2026-11-20") + decision)
    (tmp_path / ".git").mkdir()
    rule = "compliance/hipaa/business-associate-agreement"
    found = []
    for day in ("2026-11-22", "2026-11-02"):
        assert policyengine(tmp_path, "record", "llm-profile.yaml", "--as-of", day).code == 0
        (path,) = (tmp_path / "docs" / "decisions").glob("0*.json")
        verdicts = json.loads(path.read_text())["verdicts"]
        found += [verdict["outcome"] for verdict in verdicts if verdict["rule"] == rule]
    assert found == ["pass", "unknown"]


def test_today_is_the_latest_day_on_earth(tmp_path: Path) -> None:
    """A team at UTC+14 dates its test by its own calendar; the day after that is ahead everywhere."""
    now = datetime.now(UTC)
    (tmp_path / "policyengine.yaml").write_text("version: 1\n")
    for ahead, expected in ((timedelta(hours=14), False), (timedelta(hours=14, days=1), True)):
        (tmp_path / "llm-profile.yaml").write_text(PROFILE.format(tested=(now + ahead).date()))
        assert (RULE in policyengine(tmp_path, "check").out) == expected
