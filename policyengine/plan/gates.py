"""The conditions for leaving a phase, and those that send traffic back."""

from typing import Any, NamedTuple

from policyengine.migration.terms import Origin, Term, parameter
from policyengine.migration.workload import Planned
from policyengine.words.numbers import full

PARITY = "hybrid/regression-suite"
REVERT = "workload.migration.revert"


class Limits(NamedTuple):
    """The thresholds at which traffic goes back: a drop in points, in percent of the old score, and a latency in ms.

    `quality_alert` is the alert of the regression suite, declared or from the method; it is not a threshold to go back.
    """

    points: Term
    percent: Term
    p95_ms: Term
    quality_alert: Term
    examples: Term

    @property
    def has_no_quality(self) -> bool:
        """Return whether no drop in quality is declared at which traffic goes back."""
        return self.points.value is None and self.percent.value is None


class Gate(NamedTuple):
    """One condition: a sentence with `{}` for the value, and its term; undeclared if it has no origin."""

    about: str
    term: Term


def limits_of(planned: Planned) -> Limits:
    """Return the thresholds at which a workload's traffic goes back."""
    terms = planned.terms
    p95 = terms.declared(f"{REVERT}.p95_ms")
    if p95.value is None:
        needed = terms.declared("workload.latency.p95_ms")
        p95 = p95 if needed.value is None else needed
    return Limits(
        terms.declared(f"{REVERT}.absolute_points"),
        terms.declared(f"{REVERT}.relative_percent"),
        p95,
        terms.or_parameter("workload.monitoring.alert_relative_percent", PARITY, "alert_percent"),
        parameter(planned.session, PARITY, "examples"),
    )


def gates_of(planned: Planned, phase: str, days: Term) -> tuple[Gate, ...]:
    """Return the conditions for leaving a phase; the last phase is never left."""
    if phase == "full":
        return ()
    about = {
        "shadow": "{} days of shadow traffic have passed",
        "canary": "{} days of canary have passed",
        "rollout": "each step has held {} days at equal quality",
    }
    gates = [Gate(about[phase], days), Gate("quality is equal on {}", _suite(planned))]
    limits = limits_of(planned)
    if phase != "shadow":
        gates.append(Gate("latency p95 stays within {} ms", limits.p95_ms))
        gates.append(
            Gate("user signals are not worse by route: {}", planned.terms.declared("workload.monitoring.user_signals"))
        )
    return tuple(gates)


def rollback_of(planned: Planned) -> tuple[Gate, ...]:
    """Return the conditions that send all traffic back to the old option, from the canary on."""
    limits = limits_of(planned)
    quality = [
        Gate("quality falls by more than {} % of the old score", limits.percent),
        Gate("quality falls by more than {} points", limits.points),
    ]
    declared = [gate for gate in quality if gate.term.value is not None]
    return (
        *(declared or quality[:1]),
        Gate("latency p95 goes beyond {} ms", limits.p95_ms),
    )


def _suite(planned: Planned) -> Term:
    """Return the suite with its examples as one term, at the position of the suite."""
    suite = planned.terms.declared("workload.evaluation.suite")
    if suite.value is None:
        return suite
    examples: Any = planned.fact("workload.evaluation.examples")
    return suite if examples is None else Term(f"{suite.value}, {full(examples)} examples", Origin.DECLARED, suite.said)
