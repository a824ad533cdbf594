"""Comments in a profile that ignore warnings and notes."""

from pathlib import Path

import pytest

from policyengine.cli.exit_codes import exit_code
from policyengine.report import Report
from policyengine.whole_report import check
from tests.unit.waivers.excepting import House, outcomes

PROFILE = """\
version: 1
project: {{name: p, lifecycle: production}}
workloads:
  w:
    purpose: '# policyengine: ignore[acme:a/quiet] part of a text'
    data:
{above}
      classes: [pii, internal]{beside}
"""


def judged(folder: Path, *rules: str, above: str = "      # a comment", beside: str = "") -> Report:
    """Check a profile with comments beside and above the place of the verdicts."""
    house = House(folder, *rules)
    house.write()
    Path(house.path).write_text(PROFILE.format(above=above, beside=beside))
    return check([(house.path, None)], house.question())


def test_beside_and_above(repository: Path) -> None:
    """A comment covers its own line, or the next one that says something; it has a reason, and may name several."""
    comment = "# policyengine: ignore[acme:a/quiet, acme:a/middling] agreed with Ann"
    for given in ({"beside": f"  {comment}"}, {"above": f"      {comment}\n\n      # more"}):
        report = judged(repository, "quiet", "middling", **given)
        assert outcomes(report) == {"acme:a/quiet": "waived", "acme:a/middling": "waived"}
        assert {v.excuse.reason for v in report.verdicts if v.excuse} == {"agreed with Ann"}
        assert exit_code(report.totals, "note") == 0


WRONG = {
    "# policyengine: ignore agreed": ("ignore/malformed", "fail"),
    "# policyengine: ignore[] agreed": ("ignore/malformed", "fail"),
    "# policyengine: ignore[acme:a/quiet]": ("ignore/malformed", "fail"),
    "# policyengine: ignroe[acme:a/quiet] agreed": ("ignore/malformed", "fail"),
    "# policyengine: ignore[acme:a/quit] agreed": ("ignore/unknown-rule", "fail"),
    "# policyengine: ignore[acme:a/other] agreed": ("ignore/unknown-rule", "fail"),
}


@pytest.mark.parametrize("comment", WRONG)
def test_a_comment_that_excuses_nothing(repository: Path, comment: str) -> None:
    """A comment without id, reason or with an unknown id is a verdict at its own place, and the other one stands."""
    said_by, outcome = WRONG[comment]
    report = judged(repository, "quiet", beside=f" {comment}")
    assert outcomes(report) == {"acme:a/quiet": outcome, said_by: "fail"}
    (about,) = [verdict for verdict in report.verdicts if verdict.rule.id == said_by]
    assert (about.severity, about.location and about.location.line) == ("warning", 8)


@pytest.mark.parametrize("rule", ["loud", "lawful", "firm"])
def test_errors_take_a_waiver(repository: Path, rule: str) -> None:
    """A comment ignores no error."""
    report = judged(repository, rule, beside=f"  # policyengine: ignore[acme:a/{rule}] agreed")
    assert outcomes(report) == {f"acme:a/{rule}": "fail", "ignore/takes-a-waiver": "fail"}
    assert exit_code(report.totals, "error") == 1


def test_an_unused_comment(repository: Path) -> None:
    """A comment on another line is a note of its own."""
    comment = "      # policyengine: ignore[acme:a/quiet] agreed\n      subjects: [DE]"
    report = judged(repository, "quiet", above=comment)
    assert outcomes(report) == {"acme:a/quiet": "fail", "ignore/unused": "fail"}
    assert {verdict.severity for verdict in report.verdicts} == {"note"}
