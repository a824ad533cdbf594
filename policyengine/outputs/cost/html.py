"""Costs as one HTML page that loads nothing: the pictures of each workload, then its tables."""

from typing import TYPE_CHECKING

from policyengine.charts.breakdown import breakdown_svg
from policyengine.charts.curve import curve_svg
from policyengine.charts.text_rows import xml_text
from policyengine.costs.report import CostReport
from policyengine.costs.words.amounts import in_currency, rough, rough_range, volume_of, wanted, working
from policyengine.costs.words.comparisons import (
    assumed_sentence,
    comparison_sentences,
    fact_words,
    uncompared_sentence,
)
from policyengine.costs.words.estimates import estimate_sentence, note_sentences
from policyengine.option import names_of
from policyengine.rendering import render_template
from policyengine.resources import TEMPLATES
from policyengine.words.numbers import about, percent

if TYPE_CHECKING:
    from collections.abc import Callable


def render_cost_html(report: CostReport) -> str:
    """Print the page."""
    workloads = [
        {
            "cost": workload,
            "pictures": [picture for picture in (curve_svg(workload), breakdown_svg(workload)) if picture],
            "volume": volume_of(workload),
            "converted": in_currency(workload, report.rate) if report.rate and workload.in_use else None,
            "names": names_of([option.option for option in workload.options]),
            "compared": [(one.element, comparison_sentences(one, workload)) for one in workload.comparisons],
            "uncompared": uncompared_sentence(workload),
            "assumed": [assumed_sentence(assumed) for assumed in workload.assumed],
        }
        for workload in report.workloads
    ]
    filters: dict[str, Callable[..., str]] = {
        "xml": lambda text: xml_text(_plain(text)),
        "money": rough_range,
        "amount": about,
        "monthly": rough,
        "working": working,
        "wanted": wanted,
        "percent": percent,
        "estimate": estimate_sentence,
    }
    values = {"report": report, "workloads": workloads, "notes": note_sentences(report)}
    return render_template(TEMPLATES, "cost.html.j2", values, filters)


def _plain(text: object) -> str:
    """Return a sentence without paths of facts and without backticks."""
    return fact_words(str(text)).replace("`", "")
