"""Every method by its id."""

from policyengine.methods import (
    api_cost,
    blended_cost,
    buy_or_rent,
    cost_by_volume_method,
    discounts,
    eight_gpus,
    engineering_methods,
    fixed_workload_method,
    hidden_costs,
    middle_path,
    quality_points,
    self_hosted_cost,
    spend_gates,
    volume_comparison_method,
    volume_table_method,
    volume_zones_method,
    word_tokens,
)
from policyengine.methods.method import Method

METHODS: dict[str, Method] = {
    method.id: method
    for method in (
        volume_table_method.METHOD,
        discounts.METHOD,
        engineering_methods.LOADED,
        quality_points.METHOD,
        blended_cost.METHOD,
        fixed_workload_method.METHOD,
        engineering_methods.SET_UP,
        word_tokens.METHOD,
        cost_by_volume_method.METHOD,
        eight_gpus.METHOD,
        api_cost.METHOD,
        self_hosted_cost.METHOD,
        volume_comparison_method.METHOD,
        engineering_methods.TIME,
        buy_or_rent.METHOD,
        volume_zones_method.METHOD,
        spend_gates.METHOD,
        hidden_costs.METHOD,
        middle_path.METHOD,
    )
}
"""By article, in the order of its text, then those of several articles."""
