"""Users and revenue that a licence counts.

Popular accounts are wrong here. Llama counts the licensee and its affiliates in the calendar month before the release
of the model version, and never again: later growth does not end the licence, and a company above the limit does not
return below it by shrinking (Llama 3.1 Community License, section 2). Licences without a date count at any time.
"""

from policyengine.costs import MONTHS_PER_YEAR
from policyengine.facts.dates import month_before
from policyengine.facts.environment import Facts

CURRENT = "organization.monthly_active_users.current"
MONTHS = "organization.monthly_active_users.months"
PRODUCT = "project.monthly_active_users"
AFFILIATES = "organization.monthly_active_users.includes_affiliates"
RELEASE = "license.mau_limit.release"
REVENUE = "organization.annual_revenue_usd"

COUNTED = frozenset({"license.mau_limit.counted_users", "license.mau_limit.exceeded"})
"""The facts that depend on the users that the licence counts."""


def counted_users(facts: Facts) -> int | None:
    """Return the monthly active users that this licence counts, or None if they are not declared in this way.

    For a licence that includes affiliates, a number without them is used only if it already exceeds the limit.
    """
    users = declared_users(facts)
    if users is None or not needs_affiliates(facts) or facts.get(AFFILIATES):
        return users
    limit = facts.get("license.mau_limit.threshold")
    return users if limit is not None and _beyond(users, limit, facts.get("license.mau_limit.operator")) else None


def declared_users(facts: Facts) -> int | None:
    """Return the users declared for the time at which this licence counts, with or without affiliates."""
    path = users_path(facts)
    if path in (CURRENT, PRODUCT):
        users: int | None = facts.get(path)
        return users
    months: dict[str, int] = facts.get(MONTHS) or {}
    return months.get(path.rpartition(".")[2])


def needs_affiliates(facts: Facts) -> bool:
    """Return whether this licence counts the users of a whole group of companies, or does not specify it."""
    whose: str = facts.get("license.mau_limit.counts", "group")
    return whose == "group"


def users_path(facts: Facts) -> str:
    """Return the fact with the users that this licence counts: the product's, `….current` or `….months.2024-06`.

    For a frozen count of a release that the catalog does not know, it is the release.
    """
    if facts.get("license.mau_limit.counts") == "product":
        return PRODUCT
    if not facts.get("license.mau_limit.frozen"):
        return CURRENT
    measured_on = facts.get(RELEASE)
    return RELEASE if measured_on is None else f"{MONTHS}.{month_before(measured_on)}"


def counted_revenue_usd(facts: Facts) -> float | None:
    """Return the revenue that this licence counts, per period, or None if it counts only the revenue of a product."""
    revenue: float | None = facts.get(REVENUE)
    if revenue is None or facts.get("license.revenue_limit.counts") == "product":
        return None
    return revenue / MONTHS_PER_YEAR if facts.get("license.revenue_limit.period") == "month" else revenue


def license_facts(facts: Facts) -> Facts:
    """Return the derived facts of a licence: the counted figures and whether they exceed its limits."""
    derived: Facts = {}
    users = counted_users(facts) if facts.get("license.mau_limit.effect", "none") != "none" else None
    if users is not None:
        derived["license.mau_limit.counted_users"] = users
        threshold = facts.get("license.mau_limit.threshold")
        if threshold is not None:
            derived["license.mau_limit.exceeded"] = _beyond(users, threshold, facts.get("license.mau_limit.operator"))
    revenue = counted_revenue_usd(facts) if facts.get("license.revenue_limit.effect", "none") != "none" else None
    if revenue is not None:
        derived["license.revenue_limit.counted_revenue_usd"] = revenue
        limit = facts.get("license.revenue_limit.threshold_usd")
        if limit is not None:
            operator = facts.get("license.revenue_limit.operator")
            derived["license.revenue_limit.exceeded"] = _beyond(revenue, limit, operator)
    return derived


def _beyond(value: float, threshold: float, operator: str | None) -> bool:
    return value >= threshold if operator == "gte" else value > threshold
