"""Costs for a spreadsheet: one row for each line of each option."""

import csv
import re
from io import StringIO

from policyengine.cost_report import CostReport
from policyengine.cost_words.amounts import working

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
)
_AMOUNT = re.compile(r"-?\d+\.\d\d")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_cost_csv(report: CostReport) -> str:
    """Print the rows below a header; an option that could not be counted has one row, without a line."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for workload in report.workloads:
        for option in workload.options:
            head = [workload.workload, option.element, option.model, option.served, option.considered, option.share]
            days = dict(option.price_days)
            for line in option.cost.lines:
                low, high = line.usd_per_month
                tail = [line.name, f"{low:.2f}", f"{high:.2f}", working(line), line.source, days.get(line.source, "")]
                writer.writerow(map(_cell, [*head, *tail]))
            if not option.cost.lines:
                writer.writerow(map(_cell, [*head, *[""] * (len(COLUMNS) - len(head))]))
    return out.getvalue()


def _cell(value: object) -> object:
    """Keep a text that a spreadsheet would take for a formula a text; a negative amount is a number."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str) or not value.startswith(_FORMULA) or _AMOUNT.fullmatch(value):
        return value
    return f"'{value}"
