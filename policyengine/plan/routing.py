"""The option for a request: by task, for an uncertain router, and if a provider does not answer."""

from collections.abc import Sequence
from typing import NamedTuple

from policyengine.case import option_cases
from policyengine.facts.environment import Facts
from policyengine.migration.workload import Planned
from policyengine.option import Option
from policyengine.plan.excusing import days_of
from policyengine.plan.judging import Asked, judgement
from policyengine.plan.partition import CLOSED, OPEN, side_of_task
from policyengine.words.numbers import declared, full

ROUTED = ("primary", "route", "escalation", "fallback")
"""Roles of options that answer requests."""


class Target(NamedTuple):
    """An option that may answer, and the ids of the rules that forbid it to process the data."""

    option: Option
    refused_by: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        """Return the known facts of the option."""
        return self.option.facts

    @property
    def element(self) -> str:
        """Return its position in the workload."""
        return self.option.element

    @property
    def role(self) -> str:
        """Return its role."""
        return self.option.role

    @property
    def title(self) -> str:
        """Return its title for people."""
        return self.option.title


class Row(NamedTuple):
    """One row: the event, the steps in order, and their reason: `declared`, `method`, or the undeclared fact."""

    event: str
    steps: tuple[str, ...]
    why: str


def targets_of(planned: Planned, day: str) -> tuple[Target, ...]:
    """Return the options in use that answer requests, each with the rules that forbid it to process the data."""
    used = [case for case in planned.cases if not case.considered]
    judged = judgement(planned, Asked(used, frozenset(case.subject for case in used)), day, days_of(day))
    found = []
    for _, option in option_cases(planned.cases):
        if option.role not in ROUTED:
            continue
        refused = judged.about(frozenset(one.subject for one in used if one.concerns(option))).refused
        found.append(Target(option, tuple(sorted({verdict.rule.id for verdict in refused}))))
    return tuple(found)


def routing_table(planned: Planned, targets: Sequence[Target]) -> tuple[Row, ...]:
    """Return the rows of a workload with a choice: its tasks, its router, and errors of each provider."""
    if not targets:
        return ()
    rows = _joined([_task_row(task, planned, targets) for task in planned.fact("workload.tasks") or []])
    rows += _router_rows(planned, targets)
    rows += [_error_row(target, planned, targets) for target in targets if target.role != "fallback"]
    return tuple(rows)


def _joined(rows: list[Row]) -> list[Row]:
    """Return one row for tasks with the same route."""
    joined: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for row in rows:
        joined.setdefault((row.steps, row.why), []).append(row.event)
    return [Row(", ".join(events), steps, why) for (steps, why), events in joined.items()]


def _task_row(task: str, planned: Planned, targets: Sequence[Target]) -> Row:
    event = task
    for role in ("primary", "route", "escalation"):
        if task in (planned.fact(f"workload.routing.tasks.{role}") or []):
            return Row(event, _to(role, targets), "declared")
    side = side_of_task(task)
    if planned.fact("workload.routing.router") in ("rules", "classifier") and side:
        own = {OPEN: "option.self_hosted", CLOSED: "option.external"}[side]
        fitting = [target for target in targets if target.facts[own] and target.role != "fallback"]
        others = [target for target in targets if not target.facts[own] and target.role != "fallback"]
        if fitting and others:
            return Row(event, _steps(fitting[0]), f"method: the {side} side")
    return Row(event, _to("primary", targets), "no other route is declared")


def _router_rows(planned: Planned, targets: Sequence[Target]) -> list[Row]:
    router, rows = planned.fact("workload.routing.router"), []
    if router == "confidence":
        threshold = planned.fact("workload.routing.threshold")
        event = "confidence below the threshold" if threshold is None else f"confidence below {declared(threshold)}"
        why = "declared" if threshold is not None else "no number: `workload.routing.threshold` is not declared"
        rows.append(Row(event, _to("escalation", targets), why))
    cut = planned.fact("workload.routing.cut_characters")
    if router == "rules" and cut is not None:
        longer = "route" if any(target.role == "route" for target in targets) else "escalation"
        rows.append(Row(f"longer than {full(cut)} characters", _to(longer, targets), "declared"))
    default = planned.fact("workload.routing.default")
    if router in ("rules", "classifier", "confidence"):
        why = "declared" if default else "`workload.routing.default` is not declared"
        rows.append(Row("requests without a route", _to(default or "primary", targets), why))
    return rows


def _error_row(target: Target, planned: Planned, targets: Sequence[Target]) -> Row:
    served = target.facts.get("option.provider.id", target.facts["option.hosting"])
    retry = planned.fact("workload.operations.retry")
    steps = [] if retry is False else ["retry"]
    company = target.facts.get("option.provider.company")
    for fallback in (one for one in targets if one.role == "fallback"):
        same = company is not None and company == fallback.facts.get("option.provider.company")
        steps += [f"{step}, of the same company" if same else step for step in _steps(fallback)]
    why = "declared" if retry is not None else "method; `workload.operations.retry` is not declared"
    return Row(f"{served} does not answer ({target.role})", (*steps, "fail gracefully"), why)


def _to(role: str, targets: Sequence[Target]) -> tuple[str, ...]:
    found = [target for target in targets if target.role == role]
    if not found:
        primary = next(target for target in targets if target.role == "primary")
        return (f"no option has the role {role}", *_steps(primary))
    steps = [step for target in found for step in _steps(target)]
    if all(target.refused_by for target in found):
        primary = next(target for target in targets if target.role == "primary")
        steps += [] if role == "primary" else [f"stays with {primary.facts['option.model.id']}"]
    return tuple(steps)


def _steps(target: Target) -> tuple[str, ...]:
    name = f"{target.role} {target.title}"
    if target.refused_by:
        return (f"refused: {name} (by {', '.join(target.refused_by)})",)
    return (name,)
