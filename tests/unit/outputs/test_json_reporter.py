"""The JSON reporter and the schema that describes it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from policyengine import __version__
from policyengine.loading.schemas import complete_schema
from policyengine.outputs import REPORT, Options
from policyengine.report import Counts, Report
from policyengine.verdict import Evidence
from policyengine.wire.escaping import escape_json
from tests.conftest import Golden
from tests.strict_schemas import mistakes
from tests.unit.outputs import reports
from tests.unit.outputs.verdicts import make_rule, make_verdict

HERE = Path(__file__).parent
SCHEMA = complete_schema("report")

ALL = (
    reports.self_hosting,
    reports.user_limit,
    reports.undeclared,
    reports.capped,
    reports.hostile,
    reports.mistakes,
    reports.clean,
    reports.everything,
)


def _json(report: Report) -> str:
    return REPORT.render("json", report, Options())


@pytest.mark.parametrize("make", ALL)
def test_every_report_is_what_the_schema_describes(make: Callable[[], Report]) -> None:
    """No key is missing, none is undescribed, and every value has its type."""
    assert mistakes("report", _json(make())) == []


def test_keys_stand_in_the_order_of_the_schema() -> None:
    """The order is part of the format, so that a diff of two reports is short."""
    report = json.loads(_json(reports.user_limit()))
    verdict = report["verdicts"][0]
    assert list(report) == list(SCHEMA["properties"])
    assert list(report["counts"]) == list(SCHEMA["properties"]["counts"]["properties"])
    assert list(verdict) == list(SCHEMA["$defs"]["common.verdict"]["properties"])
    assert list(report["rules"][0]) == list(SCHEMA["$defs"]["common.rule"]["properties"])
    assert list(verdict["subject"]) == list(SCHEMA["$defs"]["common.subject"]["properties"])
    assert list(verdict["evidence"][0]) == list(SCHEMA["$defs"]["common.evidence"]["properties"])


@pytest.mark.parametrize("make", [reports.user_limit, reports.undeclared, reports.mistakes, reports.hostile])
def test_a_report_reads_as_its_golden_file(make: Callable[[], Report], golden: Golden) -> None:
    """Each report prints exactly what its golden file holds."""
    actual = _json(make()).replace(f'"version": "{__version__}"', '"version": "<version>"')
    golden.assert_equal(HERE / f"{make.__name__}.json", actual)


@pytest.mark.parametrize("make", ALL)
def test_output_is_safe_utf_8_and_ends_in_one_line_feed(make: Callable[[], Report]) -> None:
    """Whatever a profile holds, the text can be encoded and printed."""
    text = _json(make())
    text.encode()
    assert [c for c in text if c != "\n" and not c.isprintable()] == []
    assert text.endswith("}\n")


def test_escaping_changes_the_bytes_and_not_the_meaning() -> None:
    """Only lone surrogates are lost: strict parsers refuse them."""
    assert json.loads(escape_json('"\x9b\u202e\u2028é"')) == "\x9b\u202e\u2028é"
    assert escape_json('"\udc80"') == '"\ufffd"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2026, 11, 22, tzinfo=UTC), "2026-11-22"),
        ([datetime(2026, 11, 22, 1, tzinfo=UTC)], ["2026-11-22T01:00:00Z"]),
        (timedelta(seconds=90), "90s"),
        (timedelta(milliseconds=1500), "1.5s"),
        (float("nan"), "nan"),
        (700_000_000, 700_000_000),
        (0.1, 0.1),
    ],
)
def test_values_that_json_lacks_are_texts(value: Any, expected: Any) -> None:
    """Dates and durations are written as in ISO 8601 and CEL, and no number is infinite."""
    verdict = make_verdict(make_rule("a/b"), evidence=(Evidence("x.y", value, "given"),))
    report = json.loads(_json(Report((verdict,), Counts(), "2026-11-22")))
    assert report["verdicts"][0]["evidence"][0]["value"] == expected
