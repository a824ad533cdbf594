"""A pass that rests on a claim without proof is a warning, where the settings want proof."""

from pathlib import Path
from typing import Any

import pytest

from policyengine.cli.exit_codes import exit_code
from policyengine.engine.session import Question
from policyengine.outputs import REPORT, Options
from policyengine.whole_report import check
from tests.unit.waivers.excepting import DAY, House, outcomes

CLAIMS: dict[str, tuple[Any, str]] = {
    "a document": ({"status": True, "evidence": "docs/sso.md", "checked": "2026-09-01"}, ""),
    "short": (True, "`workload.security.mfa` names no document"),
    "no document": ({"status": True, "checked": "2026-09-01"}, "`workload.security.mfa` names no document"),
    "no day": (
        {"status": True, "evidence": "docs/sso.md"},
        "`workload.security.mfa` names no day on which its document was checked",
    ),
    "too old": (
        {"status": True, "evidence": "docs/sso.md", "checked": "2025-11-21"},
        "`workload.security.mfa` was last checked 366 days ago, on 2025-11-21; 365 are allowed",
    ),
    "just young enough": ({"status": True, "evidence": "docs/sso.md", "checked": "2025-11-22"}, ""),
}


@pytest.fixture
def house(repository: Path) -> House:
    """Return a repository in which one rule is asked, which rests on a claim."""
    return House(repository, "claimed")


@pytest.mark.parametrize(("claim", "unproven"), CLAIMS.values(), ids=CLAIMS)
def test_proof_is_asked_for(house: House, claim: Any, unproven: str) -> None:
    """Without proof the pass becomes a warning that says so; it fails nothing, and the claim's place is shown."""
    house.profile["workloads"]["w"]["security"] = {"mfa": claim}
    assert outcomes(house.report()) == {}
    house.settings["evidence"] = {"a": {"required": True, "max_age_days": 365}}
    report = house.report()
    assert outcomes(report) == ({"acme:a/claimed": "unknown"} if unproven else {})
    assert exit_code(report.totals, "error") == 0
    assert exit_code(report.totals, "warning") == int(bool(unproven))
    assert (report.counts.passed, report.counts.unknown) == (int(not unproven), int(bool(unproven)))
    if unproven:
        (verdict,) = report.verdicts
        assert (verdict.severity, verdict.unproven) == ("warning", unproven)
        assert unproven in REPORT.render("full", report, Options())


def test_a_document_is_shown(house: House) -> None:
    """Evidence names the document a claim rests on."""
    house.profile["workloads"]["w"]["security"] = {
        "mfa": {"status": False, "evidence": "docs/sso.md", "checked": "2026-09-01", "by": "security"}
    }
    (verdict,) = house.report().verdicts
    assert verdict.evidence[0].claim == ("docs/sso.md", "2026-09-01", "security")
    text = REPORT.render("text", house.report(), Options())
    assert "workload.security.mfa is false by docs/sso.md, checked 2026-09-01 by security" in text
    assert house.json()["verdicts"][0]["evidence"][0]["claim"]["document"] == "docs/sso.md"


def test_an_unknown_category(house: House) -> None:
    """Proof that no rule could ask for is a mistake in the settings."""
    house.settings["evidence"] = {"b": {"required": True}}
    assert exit_code(house.report().totals, "error") == 2


def test_passes_are_kept_where_asked(house: House) -> None:
    """`--show-passes` still lists the proven ones."""
    house.profile["workloads"]["w"]["security"] = {"mfa": CLAIMS["a document"][0]}
    house.settings["evidence"] = {"a": {"required": True}}
    house.write()
    report = check([(house.path, None)], Question(DAY, select=house.selected, passes=True))
    assert outcomes(report) == {"acme:a/claimed": "pass"}
