"""Costs for a spreadsheet: one row for each line of each option."""

from collections.abc import Iterator

from policyengine.costs.report import CostReport
from policyengine.costs.words.amounts import working
from policyengine.outputs.csv_rows import csv_text

COLUMNS = (
    "workload",
    "option",
    "model",
    "served",
    "considered",
    "share",
    "line",
    "low_usd_per_month",
    "high_usd_per_month",
    "working",
    "price_set",
    "price_date",
    "missing",
)


def render_cost_csv(report: CostReport) -> str:
    """Print the rows below a header; an option that could not be counted has one row, without a line.

    `missing` names the facts without which the cost is incomplete: the option costs more than its rows.
    """
    return csv_text(COLUMNS, _rows(report))


def _rows(report: CostReport) -> Iterator[list[object]]:
    for workload in report.workloads:
        for option in workload.options:
            share = f"{option.share:g}"
            head = [workload.workload, option.element, option.model, option.served, option.considered, share]
            missing = " ".join(option.cost.missing)
            days = dict(option.price_days)
            for line in option.cost.lines:
                low, high = line.usd_per_month
                tail = [line.name, f"{low:.2f}", f"{high:.2f}", working(line), line.source, days.get(line.source, "")]
                yield [*head, *tail, missing]
            if not option.cost.lines:
                yield [*head, *[""] * (len(COLUMNS) - len(head) - 1), missing]
