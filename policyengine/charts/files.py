"""The pictures of a report as files."""

import html
import re

from policyengine.charts.breakdown import breakdown_svg
from policyengine.charts.curve import curve_svg
from policyengine.costs.report import CostReport, WorkloadCost

_DESCRIPTION = re.compile(r"<desc[^<>]*>([^<]*)</desc>")


def chart_files(report: CostReport) -> dict[str, str]:
    """Return the SVG of each picture by the name of its file: `chat-curve.svg`, `chat-breakdown.svg`.

    A workload's name has letters, digits, dots, dashes and underscores only, which the profile's schema sees to.
    """
    return {
        f"{workload.workload}-{kind}.svg": svg
        for workload in report.workloads
        for kind, svg in workload_charts(workload).items()
    }


def workload_charts(workload: WorkloadCost) -> dict[str, str]:
    """Return the SVG of each picture of a workload by its kind: `curve`, `breakdown`."""
    drawn = {"curve": curve_svg(workload), "breakdown": breakdown_svg(workload)}
    return {kind: svg for kind, svg in drawn.items() if svg}


def description_of(svg: str) -> str:
    """Return the text alternative that a picture carries."""
    found = _DESCRIPTION.search(svg)
    return html.unescape(found[1]) if found else ""
