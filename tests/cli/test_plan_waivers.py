"""Waivers in a plan: what `check` would excuse on a day, a phase of that day is excused too, and no longer."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.migrating import AS_OF, plan, write
from tests.cli.running import policyengine

BOUNDARY = "hybrid/fallback-boundary"
CONFIDENTIAL = (
    ("classes: [internal], boundary: none", "classes: [confidential], boundary: vpc"),
    ("start: 2026-01-05", "start: 2026-12-01"),
)
"""Data that may not leave, in a move from an API: shadow to 14 December, canary to the 28th, rollout to 25 January."""


class Granted(NamedTuple):
    """What tells waivers apart."""

    granted: str = "2026-11-01"
    expires: str = "2027-04-01"
    approved_by: str = "Bob"
    facts: str = ""


def refusals(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    """Return each different verdict that refuses a phase."""
    found = planned(folder, *arguments)
    verdicts = [one for phase in found["phases"] for one in phase["refused"]]
    return list({(one["rule"], one["subject"]["element"], one["facts_digest"]): one for one in verdicts}.values())


def planned(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the move of the first workload."""
    move: dict[str, Any] = json.loads(plan(folder, "--output-format", "json", *arguments).out)["workloads"][0]["move"]
    return move


def waive(folder: Path, *granted: Granted) -> None:
    """Waive in the settings all that refuses a phase of the profile in a folder, once for each term."""
    (folder / "policyengine.yaml").unlink(missing_ok=True)
    lines = ["version: 1", "waivers:"]
    for verdict in refusals(folder):
        for term in granted:
            lines += [
                f"  - rule: {verdict['rule']}",
                "    profile: llm-profile.yaml",
                "    workload: tickets",
                f"    subject: {verdict['subject']['element']}",
                "    owner: Ann",
                "    reason: the vendor signs in May",
                f"    approved_by: {term.approved_by}",
                "    ticket: RISK-1",
                f"    granted: {term.granted}",
                f"    expires: {term.expires}",
                f"    facts: '{term.facts or verdict['facts_digest']}'",
            ]
    (folder / "policyengine.yaml").write_text("\n".join(lines) + "\n")


def told(folder: Path) -> list[tuple[str, int, list[tuple[str | None, bool]]]]:
    """Return each phase with the number of its refusals, and of each waiver its last day, and whether days are left."""
    return [
        (phase["name"], len(phase["refused"]), [(one["until"], one["ends_early"]) for one in phase["waived"]])
        for phase in planned(folder)["phases"]
    ]


def test_a_waiver_that_covers_a_phase_excuses_it(tmp_path: Path) -> None:
    """Each phase says that it is waived, until when and by whom; the exit code is that of a plan without refusals."""
    write(tmp_path, *CONFIDENTIAL)
    assert plan(tmp_path).code == 1
    waive(tmp_path, Granted())
    assert told(tmp_path) == [
        ("shadow", 0, [(None, False)]),
        ("canary", 0, [(None, False)]),
        ("rollout", 0, [(None, False)]),
        ("full", 0, [("2027-04-01", False)]),
    ]
    done = plan(tmp_path)
    assert (done.code, done.out.splitlines()[0]) == (0, "tickets: a move in 4 phases, 4 phases waived")
    assert "refused" not in done.out
    by = "the vendor signs in May, owner Ann, approved by Bob, RISK-1"
    (shadow, *_, full) = [line for line in done.out.splitlines() if line.startswith("  waived")]
    assert shadow.startswith("  waived: compliance/data-boundary: ")
    assert f"; waiver until 2027-04-01 at policyengine.yaml:3:5: {by}" in shadow
    assert full.startswith(f"  waived until 2027-04-01: {BOUNDARY}: ")
    assert full.endswith(f"{by}; the phase has no end: have it approved anew by then")
    checked = policyengine(tmp_path, "check", *AS_OF, "--select", BOUNDARY, "--select", "compliance/data-boundary")
    assert (checked.code, checked.out.count("warning[waiver/unused]")) == (0, 1)


def test_a_waiver_that_ends_in_a_phase_does_not_cover_the_rest(tmp_path: Path) -> None:
    """From the day after its end on the phase is refused, and the next one from its first day on."""
    write(tmp_path, *CONFIDENTIAL)
    waive(tmp_path, Granted(expires="2026-12-20"))
    assert told(tmp_path) == [
        ("shadow", 0, [(None, False)]),
        ("canary", 1, [("2026-12-20", True)]),
        ("rollout", 1, []),
        ("full", 1, []),
    ]
    done = plan(tmp_path)
    canary = done.out[done.out.index("phase 2") : done.out.index("phase 3")]
    assert done.code == 1
    assert "  refused from 2026-12-21: compliance/data-boundary: " in canary
    assert "  waived until 2026-12-20: compliance/data-boundary: " in canary


@pytest.mark.parametrize(
    ("expires", "canary"),
    [
        ("2026-12-27", (1, [("2026-12-27", True)])),
        ("2026-12-28", (0, [(None, False)])),
        ("2026-12-29", (0, [(None, False)])),
        ("2026-12-15", (1, [("2026-12-15", True)])),
        ("2026-12-14", (1, [])),
    ],
)
def test_the_last_day_counts(expires: str, canary: tuple[int, list[tuple[str, bool]]], tmp_path: Path) -> None:
    """A waiver covers its last day, and the canary takes 15 to 28 December."""
    write(tmp_path, *CONFIDENTIAL)
    waive(tmp_path, Granted(expires=expires))
    assert canary == told(tmp_path)[1][1:]


def test_one_waiver_after_the_other_covers_a_phase(tmp_path: Path) -> None:
    """Two that follow each other without a gap cover what neither does; with a day between them they do not."""
    write(tmp_path, *CONFIDENTIAL)
    waive(tmp_path, Granted(expires="2026-12-20"), Granted(granted="2026-12-21"))
    assert told(tmp_path)[1] == ("canary", 0, [(None, False)])
    waive(tmp_path, Granted(expires="2026-12-20"), Granted(granted="2026-12-22"))
    assert told(tmp_path)[1] == ("canary", 1, [("2026-12-20", True)])


@pytest.mark.parametrize(
    ("term", "why"),
    [
        (Granted(granted="2026-12-02"), "was granted on 2026-12-02, after 2026-12-01"),
        (Granted(expires="2026-11-30"), "expired on 2026-11-30"),
        (Granted(approved_by="Ann"), "`Ann` approved the waiver of `compliance/data-boundary` and owns it"),
        (Granted(expires="2027-12-01"), "the maximum for errors is 180"),
        (
            Granted(facts="0" * 64),
            "the facts that the waiver of `compliance/data-boundary` was approved for have changed",
        ),
    ],
)
def test_a_waiver_that_does_not_hold_says_why(term: Granted, why: str, tmp_path: Path) -> None:
    """What `check` says of such a waiver stands in the phase, and the phase is refused."""
    write(tmp_path, *CONFIDENTIAL)
    waive(tmp_path, term)
    done = plan(tmp_path)
    shadow = done.out[done.out.index("phase 1") : done.out.index("phase 2")]
    (said,) = [line for line in shadow.splitlines() if line.startswith("  not waived: ")]
    assert (done.code, told(tmp_path)[0][1]) == (1, 1)
    assert why in said
    assert not term.facts or "set `facts: {outcome: fail, decided: {" in said


def test_what_waive_writes_for_a_profile_holds_in_its_last_phase(tmp_path: Path) -> None:
    """The last phase is the profile as it stands, with the same elements, in the same order, and the same facts."""
    api = "{role: escalation, share: 0.2, model: openai/gpt-4o, hosting: vendor-api, provider: openai}"
    more = "{role: embedding, model: BAAI/bge-m3, hosting: private-cloud, provider: aws, region: us-east-1}"
    write(tmp_path, *CONFIDENTIAL, (api, f"{api}\n      - {more}"))
    assert policyengine(tmp_path, "waive", BOUNDARY, "llm-profile.yaml", *AS_OF).code == 0
    text = (tmp_path / "llm-profile.yaml").read_text()
    assert "    subject: escalation[0]\n" in text
    for key, said in (("owner", "Ann"), ("reason", "May"), ("approved_by", "Bob"), ("ticket", "RISK-1")):
        text = text.replace(f"    {key}:\n", f"    {key}: {said}\n")
    (tmp_path / "llm-profile.yaml").write_text(text)
    full = planned(tmp_path)["phases"][-1]
    assert (full["refused"], [one["rule"] for one in full["waived"]]) == ([], [BOUNDARY])


def test_a_phase_that_has_begun_needs_no_waiver_for_days_gone_by(tmp_path: Path) -> None:
    """As of a day in the canary, a waiver granted on that day covers it; the shadow is over and was refused."""
    write(tmp_path, *CONFIDENTIAL)
    waive(tmp_path, Granted(granted="2026-12-20"))
    found = json.loads(
        policyengine(tmp_path, "plan", "llm-profile.yaml", "--as-of", "2026-12-20", "--output-format", "json").out
    )
    phases = found["workloads"][0]["move"]["phases"]
    assert [len(phase["refused"]) for phase in phases] == [1, 0, 0, 0]


def test_a_waiver_opens_a_route(tmp_path: Path) -> None:
    """The routes of a workload are those of today: an escalation that is waived today is taken."""
    write(tmp_path, *CONFIDENTIAL)
    assert "refused: escalation openai/gpt-4o" in plan(tmp_path).out
    waive(tmp_path, Granted())
    assert "-> escalation openai/gpt-4o" in plan(tmp_path).out


def test_a_claim_without_proof_is_open_and_can_be_waived(tmp_path: Path) -> None:
    """Where the settings want documents, a phase says which claim has none; a waiver covers that, as for `check`."""
    write(tmp_path, ("classes: [internal], boundary: none", "classes: [phi], boundary: none"))
    agreements = "agreements: {openai: {baa: {status: signed, expires: 2030-01-01}}, amazon: {baa: {status: signed}}}"
    settings = f"version: 1\n{agreements}\nevidence: {{compliance: {{required: true}}}}\n"
    (tmp_path / "policyengine.yaml").write_text(settings)
    rule = "compliance/hipaa/business-associate-agreement"
    unsettled = planned(tmp_path)["phases"][-1]["open"]
    (one,) = [verdict for verdict in unsettled if (verdict["rule"], verdict["subject"]["element"]) == (rule, "openai")]
    assert "`recipient.baa.status` names no document" in plan(tmp_path).out
    waiver = {"rule": rule, "profile": "llm-profile.yaml", "workload": "tickets", "subject": "openai", "owner": "Ann"}
    waiver |= {"reason": "May", "approved_by": "Grace Hopper", "ticket": "R", "granted": "2026-11-01"}
    waiver |= {"expires": "2027-02-01", "compensating_control": "none is sent", "facts": one["facts_digest"]}
    approvers = "approvers: {legal: [Grace Hopper]}\n"
    (tmp_path / "policyengine.yaml").write_text(f"{settings}{approvers}waivers: {json.dumps([waiver])}\n")
    waived = planned(tmp_path)["phases"][-1]["waived"]
    assert [(verdict["rule"], verdict["outcome"], verdict["until"]) for verdict in waived] == [
        (rule, "unknown", "2027-02-01")
    ]


def test_a_comment_excuses_a_warning_in_each_phase(tmp_path: Path) -> None:
    """A comment at the line of a verdict counts as it does for `check`."""
    weaker = (("classes: [internal], boundary: none", "classes: [phi], boundary: none"),)
    write(tmp_path, *weaker)
    before = [one["rule"] for phase in planned(tmp_path)["phases"] for one in phase["warned"]]
    assert BOUNDARY in before
    line = next(one for phase in planned(tmp_path)["phases"] for one in phase["warned"] if one["rule"] == BOUNDARY)
    lines = (tmp_path / "llm-profile.yaml").read_text().splitlines()
    lines[line["location"]["line"] - 1] += f"  # policyengine: ignore[{BOUNDARY}] agreed"
    (tmp_path / "llm-profile.yaml").write_text("\n".join(lines) + "\n")
    full = planned(tmp_path)["phases"][-1]
    assert BOUNDARY not in [one["rule"] for one in full["warned"]]
    assert [(one["rule"], one["until"], one["excuses"][0]["kind"]) for one in full["waived"]] == [
        (BOUNDARY, None, "ignore")
    ]
