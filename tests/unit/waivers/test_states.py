"""Each state of a waiver, from the file to the exit code, alike for `check`, its JSON, `record` and `explain`."""

import gc
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from policyengine.cli.main import main
from tests.cli.running import DAY, Done
from tests.unit.waivers.excepting import House

Run = Callable[..., Done]


class State(NamedTuple):
    """What a waiver has otherwise than one that holds, and what comes of it.

    `word` is its state in a record, `said_by` the rule that tells it, `at` the key it tells it at, `said` what it says;
    `code` is the exit code of `check`. `rule` is what it is written for, `day` the day judged as of, `settings` and
    `classes` what the organisation sets and the workload's data afterwards.
    """

    changed: dict[str, Any]
    word: str
    said_by: str = ""
    at: str = "rule"
    said: str = ""
    code: int = 1
    rule: str = "loud"
    day: str = DAY
    settings: dict[str, Any] = {}  # noqa: RUF012 - nobody changes it
    classes: tuple[str, ...] = ("pii", "internal")


def soon(day: str, when: str) -> State:
    """Return a waiver that holds and ends before long."""
    said = f"the waiver of `acme:a/loud` expires {when}, on 2027-05-01"
    return State({}, "active", "waiver/expires-soon", "expires", said, 0, day=day)


def lacking(key: str, **given: Any) -> State:
    """Return a waiver without what people fill in."""
    return State(
        {key: None}, "incomplete", "waiver/incomplete", key, f"the waiver of `acme:a/loud` lacks `{key}`", **given
    )


def without_control(rule: str, why: str, settings: dict[str, Any]) -> State:
    """Return a waiver that does not say what is done instead."""
    said = f"the waiver of `acme:a/{rule}` lacks `compensating_control`: {why}"
    return State({}, "no-control", "waiver/no-control", said=said, rule=rule, settings=settings)


def unwaivable(rule: str, **settings: Any) -> State:
    """Return a waiver for a rule that takes none."""
    said = f"`acme:a/{rule}` cannot be waived"
    return State({}, "not-waivable", "waiver/not-waivable", said=said, rule=rule, settings=settings)


LONG = "the waiver of `acme:a/loud` runs 181 days{}; the maximum for errors is 180"
LEGAL = {"approvers": {"legal": ["Bob", "Eve"]}}
CONTROL = {"waivers_need_control": ["acme:a/*"]}
STATES = {
    "holds": State({}, "active", code=0),
    "holds on its last day": soon("2027-05-01", "today"),
    "ends tomorrow": soon("2027-04-30", "tomorrow"),
    "ends soon": soon("2027-04-02", "in 29 days"),
    "does not end soon": State({}, "active", code=0, day="2027-04-01"),
    "holds without a day of grant": State({"granted": None}, "active", code=0),
    "of an open question": State({}, "active", code=0, rule="open"),
    "of a former id": State({"rule": "acme:a/older"}, "active", code=0, rule="renamed"),
    "of a warning": State({}, "active", code=0, rule="middling"),
    "of a warning, for a year": State({"expires": "2027-11-22"}, "active", code=0, rule="middling"),
    "as long as allowed": State({"expires": "2027-05-21"}, "active", code=0),
    "of the law, by its approver": State(
        {"compensating_control": "x"}, "active", code=0, rule="lawful", settings=LEGAL
    ),
    "with the control that is asked for": State({"compensating_control": "x"}, "active", code=0, settings=CONTROL),
    "without it": without_control("loud", "the settings require it", CONTROL),
    "of the law, without a control": without_control("lawful", "the rule has force law", LEGAL),
    **{f"without {key}": lacking(key) for key in ("owner", "reason", "approved_by", "ticket", "facts")},
    "expired": State(
        {},
        "expired",
        "waiver/expired",
        "expires",
        "the waiver of `acme:a/loud` expired on 2027-05-01",
        day="2027-05-02",
    ),
    "over-long": State({"expires": "2027-05-22"}, "over-long", "waiver/over-long", "expires", LONG.format("")),
    "over-long from now": State(
        {"expires": "2027-05-22", "granted": None}, "over-long", "waiver/over-long", "expires", LONG.format(" from now")
    ),
    "not yet granted": State(
        {"granted": "2026-11-23"},
        "not-yet-granted",
        "waiver/not-yet-granted",
        "granted",
        "the waiver of `acme:a/loud` was granted on 2026-11-23, after 2026-11-22",
    ),
    "approved by the owner": State(
        {"approved_by": " ann"},
        "self-approved",
        "waiver/self-approved",
        "approved_by",
        "` ann` approved the waiver of `acme:a/loud` and owns it",
    ),
    "approved by who asked": State(
        {"requested_by": "Bob"},
        "self-approved",
        "waiver/self-approved",
        "approved_by",
        "`Bob` approved the waiver of `acme:a/loud` and requested it",
    ),
    "of the law, by anybody": State(
        {},
        "no-legal-approver",
        "waiver/no-legal-approver",
        "approved_by",
        "`Bob` is not a legal approver, but `acme:a/lawful` has force law",
        rule="lawful",
    ),
    "of other facts": State(
        {},
        "lapsed",
        "waiver/lapsed",
        "facts",
        "the facts that the waiver of `acme:a/loud` was approved for have changed",
        classes=("pii",),
    ),
    "unused": State(
        {},
        "unused",
        "waiver/unused",
        said="the waiver of `acme:a/loud` excuses nothing: the rule does not fail here",
        code=0,
        classes=("internal",),
    ),
    "of a rule that takes none": unwaivable("firm"),
    "of a rule that takes none here": unwaivable("loud", unwaivable=["category:a"]),
    "of a locked rule": unwaivable("loud", locked={"waivable": ["acme:a/*"]}),
}


@pytest.fixture
def run(repository: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Yield the command line, run in the repository, and take away what it leaves there."""
    monkeypatch.chdir(repository)

    def command(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["policyengine", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return Done(int(str(ended.value.code)), *capfd.readouterr())

    yield command
    gc.enable()  # a run ends before it needs to collect
    for path in repository.glob("docs/decisions/*"):
        path.unlink()


def written(repository: Path, state: State, holder: str) -> tuple[House, dict[str, Any]]:
    """Write the repository with the waiver in a state, held by the profile or the settings; give the waiver."""
    house = House(repository, state.rule)
    waiver = house.waiver(state.rule, **state.changed)
    if holder == "settings":
        waiver["profile"] = "llm-profile.yaml"
    {"profile": house.profile, "settings": house.settings}[holder]["waivers"] = [waiver]
    house.settings |= state.settings
    house.profile["workloads"]["w"]["data"]["classes"] = list(state.classes)
    house.profile["decisions"]["d"]["date"] = state.day
    house.write()
    return house, waiver


@pytest.mark.parametrize("holder", ["profile", "settings"])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_a_state(repository: Path, run: Run, state: State, holder: str) -> None:
    """Only a waiver that holds excuses; any other leaves the verdict and says why at its own line, in every output."""
    _, waiver = written(repository, state, holder)
    rule_id = f"acme:a/{state.rule}"
    expected = {"active": "waived", "unused": "pass"}.get(state.word) or {"open": "unknown"}.get(state.rule, "fail")
    asked = ("llm-profile.yaml", "--as-of", state.day)

    as_json = run("check", *asked, "--select", rule_id, "--show-passes", "--output-format", "json")
    verdicts = {verdict["rule"]: verdict for verdict in json.loads(as_json.out)["verdicts"]}
    about = {rule: (given["outcome"], given["message"]) for rule, given in verdicts.items() if rule != rule_id}
    assert as_json.code == state.code
    assert verdicts[rule_id]["outcome"] == expected
    assert about == ({state.said_by: ("fail", state.said)} if state.said_by else {})
    assert (verdicts[rule_id]["excuse"] is not None) is (state.word == "active")

    as_text = run("check", *asked, "--select", rule_id, "--show-passes")
    assert as_text.code == state.code
    assert (f"waived[{rule_id}]: " in as_text.out) is (state.word == "active")
    told = re.findall(r"^\w+\[(\w+/[^]]+)\]: (.*)\n +--> (.*):(\d+):\d+$", as_text.out, re.MULTILINE)
    assert [(rule, said) for rule, said, *_ in told] == ([(state.said_by, state.said)] if state.said_by else [])
    for _, _, path, line in told:
        assert path == {"profile": "llm-profile.yaml", "settings": "policyengine.yaml"}[holder]
        shown = (repository / path).read_text().splitlines()[int(line) - 1].strip()
        assert shown.rstrip(",") == (f'"{state.at}": "{waiver[state.at]}"' if state.at in waiver else "{")

    recorded = run("record", "llm-profile.yaml")
    (sidecar,) = (repository / "docs" / "decisions").glob("*.decision.json")
    decision = json.loads(sidecar.read_text())
    assert (recorded.code, [given["state"] for given in decision["waivers"]]) == (0, [state.word])
    assert [given["outcome"] for given in decision["verdicts"] if given["rule"] == rule_id] == [expected]
    assert [given["message"] for given in decision["verdicts"] if given["rule"] == (state.said_by or "-")] == [
        given for _, given in about.values()
    ]
    (text,) = (repository / "docs" / "decisions").glob("0*.md")
    record = text.read_text(encoding="utf-8")
    assert re.search(rf"^\| `{rule_id}` \| .* \| {waiver['expires']} \|", record, re.MULTILINE)
    assert f"* `{rule_id}`, {state.word}: " in record

    explained = run("explain", rule_id, *asked)
    assert explained.code == 0
    assert explained.out.splitlines()[0] == f"{rule_id} w: {expected}"
    lines = re.findall(r"^  waiver: (.*) \(\S+\)$", explained.out, re.MULTILINE)
    assert lines == ([state.said] if state.said_by else [])
    assert ("\n  waiver until " in explained.out) is (state.word == "active")


MISTAKES = {
    "of no rule": ({"rule": "acme:a/lout"}, "the waiver names no rule: `acme:a/lout`"),
    "of several rules": ({"rule": "acme:*"}, "the waiver names no rule: `acme:*`"),
    "of no workload": ({"workload": None}, "the waiver of `acme:a/loud` names no workload"),
    "of another workload": ({"workload": "v"}, "the profile has no workload `v`"),
}


@pytest.mark.parametrize("holder", ["profile", "settings"])
@pytest.mark.parametrize(("changed", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake(repository: Path, run: Run, changed: dict[str, Any], message: str, holder: str) -> None:
    """A waiver that cannot be meant is a mistake at its line, and nothing is judged, in every output."""
    written(repository, State(changed, ""), holder)
    path = {"profile": "llm-profile.yaml", "settings": "policyengine.yaml"}[holder]
    asked = ("llm-profile.yaml", "--as-of", DAY)
    as_json = run("check", *asked, "--output-format", "json")
    (mistake,) = json.loads(as_json.out)["mistakes"]
    place = f"{path}:{mistake['location']['line']}:{mistake['location']['column']}"
    assert (as_json.code, mistake["message"], mistake["location"]["path"]) == (2, message, path)
    for command in (("check", *asked), ("explain", "acme:a/loud", *asked), ("record", "llm-profile.yaml")):
        done = run(*command)
        assert done.code == 2
        assert f"error: {message}\n" in done.out + done.err
        assert f"--> {place}\n" in done.out + done.err
    assert not list(repository.glob("docs/decisions/*"))
