"""What waivers excuse, whose word it takes, and when they end; `test_states` has every state."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyengine.cli.exit_codes import exit_code
from tests.unit.waivers.excepting import House, outcomes


def test_a_waived_verdict_is_counted_as_waived(repository: Path) -> None:
    """What is excused is no failure, and what is wrong with a waiver is one."""
    house = House(repository, "loud", "middling")
    house.profile["waivers"] = [house.waiver("loud"), house.waiver("middling", facts="0")]
    counts = house.report().counts
    assert (counts.waived, counts.failed, counts.passed) == (1, 2, 0)


def test_an_excuse_says_by_whose_word(repository: Path) -> None:
    """JSON carries who approved it, until when, why and where."""
    house = House(repository, "loud")
    house.profile["waivers"] = [house.waiver("loud")]
    (verdict,) = house.json()["verdicts"]
    excuse = verdict["excuse"]
    assert excuse.pop("location")["line"] > 1
    assert excuse == {
        "kind": "waiver",
        "reason": "the vendor signs in May",
        "owner": "Ann",
        "approved_by": "Bob",
        "ticket": "RISK-1",
        "expires": "2027-05-01",
    }


def test_a_legal_approver_can_waive_the_law(repository: Path) -> None:
    """The settings say who may."""
    house = House(repository, "lawful")
    house.settings["approvers"] = {"legal": ["Bob", "Eve"]}
    house.profile["waivers"] = [house.waiver("lawful", compensating_control="a nurse reads every answer")]
    assert outcomes(house.report()) == {"acme:a/lawful": "waived"}


def test_an_exception_from_the_law_needs_something_in_its_place(repository: Path) -> None:
    """Without a compensating control it excuses nothing, whoever approved it; other forces need none."""
    house = House(repository, "lawful", "loud")
    house.settings["approvers"] = {"legal": ["Bob"]}
    house.profile["waivers"] = [house.waiver("lawful"), house.waiver("loud")]
    report = house.report()
    assert outcomes(report) == {"acme:a/lawful": "fail", "acme:a/loud": "waived", "waiver/no-control": "fail"}
    assert [waiver.state for waiver in house.decision().waivers] == ["no-control", "active"]
    message = "the waiver of `acme:a/lawful` lacks `compensating_control`: the rule has force law"
    assert message in [verdict.message for verdict in report.verdicts]


def test_terms_are_for_the_settings_to_set(repository: Path) -> None:
    """A shorter term makes a waiver over-long, a longer warning makes it a warning sooner."""
    house = House(repository, "loud")
    house.profile["waivers"] = [house.waiver("loud")]
    house.settings["waivers_max_days"] = {"error": 30}
    assert "waiver/over-long" in outcomes(house.report())
    house.settings |= {"waivers_max_days": None, "waivers_warn_days": 365}
    assert outcomes(house.report()) == {"acme:a/loud": "waived", "waiver/expires-soon": "fail"}


def test_an_unused_waiver(repository: Path) -> None:
    """A waiver of a rule that passes excuses nothing; one whose rule takes no part cannot be said to."""
    house = House(repository, "loud", "quiet")
    house.profile["waivers"] = [house.waiver("loud")]
    house.profile["workloads"]["w"]["data"]["classes"] = ["internal"]
    assert outcomes(house.report()) == {"waiver/unused": "fail"}
    assert [waiver.state for waiver in house.decision().waivers] == ["unused"]
    assert outcomes(house.report(select=("acme:a/quiet",))) == {}


def test_two_waivers_of_one_verdict(repository: Path) -> None:
    """The second excuses nothing, nor does one that has ended beside one that holds."""
    house = House(repository, "loud")
    waiver = house.waiver("loud")
    house.profile["waivers"] = [waiver, waiver]
    assert [given.state for given in house.decision().waivers] == ["active", "unused"]
    house.profile["waivers"] = [{**waiver, "expires": "2026-11-01", "granted": None}, waiver]
    assert [given.state for given in house.decision().waivers] == ["unused", "active"]


def test_a_waiver_in_the_settings(repository: Path) -> None:
    """It names its profile relative to the settings; a waiver for another file says nothing here."""
    house = House(repository, "loud")
    waiver = house.waiver("loud")
    profiles = ("llm-profile.yaml", "acme/rules/a/loud.yaml")
    house.settings["waivers"] = [{**waiver, "profile": profile} for profile in profiles]
    assert outcomes(house.report()) == {"acme:a/loud": "waived"}
    house.settings["waivers"][0]["facts"] = "0"
    report = house.report()
    (about,) = [verdict for verdict in report.verdicts if verdict.rule.id == "waiver/lapsed"]
    assert about.location is not None
    assert about.location.path.endswith("policyengine.yaml")
    assert about.location.path in report.documents


MISTAKES = [
    ({"rule": "acme:a/lout"}, "the waiver names no rule: `acme:a/lout`"),
    ({"rule": "acme:*"}, "the waiver names no rule: `acme:*`"),
    ({"workload": None}, "the waiver of `acme:a/loud` names no workload"),
    ({"workload": "v"}, "the profile has no workload `v`"),
]


@pytest.mark.parametrize(("changed", "message"), MISTAKES)
@pytest.mark.parametrize("holder", ["profile", "settings"])
def test_a_waiver_that_cannot_be_meant(repository: Path, changed: dict[str, Any], message: str, holder: str) -> None:
    """An unknown rule, or no workload that is there: exit code 2, at its place."""
    house = House(repository, "loud", "firm")
    waiver = house.waiver("loud", **changed)
    given = {"profile": house.profile, "settings": house.settings}[holder]
    given["waivers"] = [waiver if holder == "profile" else {**waiver, "profile": "llm-profile.yaml"}]
    report = house.report()
    assert [mistake.message for mistake in report.mistakes] == [message]
    assert report.mistakes[0].location is not None
    assert exit_code(report.totals, "error") == 2


def test_the_settings_can_ask_for_a_control(repository: Path) -> None:
    """A selector names the rules whose waivers say what is done instead; one that names none is a mistake."""
    house = House(repository, "loud")
    house.profile["waivers"] = [house.waiver("loud")]
    house.settings["waivers_need_control"] = ["acme:a/*"]
    report = house.report()
    assert outcomes(report) == {"acme:a/loud": "fail", "waiver/no-control": "fail"}
    said = "the waiver of `acme:a/loud` lacks `compensating_control`: the settings require it"
    assert said in [verdict.message for verdict in report.verdicts]
    house.profile["waivers"][0]["compensating_control"] = "names are removed by hand"
    assert outcomes(house.report()) == {"acme:a/loud": "waived"}
    house.settings["waivers_need_control"] = ["acme:b/*"]
    assert [mistake.message for mistake in house.report().mistakes] == ["no rule matches `acme:b/*`"]


def test_the_settings_can_forbid_waivers(repository: Path) -> None:
    """A selector names the rules that nobody may waive; one that names none is a mistake."""
    house = House(repository, "loud")
    house.profile["waivers"] = [house.waiver("loud")]
    house.settings["unwaivable"] = ["category:a"]
    assert outcomes(house.report()) == {"acme:a/loud": "fail", "waiver/not-waivable": "fail"}
    house.settings["unwaivable"] = ["acme:b/*"]
    assert [mistake.message for mistake in house.report().mistakes] == ["no rule matches `acme:b/*`"]


def test_identity_does_not_depend_on_the_working_directory(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path in it is the repository's."""
    house = House(repository, "loud")
    (first,) = house.json()["verdicts"]
    monkeypatch.chdir(repository)
    (second,) = house.json()["verdicts"]
    assert first["identity"] == second["identity"]
    assert len(first["identity"]) == 64


CLASSES = st.lists(st.sampled_from(["pii", "internal", "public", "phi"]), min_size=1, unique=True)


@settings(max_examples=40, deadline=None)
@given(CLASSES)
def test_editing_the_deciding_fact_ends_the_excuse(repository: Path, classes: list[str]) -> None:
    """A waiver holds for the value it was approved for, and for nothing else."""
    house = House(repository, "loud")
    approved = house.profile["workloads"]["w"]["data"]["classes"]
    house.profile["waivers"] = [house.waiver("loud")]
    house.profile["workloads"]["w"]["data"]["classes"] = classes
    (given,) = house.decision().waivers
    expected = "active" if classes == approved else "lapsed" if "pii" in classes else "unused"
    assert given.state == expected


def test_facts_that_did_not_decide_change_nothing(repository: Path) -> None:
    """A waiver outlives edits elsewhere, comments, and the days that pass."""
    house = House(repository, "loud")
    house.profile["waivers"] = [house.waiver("loud")]
    house.profile["workloads"]["w"]["purpose"] = "Something else"
    house.profile["team"] = {"ml_engineers": 3}
    assert outcomes(house.report("2027-02-01")) == {"acme:a/loud": "waived"}
