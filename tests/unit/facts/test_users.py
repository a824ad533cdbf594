"""The users a licence counts: whose, and of which month."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from policyengine.facts.licenses import license_facts, users_path
from policyengine.verdict import Outcome
from tests.unit.engine.judging import LLAMA, code_of, judged, make_profile, verdict_of

RULE = "license/user-limit"
USERS = "organization.monthly_active_users"
OWN = {"model": LLAMA, "hosting": "on-premises"}


def limit(**fields: Any) -> dict[str, Any]:
    """Return a licence's user limit as facts: Llama's, with changes."""
    given = {
        "effect": "ends", "threshold": 700_000_000, "operator": "gt", "frozen": True, "counts": "group",
        "release": datetime(2024, 7, 23, tzinfo=UTC), **fields,
    }  # fmt: skip
    return {f"license.mau_limit.{key}": value for key, value in given.items() if value is not None}


def users(current: int | None = None, *, affiliates: bool | None = True, **months: int) -> dict[str, Any]:
    """Return what an organisation declares of its users; `m2024_06` is a month."""
    facts: dict[str, Any] = {} if affiliates is None else {f"{USERS}.includes_affiliates": affiliates}
    if current is not None:
        facts[f"{USERS}.current"] = current
    if months:
        facts[f"{USERS}.months"] = {month[1:].replace("_", "-"): count for month, count in months.items()}
    return facts


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({**limit(), **users(800_000_000, m2024_06=700_000_000)}, (700_000_000, False)),
        ({**limit(), **users(1, m2024_06=700_000_001)}, (700_000_001, True)),
        ({**limit(), **users(800_000_000, m2024_07=1)}, (None, None)),
        ({**limit(), **users(800_000_000)}, (None, None)),
        ({**limit(operator="gte"), **users(m2024_06=700_000_000)}, (700_000_000, True)),
        ({**limit(frozen=False), **users(5, m2024_06=800_000_000)}, (5, False)),
        ({**limit(release=None), **users(5)}, (None, None)),
        ({**limit(), **users(affiliates=False, m2024_06=5)}, (None, None)),
        ({**limit(), **users(affiliates=None, m2024_06=5)}, (None, None)),
        ({**limit(), **users(affiliates=False, m2024_06=700_000_001)}, (700_000_001, True)),
        ({**limit(counts="licensee"), **users(affiliates=False, m2024_06=5)}, (5, False)),
        ({**limit(effect="none"), **users(m2024_06=700_000_001)}, (None, None)),
        ({**limit(threshold=None), **users(m2024_06=5)}, (5, None)),
        (
            {**limit(frozen=False, counts="product"), **users(900_000_000), "project.monthly_active_users": 7},
            (7, False),
        ),
    ],
)
def test_counted_users(facts: dict[str, Any], expected: tuple[int | None, bool | None]) -> None:
    """Users are counted in the month before the release or now, of the group, the licensee or the product.

    Affiliates only add users, so a number without them counts where it is beyond the limit already.
    """
    derived = license_facts(facts)
    found = (derived.get("license.mau_limit.counted_users"), derived.get("license.mau_limit.exceeded"))
    assert found == expected


def test_the_month_of_a_release_in_january() -> None:
    """The month before January is December of the year before."""
    assert users_path(limit(release=datetime(2025, 1, 5, tzinfo=UTC))) == f"{USERS}.months.2024-12"


@pytest.mark.parametrize(
    ("declared", "outcome", "code", "missing"),
    [
        ({"months": {"2024-06": 700_000_000}, "includes_affiliates": True}, Outcome.PASS, 0, []),
        ({"months": {"2024-06": 700_000_001}, "includes_affiliates": True}, Outcome.FAIL, 1, []),
        ({"current": 5, "includes_affiliates": True}, Outcome.UNKNOWN, 1, [f"{USERS}.months.2024-06"]),
        (
            {"months": {"2024-06": 5}, "includes_affiliates": False},
            Outcome.UNKNOWN,
            1,
            [f"{USERS}.includes_affiliates"],
        ),
        ({"months": {"2024-06": 5}}, Outcome.UNKNOWN, 1, [f"{USERS}.includes_affiliates"]),
    ],
)
def test_llama(tmp_path: Path, declared: dict[str, Any], outcome: Outcome, code: int, missing: list[str]) -> None:
    """Llama 3.1 counts June 2024 with affiliates, and says which of the two is missing."""
    settings = {"organization": {"name": "Acme", "monthly_active_users": declared}}
    report = judged(tmp_path, make_profile(OWN), settings, select=(RULE,), passes=True)
    found = verdict_of(report, RULE)
    assert (found.outcome, code_of(report), [gap.path for gap in found.missing]) == (outcome, code, missing)


@pytest.mark.parametrize(
    ("period", "counts", "expected"),
    [("year", "group", 120.0), ("month", "group", 10.0), (None, None, 120.0), ("year", "product", None)],
)
def test_counted_revenue(period: str | None, counts: str | None, expected: float | None) -> None:
    """Revenue is counted per year or month; that of a product alone is not known."""
    facts = {
        "organization.annual_revenue_usd": 120.0, "license.revenue_limit.effect": "ends",
        "license.revenue_limit.threshold_usd": 10.0, "license.revenue_limit.operator": "gte",
        "license.revenue_limit.period": period, "license.revenue_limit.counts": counts,
    }  # fmt: skip
    derived = license_facts({path: value for path, value in facts.items() if value is not None})
    assert derived.get("license.revenue_limit.counted_revenue_usd") == expected
    assert derived.get("license.revenue_limit.exceeded") is (None if expected is None else True)
