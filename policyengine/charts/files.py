"""The pictures of a report as files."""

from policyengine.charts.breakdown import breakdown_svg
from policyengine.charts.curve import curve_svg
from policyengine.cost_report import CostReport


def chart_files(report: CostReport) -> dict[str, str]:
    """Give the SVG of each picture that there is, by the name of its file: `chat-curve.svg`, `chat-breakdown.svg`.

    A workload's name has letters, digits, dots, dashes and underscores only, which the profile's schema sees to.
    """
    drawn = {}
    for workload in report.workloads:
        for kind, svg in (("curve", curve_svg(workload)), ("breakdown", breakdown_svg(workload))):
            if svg:
                drawn[f"{workload.workload}-{kind}.svg"] = svg
    return drawn
