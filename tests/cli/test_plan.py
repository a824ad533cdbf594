"""`policyengine plan`: phases, dates, what rules refuse, and what comes next."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.migrating import AS_OF, PROFILE, plan, write
from tests.cli.running import ROOT, policyengine
from tests.conftest import Golden

LARGE = "meta-llama/Llama-3.1-70B-Instruct"
EXPECTED = ROOT / "tests" / "golden" / "migration"
PHI = (
    ("classes: [internal], boundary: none, residency: [], subjects: []", "classes: [phi], boundary: vpc"),
    ("lifecycle: prototype", "lifecycle: production"),
)
STATUS = """\
phase: {phase}
since: 2026-02-02
percent: 25
wanted_percent: 50
results:
  - {{metric: accuracy, score: {score}, baseline: 0.90, n: 400}}
"""


def planned(folder: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the plan of the first workload as JSON."""
    done = plan(folder, *arguments, "--output-format", "json")
    assert done.err == ""
    found: dict[str, Any] = json.loads(done.out)["workloads"][0]
    return done.code, found


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_plan_of_a_hybrid(form: str, tmp_path: Path, golden: Golden) -> None:
    """The four phases with what they wait for, and the routes, in every form."""
    write(tmp_path)
    done = plan(tmp_path, "--output-format", form)
    assert (done.code, done.err) == (0, "")
    golden.assert_equal(EXPECTED / f"hybrid.{form}.txt", done.out)


def test_the_plan_of_restricted_data(tmp_path: Path, golden: Golden) -> None:
    """PHI that stays in the VPC: an API may neither serve, nor be escalated to, nor be the fallback."""
    write(tmp_path, *PHI)
    done = plan(tmp_path)
    assert (done.code, done.err) == (1, "")
    golden.assert_equal(EXPECTED / "restricted.text.txt", done.out)


def test_sys_55_dates_of_the_four_phases(tmp_path: Path) -> None:
    """From 5 January 2026: to the 18th, to 1 February, to 1 March, from the 2nd on; --start beats what is declared."""
    write(tmp_path, ("start: 2026-01-05", "start: 2025-01-06"))
    code, found = planned(tmp_path, "--start", "2026-01-05")
    assert code == 0
    assert [(phase["start"], phase["end"]) for phase in found["move"]["phases"]] == [
        ("2026-01-05", "2026-01-18"),
        ("2026-01-19", "2026-02-01"),
        ("2026-02-02", "2026-03-01"),
        ("2026-03-02", None),
    ]
    assert planned(tmp_path)[1]["move"]["phases"][0]["start"] == "2025-01-06"


def test_sys_55_phi_with_an_api_as_fallback_is_refused(tmp_path: Path) -> None:
    """The old option considered only: in the last phase it would be the fallback, and the rule about those fails."""
    considered = ("supporting:\n      - {role: escalation, share: 0.2, ", "considered:\n      - {")
    write(tmp_path, *PHI, considered, (", tasks: {escalation: [reasoning]}", ""))
    code, found = planned(tmp_path)
    refused = {(phase["name"], one["rule"]) for phase in found["move"]["phases"] for one in phase["refused"]}
    assert code == 1
    assert ("full", "hybrid/fallback-boundary") in refused
    assert {("shadow", "compliance/data-boundary"), ("canary", "compliance/data-boundary")} <= refused
    assert found["move"]["stranded"] is True


def test_x_41_a_shadow_gets_the_data_too(tmp_path: Path) -> None:
    """PHI on its way from the VPC to an API: the API is refused as the shadow, as the route and as the primary."""
    own = "{model: meta-llama/Llama-3.1-8B-Instruct, hosting: private-cloud, provider: aws, region: us-east-1}"
    api = "{model: openai/gpt-4o, hosting: vendor-api, provider: openai}"
    supporting = f"supporting:\n      - {{role: escalation, share: 0.2, {api[1:]}"
    moved = (
        ("from: openai/gpt-4o", "from: meta-llama/Llama-3.1-8B-Instruct"),
        (f"choice: {own}", f"choice: {api}"),
        (supporting, f"considered:\n      - {own}"),
        (", tasks: {escalation: [reasoning]}", ""),
    )
    write(tmp_path, *PHI, *moved)
    code, found = planned(tmp_path)
    refused = {
        (phase["name"], one["subject"]["element"])
        for phase in found["move"]["phases"]
        for one in phase["refused"]
        if one["rule"] in ("hybrid/fallback-boundary", "compliance/data-boundary")
    }
    assert code == 1
    assert refused == {("shadow", "shadow[0]"), ("canary", "route[0]"), ("rollout", "route[0]"), ("full", "primary")}
    assert found["move"]["stranded"] is False


def test_a_fallback_inside_the_boundary_is_not_refused(tmp_path: Path) -> None:
    """Two models in the same VPC may take turns with the same data."""
    api = "{role: escalation, share: 0.2, model: openai/gpt-4o, hosting: vendor-api, provider: openai}"
    own = api.replace("role: escalation, share: 0.2, model: openai/gpt-4o", f"role: fallback, model: {LARGE}").replace(
        "hosting: vendor-api, provider: openai", "hosting: private-cloud, provider: aws, region: us-east-1"
    )
    accept = "version: 1\nparameters: {compliance/hipaa/self-hosting: {accept_baa: true}}\n"
    (tmp_path / "policyengine.yaml").write_text(accept)
    write(tmp_path, *PHI, (api, own), ("from: openai/gpt-4o", f"from: {LARGE}"))
    _, found = planned(tmp_path)
    rules = {one["rule"] for phase in found["move"]["phases"] for one in phase["refused"]}
    assert rules & {"hybrid/fallback-boundary", "compliance/data-boundary"} == set()


def test_sys_55_a_degraded_canary_reverts(tmp_path: Path) -> None:
    """0.90 to 0.84 in the canary sends traffic back, and exits 1."""
    write(tmp_path)
    (tmp_path / "status.yaml").write_text(STATUS.format(phase="canary", score=0.84))
    done = plan(tmp_path, "--status", "status.yaml")
    reason = "accuracy fell by 6.67 %, beyond its threshold"
    said = f"next: revert: send all traffic back to the old option immediately: {reason}"
    assert (done.code, said in done.out.splitlines()) == (1, True)


def test_sys_55_an_increase_after_five_days_is_blocked(tmp_path: Path) -> None:
    """From 25 to 50 % after 5 days: not before the seventh has passed."""
    write(tmp_path)
    (tmp_path / "status.yaml").write_text(STATUS.format(phase="rollout", score=0.9))
    blocked = policyengine(tmp_path, "plan", "llm-profile.yaml", "--status", "status.yaml", "--as-of", "2026-02-07")
    said = "next: blocked: not on to 50 %: 5 days at parity of 7; not before 2026-02-09"
    assert (blocked.code, said in blocked.out.splitlines()) == (1, True)
    later = policyengine(tmp_path, "plan", "llm-profile.yaml", "--status", "status.yaml", "--as-of", "2026-02-09")
    said = "next: advance to 50 %: 7 days of 7 are over, and no metric is beyond its threshold"
    assert (later.code, said in later.out.splitlines()) == (0, True)


def test_declared_numbers_beat_the_method(tmp_path: Path) -> None:
    """What the profile says is planned; a parameter of the settings beats the method's, and each names its place."""
    declared = "canary_percent: 3, days_at_parity: 14, steps_percent: [20, 60], revert: {absolute_points: 2}"
    write(tmp_path, ("start: 2026-01-05", f"start: 2026-01-05, {declared}"))
    (tmp_path / "policyengine.yaml").write_text("version: 1\nparameters: {lifecycle/canary: {shadow_days: 21}}\n")
    move = planned(tmp_path)[1]["move"]
    assert [phase["end"] for phase in move["phases"]] == ["2026-01-25", "2026-02-08", "2026-03-08", None]
    assert [tuple(phase["percent"].values()) for phase in move["phases"]] == [(0, 0), (3, 3), (20, 60), (100, 100)]
    assert move["terms"]["shadow_days"] == {"value": 21, "origin": "settings", "said": "policyengine.yaml:2:46"}
    assert move["terms"]["canary_percent"]["origin"] == "declared"
    assert move["terms"]["rollout_days"]["said"] == "the four-phase method"
    assert [gate["value"] for gate in move["rollback"]] == [2.0, 2000]


def test_sys_49_in_doubt_the_small_model_escalates(tmp_path: Path) -> None:
    """Classification goes to the 8B model; below the threshold to GPT-4o; an error is retried, then fails."""
    write(tmp_path)
    routes = {row["event"]: row["steps"] for row in planned(tmp_path)[1]["routing"]}
    escalation = "escalation openai/gpt-4o, vendor-api at openai"
    small = "primary meta-llama/Llama-3.1-8B-Instruct, private-cloud at aws in us-east-1"
    assert routes == {
        "classification, extraction": [small],
        "reasoning": [escalation],
        "confidence below 0.8": [escalation],
        "requests without a route": [small],
        "aws does not answer (primary)": ["retry", "fail gracefully"],
        "openai does not answer (escalation)": ["retry", "fail gracefully"],
    }


def test_sys_49_regulated_data_does_not_escalate(tmp_path: Path) -> None:
    """The same router with PHI: the escalation is refused, and the request stays where it is."""
    write(tmp_path, *PHI)
    routes = {row["event"]: row["steps"] for row in planned(tmp_path)[1]["routing"]}
    refused, stays = routes["confidence below 0.8"]
    assert refused.startswith("refused: escalation openai/gpt-4o")
    assert "hybrid/fallback-boundary" in refused
    assert stays == "stays with meta-llama/Llama-3.1-8B-Instruct"


def test_sys_50_tasks_have_sides(tmp_path: Path) -> None:
    """Classification open, troubleshooting (`reasoning` in our words) closed; what users see closed, batches open."""
    write(tmp_path, ("latency:", "output: {user_facing: true}\n    interaction: batch\n    latency:"))
    sides = {(one["about"], one["side"]) for one in planned(tmp_path)[1]["patterns"]}
    assert sides == {
        ("classification", "open"),
        ("extraction", "open"),
        ("reasoning", "closed"),
        ("what users see", "closed"),
        ("batch", "open"),
    }


@pytest.mark.parametrize(
    ("teacher", "allows", "refused", "code"),
    [
        ("openai/gpt-4o", "no-competing", ["license/teacher-outputs"], 1),
        ("meta-llama/Llama-3.1-70B-Instruct", "allowed-with-naming", [], 0),
    ],
)
def test_sys_51_a_teacher_needs_terms(teacher: str, allows: str, refused: list[str], code: int, tmp_path: Path) -> None:
    """GPT-4o may not teach a model for others (X-19); Llama 3.1 70B may teach any."""
    taught = f"customization: {{need: lora}}\n    fine_tune: {{teacher: {teacher}}}\n    latency:"
    write(tmp_path, ("latency:", taught), ("started:", "contains_training_of_others: true, started:"))
    exit_code, found = planned(tmp_path)
    distillation = found["distillation"]
    assert (exit_code, distillation["allows"]) == (code, allows)
    assert [one["rule"] for one in distillation["refused"]] == refused
    assert [stage["is_now"] for stage in distillation["stages"]] == [False, True]


TWO_PROVIDERS = """\
version: 1
project: {name: tools, owner: productivity, lifecycle: prototype}
workloads:
  assistant:
    purpose: Summarises meetings and reviews code
    tasks: [summarization, code-review]
    data: {classes: [internal], boundary: none, residency: [], subjects: []}
    routing: {router: classifier, default: primary, tasks: {route: [code-review]}}
    choice: {model: openai/gpt-4o-mini, hosting: vendor-api, provider: openai}
    supporting:
      - {role: route, share: 0.1, model: anthropic/claude-3-5-sonnet-20241022, hosting: vendor-api, provider: anthropic}
      - {role: fallback, model: openai/gpt-4o, hosting: vendor-api, provider: openai}
      - {role: fallback, model: anthropic/claude-3-7-sonnet-20250219, hosting: vendor-api, provider: anthropic}
"""


def test_sys_52_summaries_and_reviews_have_their_models(tmp_path: Path) -> None:
    """Summaries to GPT-4o-mini, reviews to Claude Sonnet; when a provider is down, one of another company answers."""
    (tmp_path / "llm-profile.yaml").write_text(TWO_PROVIDERS)
    code, found = planned(tmp_path)
    routes = {row["event"]: row["steps"] for row in found["routing"]}
    assert code == 0
    assert routes["summarization"] == ["primary openai/gpt-4o-mini, vendor-api at openai"]
    assert routes["code-review"] == ["route anthropic/claude-3-5-sonnet-20241022, vendor-api at anthropic"]
    assert routes["openai does not answer (primary)"] == [
        "retry",
        "fallback openai/gpt-4o, vendor-api at openai, of the same company",
        "fallback anthropic/claude-3-7-sonnet-20250219, vendor-api at anthropic",
        "fail gracefully",
    ]
    assert "fallback openai/gpt-4o, vendor-api at openai" in routes["anthropic does not answer (route)"]


def test_sys_52_the_example_has_another_provider_behind_each() -> None:
    """Summaries go to the small model, long ones to the large; when one provider is down, the other answers."""
    profile = "examples/productivity-tools/llm-profile.yaml"
    done = policyengine(ROOT, "plan", profile, "--as-of", "2026-11-22", "--output-format", "json")
    assert done.code == 0
    routes = {
        found["name"]: {row["event"]: row["steps"] for row in found["routing"]}
        for found in json.loads(done.out)["workloads"]
    }
    fallback = ["retry", "fallback openai/gpt-5.4, vendor-api at openai in us", "fail gracefully"]
    assert routes["code-review"]["anthropic does not answer (primary)"] == fallback
    assert routes["code-review"]["code-review, reasoning"] == [
        "primary anthropic/claude-sonnet-4-6, vendor-api at anthropic in us"
    ]
    assert routes["document-summaries"]["summarization"] == [
        "primary anthropic/claude-haiku-4-5-20251001, vendor-api at anthropic in us"
    ]
    assert routes["document-summaries"]["longer than 40,000 characters"] == [
        "route anthropic/claude-sonnet-4-6, vendor-api at anthropic in us"
    ]


def test_what_cannot_be_planned_is_told(tmp_path: Path) -> None:
    """An unknown model to move from, a phase that is not planned, a wrong status: each with its place or a hint."""
    write(tmp_path, ("from: openai/gpt-4o", "from: openai/gpt-4"))
    done = plan(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == "error: no option of `tickets` but its choice has the model `openai/gpt-4`"
    assert "llm-profile.yaml:12:23" in done.err
    assert "did you mean `openai/gpt-4o`?" in done.err
    write(tmp_path, ("phases: [shadow, canary, rollout, full]", "phases: [full]"))
    (tmp_path / "status.yaml").write_text(STATUS.format(phase="canary", score=0.9))
    assert plan(tmp_path, "--status", "status.yaml").err.splitlines()[0] == "error: the move has no phase `canary`"
    (tmp_path / "status.yaml").write_text(STATUS.format(phase="canery", score=90))
    done = plan(tmp_path, "--status", "status.yaml")
    assert done.code == 2
    assert "status.yaml:1:8" in done.err


@pytest.mark.parametrize(
    ("status", "first"),
    [
        ("phase: canary\nsince: 2027-02-02\n", "error: `since` lies after 2026-11-22"),
        ("phase: canary\nsince: 2026-02-30\n", "error: the date `2026-02-30` does not exist"),
        (
            "phase: rollout\nsince: 2026-02-02\npercent: 50.0\nwanted_percent: 2.50e1\n",
            "error: `wanted_percent` is `2.50e1`, not more than the current `50.0`",
        ),
        ("phase: canary\nphase: full\nsince: 2026-02-02\n", "error: duplicate key `phase`"),
        ("phase: canary\nsince: 2026-02-02\npercent: .nan\n", "error: "),
        ("[]\n", "error: expected a mapping at the top, found a list"),
        ("", "error: the file is empty"),
        ("\x00", "error: a NUL byte, which text files do not have"),
    ],
)
def test_a_status_that_cannot_be_is_told(status: str, first: str, tmp_path: Path) -> None:
    """A day to come, a wish for less, nothing at all: exit 2, at the place."""
    write(tmp_path)
    (tmp_path / "status.yaml").write_text(status)
    done = plan(tmp_path, "--status", "status.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(first)


def test_leap_days_and_the_end_of_time(tmp_path: Path) -> None:
    """29 February 2028 is a day of the plan; what would end after the year 9999 is told."""
    write(tmp_path)
    phases = planned(tmp_path, "--start", "2028-02-16")[1]["move"]["phases"]
    assert [(phase["start"], phase["end"]) for phase in phases[:2]] == [
        ("2028-02-16", "2028-02-29"),
        ("2028-03-01", "2028-03-14"),
    ]
    done = plan(tmp_path, "--start", "9999-12-01")
    assert (done.code, done.err.splitlines()[0]) == (2, "error: the move of `tickets` would end after the year 9999")


def test_a_shadow_of_no_days_is_left_out(tmp_path: Path) -> None:
    """No phase ends before it begins; with nothing else planned there is a move without phases."""
    write(tmp_path, ("start: 2026-01-05", "start: 2026-12-01, shadow_days: 0, steps_percent: []"))
    move = planned(tmp_path)[1]["move"]
    assert (move["phases"][0]["name"], move["phases"][0]["start"]) == ("canary", "2026-12-01")
    assert move["notes"][0].startswith("a shadow of 0 days is left out")
    assert "traffic on the new option: unknown: `steps_percent` is empty" in plan(tmp_path).out
    write(tmp_path, ("shadow, canary, rollout, full], start: 2026-01-05", "shadow], shadow_days: 0"))
    assert planned(tmp_path)[1]["move"]["phases"] == []


def test_a_start_that_lies_behind_is_told(tmp_path: Path) -> None:
    """The dates stay as they are declared, and a note says where the move would be by them."""
    write(tmp_path)
    notes = planned(tmp_path)[1]["move"]["notes"]
    assert notes[0] == "by these dates the move began before 2026-11-22 and is in full; --status reports the next step"
    assert not [note for note in planned(tmp_path, "--start", "2026-11-22")[1]["move"]["notes"] if "began" in note]


def test_two_workloads_one_of_them_without_a_move(tmp_path: Path) -> None:
    """Each is planned apart; --status needs to know which, and says so of one that does not move."""
    second = "  mail:\n    purpose: Sorts mail\n    tasks: [classification]\n    data: {classes: [internal]}\n"
    second += "    volume: {requests_per_day: 1000, growth_percent_per_month: 20}\n"
    second += "    choice: {model: openai/gpt-4o, hosting: vendor-api, provider: openai}\n"
    (tmp_path / "llm-profile.yaml").write_text(PROFILE + second)
    done = plan(tmp_path, "--output-format", "json")
    assert done.code == 0
    assert [(one["name"], one["move"] is None) for one in json.loads(done.out)["workloads"]] == [
        ("tickets", False),
        ("mail", True),
    ]
    assert [
        one["name"]
        for one in json.loads(plan(tmp_path, "--workload", "mail", "--output-format", "json").out)["workloads"]
    ] == ["mail"]
    (tmp_path / "status.yaml").write_text(STATUS.format(phase="canary", score=0.9))
    assert plan(tmp_path, "--status", "status.yaml").err.splitlines()[0] == "error: the profile has several workloads"
    done = plan(tmp_path, "--status", "status.yaml", "--workload", "mail")
    assert (done.code, done.err.splitlines()[0]) == (2, "error: `mail` has no move, so it has no status")


@pytest.mark.parametrize(("start", "overlap"), [("2026-02-15", True), ("2026-03-01", True), ("2026-03-02", False)])
def test_moves_on_the_same_days_are_told(start: str, overlap: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    """The first move ends on 1 March; a second that begins by then is noted with both."""
    second = PROFILE[PROFILE.index("  tickets:") :].replace("tickets:", "mail:").replace("2026-01-05", start)
    (tmp_path / "llm-profile.yaml").write_text(PROFILE + second)
    workloads = json.loads(plan(tmp_path, "--output-format", "json").out)["workloads"]
    told = [note for one in workloads for note in one["move"]["notes"] if note.startswith("on the same days")]
    assert told == [
        f"on the same days as the move of `{name}`: by the method one workload moves at a time"
        for name in ("mail", "tickets")
        if overlap
    ]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("nothing.yaml", "error: `nothing.yaml`: no such file or directory"),
        ("pipe.yaml", "error: `pipe.yaml`: not a regular file"),
        ("bytes.yaml", "error: byte 0xff is not UTF-8"),
        ("empty.yaml", "error: the file is empty"),
    ],
)
def test_what_is_no_profile_is_told(path: str, first: str, tmp_path: Path) -> None:
    """Exit 2 and one message, whatever stands there."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"version: 1\n# \xff\n")
    (tmp_path / "empty.yaml").touch()
    done = policyengine(tmp_path, "plan", path)
    assert (done.code, done.out, done.err.splitlines()[0]) == (2, "", first)


def test_a_profile_that_contradicts_a_lock_is_not_planned(tmp_path: Path) -> None:
    """What `check` refuses to judge is no base for a plan."""
    write(tmp_path, ("provider: openai}", "provider: openai, tier: enterprise}"))
    (tmp_path / "policyengine.yaml").write_text(
        "version: 1\nagreements: {openai: {tier: business}}\nlocked: {facts: [agreements]}\n"
    )
    done = plan(tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: `tier` of `openai` is locked by policyengine.yaml:3")


def test_no_move_is_no_plan(tmp_path: Path) -> None:
    """Without a choice there is nothing to plan; where no move is planned, the routes are."""
    (tmp_path / "llm-profile.yaml").write_text(PROFILE[: PROFILE.index("    choice:")])
    assert plan(tmp_path).code == 3
    write(tmp_path, ("phases: [shadow, canary, rollout, full]", "phases: []"))
    done = plan(tmp_path)
    assert (done.code, done.out.splitlines()[0]) == (0, "tickets: no move: it declares that no move is planned")


@pytest.mark.parametrize("phases", ["full", "shadow, full"])
def test_a_recipient_that_both_options_share_is_no_way_back(tmp_path: Path, phases: str) -> None:
    """One company runs the old and the new option and has no BAA: neither may get the data, in whichever phase."""
    (tmp_path / "llm-profile.yaml").write_text(
        "version: 1\nproject: {name: a, owner: y, lifecycle: production, jurisdictions: [US]}\nworkloads:\n  w:\n"
        "    data: {classes: [phi, pii], boundary: none, residency: [], subjects: [US]}\n    tasks: [chat]\n"
        f"    migration: {{from: openai/gpt-4o, phases: [{phases}]}}\n"
        "    choice: {model: openai/gpt-4o-mini, hosting: vendor-api, provider: openai}\n"
        "    supporting: [{role: fallback, model: openai/gpt-4o, hosting: vendor-api, provider: openai}]\n"
    )
    (tmp_path / "policyengine.yaml").write_text(
        "version: 1\norganization: {name: H, roles: [hipaa-covered-entity]}\n"
        "agreements: {openai: {baa: {status: {status: none}}}}\n"
        "parameters: {compliance/hipaa/self-hosting: {accept_baa: true}}\n"
    )
    found = json.loads(policyengine(tmp_path, "plan", "llm-profile.yaml", "--output-format", "json", *AS_OF).out)
    move = found["workloads"][0]["move"]
    assert {"recipient"} <= {one["subject"]["scope"] for phase in move["phases"] for one in phase["refused"]}
    assert move["stranded"] is True
