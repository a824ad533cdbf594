"""What the three commands of a move print as JSON is what their schemas say, and nothing that they do not name."""

import json
from pathlib import Path

import pytest

from tests.cli.migrating import PROFILE, plan, write
from tests.cli.running import policyengine
from tests.strict_schemas import mistakes

LOG = "timestamp,task,input_tokens,output_tokens,complexity\n2026-01-05,a,10,1,simple\n2026-04-05,b\u202e,10,1,\n"
RESULTS = (
    "path,metric,score,n,baseline,baseline_n,date,unit,better\n"
    "a,m,0.84,200,0.9,200,2026-02-09,,\n"
    "b,m,0.84,30,0.9,,,,\n"
    "c,m,0.84,30,,,,,\n"
    "d,lat,5,100,0,,,ms,lower\n"
)
STATUS = (
    "phase: rollout\nsince: 2026-02-02\npercent: 25\nresults: [{metric: accuracy, score: 0.9, n: 400, baseline: 0.9}]\n"
)
PHI = ("classes: [internal], boundary: none, residency: [], subjects: []", "classes: [phi], boundary: vpc")
TAUGHT = ("latency:", "customization: {need: lora}\n    fine_tune: {teacher: openai/gpt-4o}\n    latency:")


@pytest.mark.parametrize(
    "changes",
    [(), (PHI,), (TAUGHT,), (("phases: [shadow, canary, rollout, full]", "phases: []"),)],
    ids=["a move", "refused", "taught", "no move"],
)
@pytest.mark.parametrize("status", [False, True])
def test_a_plan(changes: tuple[tuple[str, str], ...], status: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a table's column
    """With and without refusals, a teacher, a move and a status."""
    write(tmp_path, *changes)
    (tmp_path / "status.yaml").write_text(STATUS)
    moves = "phases: []" not in (tmp_path / "llm-profile.yaml").read_text()
    done = plan(tmp_path, "--output-format", "json", *(("--status", "status.yaml") if status and moves else ()))
    assert mistakes("plan", done.out) == []


@pytest.mark.parametrize(
    ("approver", "until", "unheld"), [("Bob", ["2026-12-24"], []), ("Ann", [], ["waiver/self-approved"])]
)
def test_a_plan_with_exceptions(approver: str, until: list[str], unheld: list[str], tmp_path: Path) -> None:
    """A waiver that holds for a while, and one that does not hold."""
    write(tmp_path, PHI)
    refused = json.loads(plan(tmp_path, "--output-format", "json").out)["workloads"][0]["move"]["phases"][-1]["refused"]
    (one,) = [verdict for verdict in refused if verdict["rule"] == "hybrid/fallback-boundary"]
    waiver = {
        "rule": one["rule"],
        "workload": "tickets",
        "subject": one["subject"]["element"],
        "facts": one["facts_digest"],
    }
    waiver |= {"owner": "Ann", "reason": "May", "approved_by": approver, "ticket": "R", "expires": "2026-12-24"}
    with (tmp_path / "llm-profile.yaml").open("a") as file:
        file.write(f"waivers: {json.dumps([waiver])}\n")
    done = plan(tmp_path, "--output-format", "json")
    full = json.loads(done.out)["workloads"][0]["move"]["phases"][-1]
    assert mistakes("plan", done.out) == []
    assert (until, unheld) == ([item["until"] for item in full["waived"]], [item["rule"] for item in full["unheld"]])


@pytest.mark.parametrize("arguments", [(), ("--simple-tokens", "10"), ("--started", "2025-11-01")])
@pytest.mark.parametrize(
    "log", [LOG, f"{LOG}broken\n", LOG.replace(",complexity", "").replace(",simple", "").replace(",1,\n", ",1\n")]
)
def test_candidates(log: str, arguments: tuple[str, ...], tmp_path: Path) -> None:
    """With and without words for complexity, rows left out, and an earlier start."""
    (tmp_path / "log.csv").write_text(log)
    done = policyengine(tmp_path, "offload", "log.csv", "--output-format", "json", *arguments)
    assert done.code == 0
    assert mistakes("candidates", done.out) == []


@pytest.mark.parametrize(
    ("asked", "word"), [((), "alert"), (("--profile", "llm-profile.yaml", "--least-examples", "9"), "steady")]
)
def test_monitoring(asked: tuple[str, ...], word: str, tmp_path: Path) -> None:
    """Every standing, shares and others, with and without a baseline, and thresholds of each origin."""
    (tmp_path / "results.csv").write_text(RESULTS)
    declared = PROFILE.replace("latency:", "monitoring: {alert_relative_percent: 8}\n    latency:")
    (tmp_path / "llm-profile.yaml").write_text(declared)
    done = policyengine(tmp_path, "monitor", "results.csv", "--output-format", "json", *asked)
    standings = {one["standing"] for one in json.loads(done.out)["assessments"]}
    assert standings >= {word, "no-baseline"}
    assert mistakes("monitoring", done.out) == []


@pytest.mark.parametrize("name", ["plan", "candidates", "monitoring"])
def test_each_schema_is_printed(name: str, tmp_path: Path) -> None:
    """`policyengine schema` gives it, and lists its name."""
    done = policyengine(tmp_path, "schema", name)
    assert (done.code, json.loads(done.out)["properties"]["format"]) == (
        0,
        {"description": "The layout's name and major version.", "const": f"{name}/0"},
    )
    assert name in policyengine(tmp_path, "schema").out.splitlines()
