"""Computes the cost report of a profile."""

from collections.abc import Sequence

from policyengine.case import Case
from policyengine.costs.report import MARGIN, CostReport
from policyengine.engine.names import check_names
from policyengine.engine.session import Session
from policyengine.facts.cases import profile_cases
from policyengine.facts.costs.workloads import cost_report
from policyengine.loading.profiles import Profile

_AGE_RULE = "volume/cost-price-age"
"""The rule whose parameter `days` is the maximum age of prices."""


def costs(
    profile: Profile,
    session: Session,
    price_sets: Sequence[str] = (),
    workloads: Sequence[str] = (),
    margin: float = MARGIN,
) -> CostReport:
    """Return the costs of the workloads of a profile, or of some, with the named price sets or those in force.

    `margin` is the fraction by which costs must differ before one is reported as cheaper. Raises UsageError for a
    workload or price set that does not exist.
    """
    environment = session.environment
    cases = profile_cases(profile, environment, considered=True)
    check_names("workload", workloads, list(dict.fromkeys(case.subject.workload for case in cases[1:])))
    check_names("price set", price_sets, environment.catalog.names("prices"))
    kept = [case for case in cases if not workloads or case.subject.workload in workloads]
    environment = environment._replace(price_sets=tuple(price_sets)) if price_sets else environment
    return costs_of(kept, session._replace(environment=environment), margin)


def costs_of(cases: Sequence[Case], session: Session, margin: float = MARGIN, *, variants: bool = True) -> CostReport:
    """Return the costs of the workloads of the cases, as of the session's day and with its price sets."""
    report = cost_report(cases, session.environment, margin, variants=variants)
    days = session.active.parameters_of(_AGE_RULE).get("days")
    return report if days is None else report._replace(fresh_days=days)
