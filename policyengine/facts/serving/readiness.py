"""What published articles ask of an option that people depend on, and what of it is missing.

The components and where each is from stand in docs/serving.md. Each rests on one declared fact. Which list applies is
said by the hosting alone: whether an option has to be ready, a rule says. On a user's device the articles ask for none
of it.
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
"""What the team's own servers need, each with the fact that shows it."""

SERVICE = {
    "rate-limit-plan": "workload.operations.rate_limit_plan",
    "retry": "workload.operations.retry",
    "deprecation-plan": "workload.operations.deprecation_plan",
    "terms-watch": "workload.operations.terms_watch",
    "abstraction": "workload.operations.abstraction",
    "version-management": "option.version_pinned",
    "token-logging": LOGGED,
}
"""What a service that others run still leaves to the team, each with the fact that shows it."""

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
    """Return whether a fact shows its component: true, a name other than `none`, or `tokens` among what is logged."""
    value = facts.get(path)
    if value is None:
        return None
    if path == LOGGED:
        return "tokens" in value
    return value is True or (isinstance(value, str) and value not in ("", "none"))
