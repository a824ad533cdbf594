"""`policyengine monitor`: results of evaluation runs against their baselines."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.migrating import write
from tests.cli.running import ROOT, policyengine
from tests.conftest import Golden

EXPECTED = ROOT / "tests" / "golden" / "migration"
ROWS = """\
path,metric,score,n,baseline,baseline_n,date,unit,better
open,accuracy,0.84,200,0.90,200,2026-02-09,,
open,format,0.86,200,0.90,200,2026-02-09,,
closed,accuracy,0.85,200,0.90,200,2026-02-09,,
closed,format,0.84,30,0.90,30,2026-02-09,,
closed,latency_p95,500,2000,450,2000,2026-02-09,ms,lower
"""


def monitored(folder: Path, name: str, *arguments: str) -> tuple[int, dict[tuple[str, str], dict[str, Any]]]:
    """Return the exit code, and each assessment by path and metric."""
    done = policyengine(folder, "monitor", name, *arguments, "--output-format", "json")
    assert done.err == ""
    return done.code, {(one["path"], one["metric"]): one for one in json.loads(done.out)["assessments"]}


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_week_of_results(form: str, tmp_path: Path, golden: Golden) -> None:
    """Each drop in points and relatively, with its interval and what the size of the suite is worth."""
    (tmp_path / "results.csv").write_text(ROWS)
    done = policyengine(tmp_path, "monitor", "results.csv", "--output-format", form)
    assert (done.code, done.err) == (1, "")
    golden.assert_equal(EXPECTED / f"monitoring.{form}.txt", done.out)


def test_the_results_are_not_written_over(tmp_path: Path) -> None:
    """A report is not worth what it is made from."""
    (tmp_path / "results.csv").write_text(ROWS)
    done = policyengine(tmp_path, "monitor", "results.csv", "--output-file", "results.csv")
    assert (done.code, (tmp_path / "results.csv").read_text()) == (2, ROWS)


def test_sys_54_alerts(tmp_path: Path) -> None:
    """0.90 to 0.84 alerts, to 0.86 does not; to 0.85 is 5 points, no alert, and 5.56 %, an alert; 30 are too few."""
    (tmp_path / "results.csv").write_text(ROWS)
    code, found = monitored(tmp_path, "results.csv")
    told = {
        key: (one["standing"], one["over_points"], one["over_percent"])
        for key, one in found.items()
        if key[1] != "latency_p95"
    }
    assert code == 1
    assert told == {
        ("open", "accuracy"): ("alert", True, True),
        ("open", "format"): ("steady", False, False),
        ("closed", "accuracy"): ("alert", False, True),
        ("closed", "format"): ("too-small", True, True),
    }
    assert round(found["closed", "accuracy"]["drop_percent"], 2) == 5.56


def test_three_forms_say_the_same(tmp_path: Path) -> None:
    """YAML and JSON Lines give what CSV gives, but for the places."""
    (tmp_path / "results.csv").write_text(ROWS)
    code, expected = monitored(tmp_path, "results.csv")
    header, *lines = (line.split(",") for line in ROWS.splitlines())
    objects = [
        {
            name: json.loads(cell) if cell[0].isdigit() and name != "date" else cell
            for name, cell in zip(header, line, strict=True)
            if cell
        }
        for line in lines
    ]
    (tmp_path / "results.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in objects))
    (tmp_path / "results.yaml").write_text("results:\n" + "".join(f"  - {json.dumps(one)}\n" for one in objects))
    for name in ("results.jsonl", "results.yaml"):
        again, found = monitored(tmp_path, name)
        assert code == again
        for key, one in expected.items():
            assert {**one, "location": None} == {**found[key], "location": None}


def test_the_latest_run_counts(tmp_path: Path) -> None:
    """Without a baseline the first run is it; an earlier alert is past once a later run is steady."""
    lines = [
        "path,metric,score,n,date",
        "a,m,0.90,200,2026-01-05",
        "a,m,0.80,200,2026-01-12",
        "a,m,0.89,200,2026-01-19",
    ]
    (tmp_path / "results.csv").write_text("\n".join(lines))
    done = policyengine(tmp_path, "monitor", "results.csv")
    assert done.code == 0
    assert "steady: a, m: 0.89 against 0.9 on 200 examples, 2026-01-19  (results.csv:4:5)" in done.out
    assert "note: 2 earlier runs not judged" in done.out
    (tmp_path / "results.csv").write_text("\n".join(lines[:2]))
    done = policyengine(tmp_path, "monitor", "results.csv")
    assert "no-baseline: a, m: 0.9 on 200 examples" in done.out
    assert (done.code, done.err.splitlines()[0]) == (3, "error: no result can be compared")


def test_thresholds_are_asked_declared_set_or_the_method_s(tmp_path: Path) -> None:
    """Options beat the profile, the profile the settings, the settings the rule's default; each is named."""
    (tmp_path / "results.csv").write_text("\n".join(ROWS.splitlines()[:3]))
    (tmp_path / "policyengine.yaml").write_text("version: 1\nparameters: {hybrid/regression-suite: {examples: 300}}\n")
    write(tmp_path, ("latency:", "monitoring: {alert_relative_percent: 8}\n    latency:"))
    said = policyengine(tmp_path, "monitor", "results.csv").out.splitlines()[1:4]
    assert said == [
        "  points: alert above 5 points (default of hybrid/regression-suite, params.alert_percent)",
        "  relative: alert above 5 % (default of hybrid/regression-suite, params.alert_percent)",
        "  too small: fewer than 300 examples (policyengine.yaml:2:50)",
    ]
    declared = policyengine(
        tmp_path, "monitor", "results.csv", "--profile", "llm-profile.yaml", "--least-examples", "9"
    )
    assert declared.code == 0
    assert declared.out.splitlines()[1:4] == [
        "  points: no threshold (declare `--alert-points`)",
        "  relative: alert above 8 % (llm-profile.yaml:11:42)",
        "  too small: fewer than 9 examples (by --least-examples)",
    ]


@pytest.mark.parametrize(
    ("name", "text", "first"),
    [
        ("r.csv", "path,metric,score,n\na,m,84,200\n", "error: the score `84` is not a share from 0 to 1"),
        ("r.csv", "path,metric,score,n\na,m,high,200\n", "error: expected a number, found text `high`"),
        ("r.csv", "path,metric,score,n\na,m,0.8\n", "error: this row has 3 fields, the header 4"),
        ("r.csv", "path,metric,scor,n\na,m,0.8,9\n", "error: missing key `score`"),
        ("r.jsonl", "{}\n", "error: missing key `metric`"),
        ("r.jsonl", "{\n", "error: this line is not JSON"),
        ("r.yaml", "results: [{path: a, metric: m, score: 0.8, n: 0}]\n", "error: must be at least 1, found `0`"),
        ("r.csv", "path,metric,score,n\na,m,nan,200\n", "error: the score `nan` is not a number"),
        (
            "r.csv",
            "path,metric,score,n,unit\na,m,1e308,200,ms\n",
            "error: the score `1e308` is beyond 1,000,000,000,000,000",
        ),
        ("r.csv", "path,metric,score,n,score\na,m,0.8,200,0.9\n", "error: the header has two columns `score`"),
        ("r.csv", 'path,metric,score,n\na,"m,0.8,200\n', "error: this row is not CSV: unexpected end of data"),
        ("r.csv", f"path,metric,score,n\na,m,0.8,{10**30}\n", f"error: must be at most {1 << 53}, found `{10**30}`"),
        ("r.jsonl", '{"path":"a","score":1,"score":0}', "error: the key `score` appears twice in this object"),
        ("r.jsonl", '{"path":"a","metric":"m","score":NaN,"n":9}', "error: the score `NaN` is not a number"),
        ("r.jsonl", "[" * 100_000, "error: this line is not JSON"),
        ("r.jsonl", "[1]", "error: expected a mapping, found a list"),
        (
            "r.csv",
            "path,metric,score,n,date\na,m,0.8,99,2026-01-05\na,m,0.9,99,\n",
            "error: this run of `a`, `m` has no date, and another has one",
        ),
    ],
)
def test_wrong_results_are_told(name: str, text: str, first: str, tmp_path: Path) -> None:
    """Each form is checked by one schema, and a mistake stands at its place."""
    (tmp_path / name).write_text(text)
    done = policyengine(tmp_path, "monitor", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == first
    assert f" --> {name}:" in done.err


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("r.csv", "path,metric,n,score\n9,m,9,9\n", "2:7"),
        ("r.jsonl", '{"path":"9","metric":"m","n":9,"score": 9}', "1:41"),
    ],
)
def test_a_mistake_stands_at_its_own_value(name: str, text: str, place: str, tmp_path: Path) -> None:
    """Not at another one that looks the same."""
    (tmp_path / name).write_text(text)
    done = policyengine(tmp_path, "monitor", name)
    assert f" --> {name}:{place}" in done.err


def test_too_many_series_are_refused_and_their_runs_are_not(tmp_path: Path) -> None:
    """Each path and metric is reported; runs of one are only counted."""
    rows = "".join(f"p{n},m,0.8,9,,\n" for n in range(5_001))
    (tmp_path / "r.csv").write_text(f"path,metric,score,n,baseline,date\n{rows}")
    done = policyengine(tmp_path, "monitor", "r.csv")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: more than 5,000 paths and metrics; this is the next one\n    --> r.csv:5002:1\n")
    (tmp_path / "r.csv").write_text("path,metric,score,n\n" + "p,m,0.8,200\n" * 6_000)
    assert monitored(tmp_path, "r.csv")[0] == 0


def test_separators_inside_a_text_end_no_line(tmp_path: Path) -> None:
    """A line separator in a name is part of it, as it is for JSON; so are the line ends of other systems line ends."""
    row = '{"path":"a\u2028b","metric":"m","score":0.9,"n":99,"baseline":0.9}'
    (tmp_path / "r.jsonl").write_bytes(f"{row}\r\n".encode())
    code, found = monitored(tmp_path, "r.jsonl")
    assert (code, list(found)) == (0, [("a\u2028b", "m")])


def test_runs_in_two_units_are_two_series(tmp_path: Path) -> None:
    """A share is not compared with milliseconds that go by the same name."""
    rows = ["path,metric,score,n,date,unit", "a,m,0.9,99,2026-01-05,", "a,m,500,99,2026-01-06,ms"]
    (tmp_path / "r.csv").write_text("\n".join(rows))
    done = policyengine(tmp_path, "monitor", "r.csv")
    assert (done.code, done.out.count("no-baseline: ")) == (3, 2)


def test_a_baseline_without_its_size_is_called_certain(tmp_path: Path) -> None:
    """Where nobody says how many examples are behind the baseline, the interval is too narrow, and the text says so."""
    (tmp_path / "r.csv").write_text("path,metric,score,n,baseline\na,m,0.9,99,0.9\n")
    done = policyengine(tmp_path, "monitor", "r.csv")
    assert "note: 1 baseline without the number of examples: treated as exact" in done.out


@pytest.mark.parametrize("value", ["nan", "inf", "-1"])
def test_a_threshold_is_a_number_from_0_on(value: str, tmp_path: Path) -> None:
    """Anything else is refused before anything is read."""
    (tmp_path / "r.csv").write_text(ROWS)
    done = policyengine(tmp_path, "monitor", "r.csv", "--alert-points", value)
    assert (done.code, done.err.splitlines()[0]) == (2, f"error: --alert-points is `{value}`")


def test_no_results_are_no_success(tmp_path: Path) -> None:
    """A file without results exits 3."""
    (tmp_path / "r.csv").write_text("path,metric,score,n\n")
    assert policyengine(tmp_path, "monitor", "r.csv").code == 3
