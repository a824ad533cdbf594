"""The slow parts of workload costs: comparisons, sensitivities and curves, within the limits of one report."""

from collections.abc import Sequence
from math import fsum
from typing import Any

from policyengine.case import Case
from policyengine.costs.money import cents, in_cents
from policyengine.costs.report import Assumed, WorkloadCost
from policyengine.costs.sensitivity import Influence, influence
from policyengine.facts.costs.comparisons import MOST_COMPARED, comparisons, with_variants
from policyengine.facts.costs.curve import cost_curve
from policyengine.facts.costs.inputs import inputs_of
from policyengine.facts.costs.served_options import Served, cost_together, served_if_chosen, served_in_use, with_facts
from policyengine.facts.environment import Environment

MOST_DETAILED = 20
"""How many workloads a report describes in detail, with what moves their costs and where the answer changes; workloads
that differ in name and purpose alone count once."""

_NAMES = {"workload.name", "workload.purpose"}


class Details:
    """Adds details to the costs of workloads; `notes` list the omitted ones."""

    def __init__(self, environment: Environment, margin: float, *, variants: bool) -> None:
        self.environment = environment
        self.margin = margin
        self.variants = variants
        self.left = MOST_COMPARED
        self.known: dict[str, dict[str, Any]] = {}
        self.notes: list[str] = []

    def added(self, counted: WorkloadCost, cases: Sequence[Case]) -> WorkloadCost:
        """Return the costs of a workload with details, within the limits of the report."""
        options = with_facts(cases)
        served = served_in_use(options)
        if not served or counted.requests_per_day is None:
            return counted
        key = _key(cases)
        considered = served_if_chosen(options)
        if key not in self.known:
            if len(self.known) == MOST_DETAILED:
                limit = f"a report has details of at most {MOST_DETAILED} workloads"
                hint = "name it: `--workload NAME`"
                self.notes.append(f"`{counted.workload}` has a cost but no detailed comparison; {limit}; {hint}")
                return counted
            self.known[key] = self._details(counted, served, considered[: self.left])
            if len(considered) > self.left:
                self.notes.append(_uncompared(counted.workload, len(considered), self.left))
            self.left -= min(self.left, len(considered))
        return counted._replace(**self.known[key])

    def _details(self, counted: WorkloadCost, served: list[Served], considered: list[Served]) -> dict[str, Any]:
        environment = self.environment
        setup = fsum(option.setup_usd or 0.0 for option in counted.in_use)
        compared = comparisons(served, considered, environment, self.margin, setup)
        return {
            "comparisons": with_variants(compared, served, considered, environment) if self.variants else compared,
            "influences": influences(served, environment),
            "assumed": assumed(served, environment),
            "curve": cost_curve(served, considered, counted.requests_per_day or 0, environment),
        }


def _key(cases: Sequence[Case]) -> str:
    """Return the inputs of a workload's details: all facts of its options except names."""
    facts = ({path: value for path, value in case.facts.items() if path not in _NAMES} for case in cases)
    return repr([(case.subject.element, case.considered, each) for case, each in zip(cases, facts, strict=True)])


def _uncompared(name: str, considered: int, compared: int) -> str:
    some = f"the first {compared} of its {considered}" if compared else f"none of its {considered}"
    limit = f"a report compares at most {MOST_COMPARED} options"
    return f"`{name}`: {some} considered options are compared with the options in use; {limit}"


_CENT = 0.01

_ASSUMED = {
    "workload.volume.cached_share": (0.0, 1.0),
    "workload.volume.batch_share": (0.0, 1.0),
    "workload.volume.peak_factor": (1.0, 2.0),
    "option.serving.utilization": (1.0, 0.5),
    "option.hardware.months_of_use": (36.0, 24.0),
}
"""The assumed value of an undeclared fact, and another plausible value; both are choices of this project."""


def influences(served: Sequence[Served], environment: Environment) -> tuple[Influence, ...]:
    """Return the influence of each declared fact and each price on the total cost in cents, the strongest first."""
    found = [
        _rounded(influence(one.name, one.cost_of(0), one.least, one.most)) for one in inputs_of([served], environment)
    ]
    moving = [each for each in found if each.spread >= _CENT]
    return tuple(sorted(moving, key=lambda each: (-each.spread, each.name)))


def _rounded(found: Influence) -> Influence:
    return found._replace(lower=cents(found.lower) / 100, higher=cents(found.higher) / 100)


def assumed(served: Sequence[Served], environment: Environment) -> tuple[Assumed, ...]:
    """Return the cost with another value of each undeclared fact, if it differs."""
    found = []
    for path, values in _ASSUMED.items():
        if all(path in each.facts for each in served):
            continue
        costs = [
            cost_together([each for each in served if path not in each.facts], environment, {path: v}) for v in values
        ]
        rest = cost_together([each for each in served if path in each.facts], environment, {})
        if abs(costs[0].middle - costs[1].middle) >= _CENT:
            counted, other = (in_cents(rest.plus(cost)) for cost in costs)
            found.append(Assumed(path, values[0], counted, values[1], other))
    return tuple(found)
