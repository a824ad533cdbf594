"""The inputs that the current cost is most sensitive to, and the effect of undeclared ones."""

from collections.abc import Sequence

from policyengine.cost_report import Assumed
from policyengine.costing.money import cents, in_cents
from policyengine.costing.sensitivity import Influence, influence
from policyengine.facts.costs.inputs import inputs_of
from policyengine.facts.costs.served_options import Served, cost_together
from policyengine.facts.surroundings import Surroundings

_CENT = 0.01

_ASSUMED = {
    "workload.volume.cached_share": (0.0, 1.0),
    "workload.volume.batch_share": (0.0, 1.0),
    "workload.volume.peak_factor": (1.0, 2.0),
    "option.serving.utilization": (1.0, 0.5),
    "option.hardware.months_of_use": (36.0, 24.0),
}
"""What is counted with where a fact is not declared, and another value that it may well have: our own choices."""


def influences(served: Sequence[Served], around: Surroundings) -> tuple[Influence, ...]:
    """Return the influence of each declared fact and each price on the total cost in cents, the strongest first."""
    found = [_rounded(influence(one.name, one.cost_of(0), one.least, one.most)) for one in inputs_of([served], around)]
    moving = [each for each in found if each.spread >= _CENT]
    return tuple(sorted(moving, key=lambda each: (-each.spread, each.name)))


def _rounded(found: Influence) -> Influence:
    return found._replace(lower=cents(found.lower) / 100, higher=cents(found.higher) / 100)


def assumed(served: Sequence[Served], around: Surroundings) -> tuple[Assumed, ...]:
    """Return the cost with another value of each undeclared fact, where that makes a difference."""
    found = []
    for path, values in _ASSUMED.items():
        if all(path in each.facts for each in served):
            continue
        costs = [cost_together([each for each in served if path not in each.facts], around, {path: v}) for v in values]
        rest = cost_together([each for each in served if path in each.facts], around, {})
        if abs(costs[0].middle - costs[1].middle) >= _CENT:
            counted, other = (in_cents(rest.plus(cost)) for cost in costs)
            found.append(Assumed(path, values[0], counted, values[1], other))
    return tuple(found)
