"""The lengths of the phases of a workload's move: as declared, or from rules and the method."""

from datetime import date

from policyengine.costs.ranges import Range, exactly
from policyengine.migration.published import CANARY_DAYS, METHOD, ROLLOUT_DAYS, STEPS_PERCENT
from policyengine.migration.terms import Origin, Term, parameter
from policyengine.migration.workload import Planned
from policyengine.plan.schedule import PHASES, Lengths

_PATH = "workload.migration"

NamedTerms = tuple[tuple[str, Term], ...]
"""Terms by meaning, in the order of the phases."""


def start_of(planned: Planned, day: str) -> Term:
    """Return the first day of a move: as declared, or the ISO day of the plan."""
    declared = planned.terms.declared(f"{_PATH}.start")
    if declared.value is not None:
        return declared._replace(value=declared.value.date())
    said = "the day of this plan: give --start, or declare `migration: {start: …}`"
    return Term(date.fromisoformat(day), Origin.ASKED, said)


def names_of(planned: Planned) -> Term:
    """Return the names of the phases: as declared, or all four of the method."""
    return planned.terms.or_published(f"{_PATH}.phases", list(PHASES), METHOD)


def lengths_of(planned: Planned) -> tuple[Lengths, NamedTerms]:
    """Return the lengths of a workload's phases, and their terms."""
    terms = planned.terms
    shadow = terms.or_parameter(f"{_PATH}.shadow_days", "lifecycle/canary", "shadow_days")
    canary = terms.or_published(f"{_PATH}.canary_days", CANARY_DAYS, METHOD)
    percent = _canary_percent(planned)
    rollout = terms.or_published(f"{_PATH}.rollout_days", ROLLOUT_DAYS, METHOD)
    steps = terms.or_published(f"{_PATH}.steps_percent", list(STEPS_PERCENT), METHOD)
    parity = terms.or_parameter(f"{_PATH}.days_at_parity", "lifecycle/rollout", "days")
    named = (
        ("shadow days", shadow),
        ("canary days", canary),
        ("canary percent", percent),
        ("rollout days", rollout),
        ("steps percent", steps),
        ("days at parity", parity),
    )
    ordered = tuple(sorted(set(steps.value) - {0}))
    return Lengths(shadow.value, canary.value, percent.value, rollout.value, ordered, parity.value), named


def _canary_percent(planned: Planned) -> Term:
    percent = planned.terms.declared(f"{_PATH}.canary_percent")
    if percent.value is not None:
        return percent._replace(value=exactly(percent.value))
    least, most = (parameter(planned.session, "lifecycle/canary", name) for name in ("least_percent", "most_percent"))
    said = least.said if least.origin is not most.origin else f"{least.said} and most_percent"
    return least._replace(value=Range(least.value, most.value), said=said)
