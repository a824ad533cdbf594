"""Computes the groups of derived facts that a rule may need; `policy.on_demand` selects them."""

from collections.abc import Collection, Sequence

from policyengine.facts.environment import Environment, Facts
from policyengine.option import Option


def add_on_demand(
    groups: Collection[str], workload: Facts, options: Sequence[Option], environment: Environment
) -> None:
    """Add the facts of these groups to a workload and its options."""
    if "costs" in groups or "break-even" in groups:  # if a break-even is unknown, the costs list the missing inputs
        from policyengine.facts.costs.options import add_costs

        add_costs(workload, options, environment)
    if "break-even" in groups:
        from policyengine.facts.costs.break_even import break_even_facts

        workload.update(break_even_facts(workload, options, environment))
    if "latency" in groups:
        from policyengine.facts.serving.latency import latency_facts

        workload.update(latency_facts(workload))
    for group in _OF_OPTIONS.intersection(groups):
        for option in options:
            option.facts.update(_option_facts(group, {**workload, **option.facts}))


_OF_OPTIONS = frozenset({"readiness", "reliability", "serving", "sizing"})


def _option_facts(group: str, facts: Facts) -> Facts:
    if group == "readiness":
        from policyengine.facts.serving.readiness import readiness

        return readiness(facts).facts("option.readiness")
    if group == "reliability":
        from policyengine.facts.serving.reliability import reliability

        return reliability(facts).facts("option.reliability")
    if group == "sizing":
        from policyengine.facts.sizes.copies import sizing_facts

        return sizing_facts(facts)
    from policyengine.facts.serving.engines import serving_facts

    return serving_facts(facts)
