"""Costs as one HTML page that loads nothing: the pictures of each workload, then its tables."""

from typing import TYPE_CHECKING

from policyengine.charts.breakdown import breakdown_svg
from policyengine.charts.curve import curve_svg
from policyengine.charts.text_rows import xml_text
from policyengine.cost_report import CostReport
from policyengine.cost_words.amounts import money, monthly, percent, volume, working
from policyengine.cost_words.comparisons import assumed_sentence, comparison_sentences
from policyengine.cost_words.estimates import age_sentences, estimate_sentence
from policyengine.rendering import render_template
from policyengine.resources import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable


def render_cost_html(report: CostReport) -> str:
    """Print the page."""
    workloads = [
        {
            "cost": workload,
            "pictures": [picture for picture in (curve_svg(workload), breakdown_svg(workload)) if picture],
            "volume": volume(workload.requests_per_day, workload.tokens_per_request)
            if workload.requests_per_day is not None
            else "volume not declared",
            "compared": [(one.element, comparison_sentences(one, workload)) for one in workload.comparisons],
            "assumed": [assumed_sentence(assumed) for assumed in workload.assumed],
        }
        for workload in report.workloads
    ]
    filters: dict[str, Callable[..., str]] = {
        "xml": xml_text,
        "money": money,
        "monthly": monthly,
        "working": working,
        "percent": percent,
        "estimate": estimate_sentence,
    }
    values = {"report": report, "workloads": workloads, "old": age_sentences(report)}
    return render_template(TEMPLATES, "cost.html.j2", values, filters)
