"""Costs for programs: `cost/0`, as `schemas/cost.schema.json` describes it. Amounts are USD per month."""

from policyengine.costs.report import CostReport
from policyengine.outputs.json_text import json_text
from policyengine.wire.costs import plain_workload_cost

FORMAT = "cost/0"
"""The layout's name; 0 means that it may still change otherwise than by additions."""


def render_cost_json(report: CostReport) -> str:
    """Print everything a cost report holds but the points of its curves, indented by two, ending in a line feed."""
    value = {
        "as_of": report.as_of,
        "exchange_rate": None if report.rate is None else report.rate._asdict(),
        "price_ages_days": dict(report.ages),
        "fresh_days": report.fresh_days,
        "workloads": [plain_workload_cost(workload) for workload in report.workloads],
    }
    return json_text(FORMAT, value)
