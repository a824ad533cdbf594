"""Computes the groups of derived facts that a rule can need here; `policy.on_demand` says which those are."""

from collections.abc import Collection, Sequence

from policyengine.facts.surroundings import Facts, Surroundings


def add_on_demand(
    groups: Collection[str], workload: Facts, options: Sequence[tuple[Facts, bool]], around: Surroundings
) -> None:
    """Add the facts of these groups to a workload and its options, each with whether it is only considered."""
    if "costs" in groups:
        from policyengine.facts.costs import add_costs

        add_costs(workload, options, around)
