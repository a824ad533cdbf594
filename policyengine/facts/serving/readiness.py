"""Readiness components that published articles recommend for an option that people depend on, and missing ones.

docs/serving.md lists the components with their sources. Each depends on one declared fact. Only the hosting determines
the list; a rule decides whether an option must be ready. For a user's device the articles recommend none.
"""

from policyengine.facts.environment import Facts
from policyengine.facts.serving.checklists import Checklist, Item

HOSTING = "option.hosting"
LOGGED = "workload.logging.fields"

SERVERS = {
    "health-check": "workload.operations.health_check",
    "autoscaling": "workload.operations.autoscale",
    "failover": "workload.operations.failover",
    "load-balancing": "workload.operations.load_balancing",
    "on-call": "team.on_call",
    "owner": "team.mlops_owner",
    "version-comparison": "workload.operations.version_comparison",
    "rollback": "workload.operations.rollback",
    "upgrade-procedure": "workload.operations.upgrade_procedure",
    "version-management": "option.version_pinned",
    "patching": "workload.operations.patching",
    "guardrails": "workload.output.safety_filter",
    "quality-monitoring": "workload.monitoring.quality",
    "latency-monitoring": "workload.monitoring.latency",
    "gpu-monitoring": "workload.monitoring.gpu",
}
"""The components for the team's own servers, each with its fact."""

SERVICE = {
    "rate-limit-plan": "workload.operations.rate_limit_plan",
    "retry": "workload.operations.retry",
    "deprecation-plan": "workload.operations.deprecation_plan",
    "terms-watch": "workload.operations.terms_watch",
    "abstraction": "workload.operations.abstraction",
    "version-management": "option.version_pinned",
    "token-logging": LOGGED,
}
"""The components that remain with the team for a service run by others, each with its fact."""

_COMPONENTS = {
    "vendor-api": SERVICE,
    "managed-open": SERVICE,
    "private-cloud": SERVERS,
    "on-premises": SERVERS,
    "air-gapped": SERVERS,
    "on-device": {},
}


def readiness(facts: Facts) -> Checklist:
    """Return the checklist of an option, from the facts of its case."""
    components = _COMPONENTS[facts[HOSTING]]
    items = (Item(name, asked=True, in_place=_shows(path, facts), shown_by=path) for name, path in components.items())
    return Checklist(tuple(items), chosen_by=(HOSTING,))


def _shows(path: str, facts: Facts) -> bool | None:
    """Return whether a fact shows its component: true, a name other than `none`, or `tokens` in the logged fields."""
    value = facts.get(path)
    if value is None:
        return None
    if path == LOGGED:
        return "tokens" in value
    return value is True or (isinstance(value, str) and value not in ("", "none"))
