"""The text reporter, read as a person reads it."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from policyengine.errors import Mistake, PolicyEngineError
from policyengine.location import Location
from policyengine.outputs import REPORT, Options
from policyengine.outputs.report.lines import summary
from policyengine.report import Counts, Report, Todo, Totals
from policyengine.severity import Severity
from policyengine.verdict import Outcome
from tests.conftest import Golden
from tests.unit.outputs import reports
from tests.unit.outputs.verdicts import make_rule, make_verdict

HERE = Path(__file__).parent
_PLAIN = Options()
_ALL = Options(show_passes=True, statistics=True)


def _text(report: Report, options: Options = _PLAIN, name: str = "text") -> str:
    return REPORT.render(name, report, options)


@pytest.mark.parametrize("name", ["text", "full", "concise"])
@pytest.mark.parametrize(
    ("make", "options"),
    [
        (reports.self_hosting, Options()),
        (reports.user_limit, Options()),
        (reports.undeclared, Options()),
        (reports.capped, Options()),
        (reports.hostile, Options()),
        (reports.mistakes, Options()),
        (reports.clean, Options()),
        (reports.everything, _ALL),
    ],
)
def test_a_report_reads_as_its_golden_file(
    make: Callable[[], Report], options: Options, name: str, golden: Golden
) -> None:
    """Each report prints exactly what its golden file holds."""
    suffix = "" if name == "text" else f".{name}"
    golden.assert_equal(HERE / f"{make.__name__}{suffix}.txt", _text(make(), options, name))


@pytest.mark.parametrize("make", [reports.self_hosting, reports.undeclared, reports.everything, reports.hostile])
def test_lines_are_no_longer_than_120_columns(make: Callable[[], Report]) -> None:
    """Only source lines, which are cut around their caret, and single words may be longer."""
    long = [line for line in _text(make(), _ALL).split("\n") if len(line) > 120]
    assert [line for line in long if not re.match(r" *\d* *\|", line) and " " in line.strip()] == []


@pytest.mark.parametrize("make", [reports.mistakes, reports.capped, reports.everything])
def test_colours_only_add_escape_sequences(make: Callable[[], Report]) -> None:
    """Without the escape sequences a coloured report is the plain one, and it has some."""
    coloured = _text(make(), Options(colour=True))
    assert coloured != _text(make())
    assert re.sub("\x1b\\[[0-9;]*m", "", coloured) == _text(make())


def test_a_coloured_report_reads_as_its_golden_file(golden: Golden) -> None:
    """Labels, arrows, gutters and underlines are coloured; words out of files are not."""
    actual = _text(reports.self_hosting(), Options(colour=True)).replace("\x1b", "ESC")
    golden.assert_equal(HERE / "coloured.txt", actual)


def test_hostile_text_neither_steers_the_terminal_nor_forges_a_line() -> None:
    """No control or bidi character comes through, coloured or not, and no user text starts a line."""
    plain = _text(reports.hostile())
    assert [c for c in plain if c != "\n" and not c.isprintable()] == []
    assert [line for line in plain.split("\n") if line.startswith("error[forged]")] == []


def test_passes_are_shown_only_when_asked_for() -> None:
    """A report may hold passes, to be counted, without their being printed."""
    assert [line for line in _text(reports.everything()).split("\n") if line.startswith("pass[")] == []


def test_verdicts_of_one_rule_at_one_place_are_not_merged() -> None:
    """Two subjects with the same trouble are two verdicts."""
    assert _text(reports.everything()).count("error[compliance/hipaa/self-hosting]") == len(("chat", "digest"))


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (
            Report((), Counts(), "2026-11-22"),
            "checked 0 profiles, 0 workloads, 0 rules as of 2026-11-22\nnothing was checked\n",
        ),
        (
            Report((), Counts(1, 1, 1, 1), "2026-11-22"),
            "checked 1 profile, 1 workload, 1 rule as of 2026-11-22\nfailed: none; undecided: none; passed: 1\n",
        ),
    ],
)
def test_the_summary_counts_in_singular_and_plural(report: Report, expected: str) -> None:
    """One is one profile, none is 0 profiles."""
    assert _text(report) == expected


def test_waived_verdicts_are_counted_and_not_printed() -> None:
    """A waiver takes a verdict out of the lines to act on, never out of the summary."""
    report = Report((make_verdict(make_rule("a/b"), Outcome.WAIVED),), Counts(1, 1, 1, waived=1), "2026-11-22")
    assert _text(report) == (
        "checked 1 profile, 1 workload, 1 rule as of 2026-11-22\nfailed: none; undecided: none; waived: 1\n"
    )


def test_undeclared_facts_that_fit_in_a_line_are_named() -> None:
    """The others are counted, and --statistics lists all."""
    todo = tuple(Todo(f"team.fact_{n}", 1) for n in range(9))
    report = Report((), Counts(1, 1, 1, not_asked=9), "2026-11-22", todo)
    first = _text(report).split("\n")[0]
    assert first == (
        "may apply: 9 rules; undeclared: team.fact_0 (1), team.fact_1 (1), team.fact_2 (1), 6 more (--statistics)"
    )
    assert _text(report, _ALL).split("\n")[:9] == [
        f"undeclared: `team.fact_{n}` decides whether 1 rule applies" for n in range(9)
    ]


def test_the_exit_code_ends_the_report() -> None:
    """A person reads in the log why a job failed."""
    assert _text(Report((), Counts(1, 1, 1), "2026-11-22"), Options(exit_code=0)).endswith(" (exit code 0)\n")


@pytest.mark.parametrize(
    ("fail_on", "failed", "undecided", "end"),
    [
        ("warning", {}, {Severity.WARNING: 1}, "(exit code 1: --fail-on warning counts undecided rules)"),
        (
            "warning",
            {Severity.NOTE: 1},
            {Severity.WARNING: 1},
            "(exit code 1: --fail-on warning counts undecided rules)",
        ),
        ("note", {}, {Severity.ERROR: 1}, "(exit code 1: --fail-on note counts undecided rules)"),
        ("error", {}, {Severity.ERROR: 1}, "(exit code 1)"),
        ("warning", {Severity.WARNING: 1}, {Severity.NOTE: 1}, "(exit code 1)"),
    ],
)
def test_undecided_rules_that_end_a_run_are_named_as_the_cause(
    fail_on: str, failed: dict[Severity, int], undecided: dict[Severity, int], end: str
) -> None:
    """Where no failed rule does, the last line says why the exit code is 1."""
    totals = Totals(Counts(1, 1, 1), "2026-11-22", failed=failed, undecided=undecided)
    assert summary(totals, Options(exit_code=1, fail_on=fail_on)).endswith(f" {end}")


def test_a_clean_run_imports_almost_nothing() -> None:
    """Only the modules that print one line, and nothing that is slow to import."""
    program = (
        "import sys; import policyengine.report; from policyengine.outputs import REPORT, Options\n"
        "from policyengine.report import Counts, Report\n"
        "before = set(sys.modules)\n"
        "REPORT.render('text', Report((), Counts(1, 1, 1, 1), '2026-11-22'), Options())\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [
        "policyengine.outputs.report",
        "policyengine.outputs.report.lines",
        "policyengine.outputs.report.text",
    ]


@pytest.mark.parametrize(
    ("found", "files"),
    [
        ([Mistake("x", Location("a.yaml", line, 1, line, 2)) for line in range(1, 500)], "1 file"),
        ([Mistake("x") for _ in range(500)], "101 files"),
        ([Mistake("x", Location("a.yaml", 1, 1, 1, 2)), Mistake("cannot read `b.yaml`")], "2 files"),
    ],
)
def test_a_count_of_mistakes_is_no_file(found: list[Mistake], files: str) -> None:
    """The entry that says how many more mistakes there are is not counted as a file that could not be judged."""
    report = reports.clean()._replace(mistakes=PolicyEngineError(*found).mistakes)
    assert f"not judged: {files};" in _text(report)
