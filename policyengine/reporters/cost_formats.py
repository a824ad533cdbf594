"""A cost report as text, one module per format; each is imported only when it is asked for."""

from collections.abc import Callable

from policyengine.cost_report import CostReport

CostRenderer = Callable[[CostReport], str]
"""A pure function of a cost report; its text ends in a line feed."""


def _text(report: CostReport) -> str:
    from policyengine.reporters.cost_text import render_cost_text

    return render_cost_text(report)


COST_REPORTERS: dict[str, CostRenderer] = {"text": _text}
"""Every output format, by the name that `--output-format` takes."""
