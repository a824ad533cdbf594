"""A cost report as text, by the name that `--output-format` takes."""

from collections.abc import Callable

from policyengine.cost_report import CostReport
from policyengine.reporters.by_format import renderers

COST_REPORTERS: dict[str, Callable[[CostReport], str]] = renderers("cost", ("text", "json", "csv", "markdown", "html"))
"""Every output format."""
